"""The ways to react, each with a sign that is only decoration."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReactionKind(models.TextChoices):
    """What one can say about a post."""

    THANKS = "thanks", _("Thanks")
    AGREE = "agree", _("I agree")
    CELEBRATE = "celebrate", _("Well done")
    CURIOUS = "curious", _("Tell us more")

    @property
    def sign(self) -> str:
        """The emoji beside the words."""
        return _SIGNS[self]


_SIGNS = {
    ReactionKind.THANKS: "\N{PERSON WITH FOLDED HANDS}",
    ReactionKind.AGREE: "\N{THUMBS UP SIGN}",
    ReactionKind.CELEBRATE: "\N{PARTY POPPER}",
    ReactionKind.CURIOUS: "\N{THINKING FACE}",
}
