"""The words for the state's accessibility certification."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Standard(TextChoices):
    """What the website was found to meet: WCAG 2.0 or a later version, at level AA."""

    WCAG_20 = "wcag-2.0-aa", _("Web Content Accessibility Guidelines 2.0, level AA")
    WCAG_21 = "wcag-2.1-aa", _("Web Content Accessibility Guidelines 2.1, level AA")
    WCAG_22 = "wcag-2.2-aa", _("Web Content Accessibility Guidelines 2.2, level AA")


class Standing(TextChoices):
    """Where a certification stands on a day."""

    UNSIGNED = "unsigned", _("Not certified yet")
    CURRENT = "current", _("Certified")
    DUE_SOON = "due-soon", _("Certified, next one due soon")
    OVERDUE = "overdue", _("Overdue")

    @property
    def tone(self) -> str:
        """The tone of its tag."""
        return {Standing.CURRENT: "ok", Standing.OVERDUE: "bad"}.get(self, "warn")
