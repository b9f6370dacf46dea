"""Where somebody is led whose post waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.http import HttpResponse

    from community.people.models import MemberRequest


def lead_to_waiting(request: MemberRequest) -> HttpResponse:
    """Say that it is not shown yet, and show where it is."""
    messages.info(request, _("Your post is saved. A moderator looks at it before others see it; you will be told."))
    return redirect("boards:my_withheld")
