"""What a group promised, and whether it is done."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from community.people.models import Member
from community.people.services import record
from community.workgroups.models import Deliverable

from .refusals import EditedMeanwhile, locked, require_lead, require_open

_FIELDS = ("title", "due_on", "done_on", "link")


@transaction.atomic
def save_deliverable(*, deliverable: Deliverable, by: Member, version: int = 0) -> Deliverable:
    """Save a new deliverable, or a changed one that was read at `version`; audited.

    Raises GroupRefused for who does not lead the group and while it is closed, EditedMeanwhile for an older version.
    """
    group = locked(deliverable.group_id)
    require_lead(by, group)
    require_open(group)
    before: dict[str, object] = {}
    if deliverable.pk is not None:
        stored = Deliverable.objects.get(pk=deliverable.pk)
        if stored.version != version:
            raise EditedMeanwhile(
                _("Somebody else changed this meanwhile. Your words are below: compare them, and save once more.")
            )
        before = _said(stored)
        deliverable.version = version + 1
    deliverable.save()
    action = "change" if before else "promise"
    record(by=by, action=action, about=deliverable, before=before, after=_said(deliverable))
    return deliverable


def _said(deliverable: Deliverable) -> dict[str, object]:
    return {name: str(getattr(deliverable, name) or "") for name in _FIELDS}
