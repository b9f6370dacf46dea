"""Giving, changing and taking out materials."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.people.errors import HubError
from community.people.models import Member
from community.people.services import record
from community.safety.races import again_after_race
from events.after.enums import Audience
from events.after.models import Material
from events.models import Occurrence
from events.services.scheduling import lock_date

from .files import forget_bytes, keep_file
from .telling import MATERIALS, forget_news, tell_of_news
from .versions import locked, twin_of

if TYPE_CHECKING:
    from uuid import UUID

    from .files import LetIn

MOST_MATERIALS = 40


class MaterialRefused(HubError):
    """No more materials for this date."""


@again_after_race
@transaction.atomic
def give_material(
    *,
    occurrence: Occurrence,
    by: Member,
    title: str,
    audience: Audience = Audience.VIEWERS,
    address: str = "",
    let_in: LetIn | None = None,
    form_token: UUID | None = None,
    at: datetime | None = None,
) -> Material:
    """Add a file that the door let in, or a link. Audited; who takes part hears of the first one.

    The same form sent twice is one material. Raises MaterialRefused, DateGone.
    """
    at = at or timezone.now()
    date = lock_date(occurrence)
    if twin := twin_of(Material, by, form_token):
        return twin
    if date.materials.count() >= MOST_MATERIALS:
        text = _("A date can have %(most)d materials. Take one out first, or put several into one ZIP file.")
        raise MaterialRefused(text % {"most": MOST_MATERIALS})
    row = Material(occurrence=date, title=title, audience=audience, by=by, at=at, form_token=form_token)
    if let_in is None:
        row.address = address
    else:
        keep_file(row, let_in)
    row.save(force_insert=True)
    record(by=by, action="give", about=row, after=_summary(row))
    tell_of_news(occurrence=date, what=MATERIALS, by=by, at=at)
    return row


@transaction.atomic
def change_material(*, material: Material, by: Member, version: int, title: str, audience: Audience) -> Material:
    """Give it another title, or to other people. Audited. Raises ChangedMeanwhile, NothingThere."""
    row = locked(material, version=version)
    before = _summary(row)
    row.title, row.audience, row.version = title, audience, row.version + 1
    row.save(update_fields=["title", "audience", "version"])
    record(by=by, action="change", about=row, before=before, after=_summary(row))
    return row


@transaction.atomic
def take_out_material(*, material: Material, by: Member) -> None:
    """Delete it, with its bytes. Audited; a second time does nothing."""
    row = Material.objects.select_for_update(of=("self",)).select_related("occurrence").filter(pk=material.pk).first()
    if row is None:
        return
    record(by=by, action="take out", about=row, before=_summary(row))
    forget_bytes(row.file)
    row.delete()
    if not row.occurrence.materials.exists():
        forget_news(occurrence=row.occurrence, what=MATERIALS)


def _summary(row: Material) -> dict[str, Any]:
    return {"date": row.occurrence_id, "title": row.title, "audience": row.audience, "what": row.address or row.name}
