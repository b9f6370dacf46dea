"""Long passwords that are guessed first all the same (NIST SP 800-63B-4, 3.1.1.2: the block list)."""

from __future__ import annotations

import re
from itertools import pairwise

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_FEWEST_CHARACTERS = 5
_NO_LETTER = re.compile(r"[\W\d_]+")


class GuessedFirstValidator:
    """Refuses a listed password lengthened by digits or by repeating, counting, few characters, and the site's name."""

    def __init__(self) -> None:
        self._common = CommonPasswordValidator().passwords

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError for a password that guessing programs try early."""
        lowered = password.lower()
        if self._is_listed(lowered) or _counts(lowered) or len(set(lowered)) < _FEWEST_CHARACTERS:
            raise ValidationError(
                _("Programs that guess passwords try this one early. Take four or five unrelated words."),
                code="password_guessed_first",
            )

    def get_help_text(self) -> str:
        """What the sign-up form says."""
        return _("Four or five words that don't belong together make a good one. Spaces are fine.")

    def _is_listed(self, lowered: str) -> bool:
        core = _NO_LETTER.sub("", lowered)
        once = re.sub(r"^(.+?)\1+$", r"\1", core)
        site = _NO_LETTER.sub("", settings.SITE_NAME.lower())
        return bool({core, once} & (self._common | {site, f"{site}password", f"password{site}"}))


def _counts(text: str) -> bool:
    """Whether each character is its neighbour's successor (or predecessor), as in 12345 or 98765."""
    if not text.isdecimal():
        return False
    steps = {(int(right) - int(left)) % 10 for left, right in pairwise(text)}
    return len(steps) == 1
