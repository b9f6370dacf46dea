"""Addresses that people write into a form for others to follow."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

_HERE = re.compile(r"/(?![/\\])[^\s\\\x00-\x1f]*")
_elsewhere = URLValidator(schemes=["https", "http"])


def check_address(value: str) -> None:
    """A page of this site (`/training/…`) or of another (`https://…`); raises ValidationError for anything else."""
    if _HERE.fullmatch(value):
        return
    try:
        _elsewhere(value)
    except ValidationError as refusal:
        raise ValidationError(
            _("Write a whole address that begins with https://, or with / for a page of this site."), code="address"
        ) from refusal
