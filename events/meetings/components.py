"""What meetings show on the page of their group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from laces.components import Component

from .showing import Record, record_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member
    from community.workgroups.models import WorkGroup


class RecordPanel(Component):
    """Latest decisions, and for members what is to be done."""

    template_name = "events/group_record.html"

    def __init__(self, record: Record) -> None:
        self.record = record

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"record": self.record}


def group_record(group: WorkGroup, viewer: Member | AnonymousUser) -> Component | None:
    """Nothing where the viewer may read no decision and is not in the group."""
    record = record_of(group, viewer)
    return RecordPanel(record) if record.decisions or record.is_inside else None
