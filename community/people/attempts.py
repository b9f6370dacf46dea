"""What a page of one button does with a step that a service may refuse."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages

from .errors import HubError

if TYPE_CHECKING:
    from .models import AnyRequest


def attempt(request: AnyRequest, step: Callable[[], object], done: str) -> bool:
    """Take a step of one button: say that it is done, or why not."""
    try:
        step()
    except HubError as refusal:
        messages.error(request, refusal.message)
        return False
    messages.success(request, done)
    return True
