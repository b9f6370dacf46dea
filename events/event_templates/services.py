"""Saving an event as a template, and deleting one. Audited."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.people.errors import HubError
from community.people.models import Member
from community.people.services import record
from events.models import EventTemplate, Series

from .contents import rules_of, said_by

if TYPE_CHECKING:
    from community.workgroups.models import WorkGroup


class NameTaken(HubError):
    """Two templates of one owner can't be told apart."""


def save_template(
    *, series: Series, name: str, group: WorkGroup | None, by: Member, at: datetime | None = None
) -> EventTemplate:
    """Keep what `series` says and how one registers for it as a template of `group`, or of `by`. Audited.

    Raises NameTaken.
    """
    rules, questions = rules_of(series)
    template = EventTemplate(
        name=name,
        kind=series.kind,
        group=group,
        by=by,
        said=said_by(series),
        rules=rules,
        questions=questions,
        saved_at=at or timezone.now(),
    )
    try:
        with transaction.atomic():
            template.save(force_insert=True)
            record(by=by, action="save template", about=template, after={"event": series.pk, "name": name})
    except IntegrityError:
        raise NameTaken(_("There is a template of this name already. Choose another name.")) from None
    return template


@transaction.atomic
def delete_template(*, template: EventTemplate, by: Member) -> None:
    """Delete it; events that began with it stay as they are. Audited."""
    record(by=by, action="delete template", about=template, before={"name": template.name})
    template.delete()
