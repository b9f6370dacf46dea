"""What events of a private work group owe it: nobody else may know of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from .enums import Visibility

if TYPE_CHECKING:
    from .models import Series


def is_of_private_group(series: Series) -> bool:
    """Asks for the group."""
    return series.group is not None and bool(series.group.is_private)


def private_fault(series: Series) -> str:
    """Why `series` is not for everybody; empty where it may be."""
    if series.visibility == Visibility.EVERYBODY and is_of_private_group(series):
        return _("This work group is private. Choose that only its members may see the event.")
    return ""
