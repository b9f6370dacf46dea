"""A certification is published whole or unsigned, never half signed."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from community.pages.pages import CertificationPage

from .faults import Fault

_SIGNED = ("agency", "director_name", "director_title", "officer_name", "officer_title", "signed_on")
_PREFILLED = {"agency", "director_title", "officer_title"}


def certification_faults(page: CertificationPage) -> Iterator[Fault]:
    """What is missing once one of the signers or the date is there."""
    if not any(getattr(page, name) for name in _SIGNED if name not in _PREFILLED):
        return
    for name in _SIGNED:
        if not getattr(page, name):
            label = str(page._meta.get_field(name).verbose_name)
            yield Fault(
                where=label.capitalize(),
                what=_("It is missing, and the certification counts only with both signatures."),
                mend=_("Fill it in, or take out the names and the date until both have signed."),
                anchor=f"panel-child-content-{name}-section",
            )
