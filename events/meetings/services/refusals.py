"""What is refused, each with a sentence; the locks that all of these services take first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from community.people.errors import HubError
from community.workgroups.services.refusals import locked, require_open
from events.meetings.permissions import can_write_for
from events.models import Occurrence
from events.services.scheduling import lock_date

if TYPE_CHECKING:
    from community.people.models import Member
    from community.workgroups.models import WorkGroup
    from events.meetings.models import ActionItem, Decision


def meeting_of(row: Decision | ActionItem) -> Occurrence | None:
    """Where it came from, with its series."""
    return Occurrence.objects.select_related("series").get(pk=row.meeting_id) if row.meeting_id else None


class MeetingRefused(HubError):
    """Not for this person, or not as things stand."""


def group_for(by: Member, group_pk: int, date: Occurrence | None) -> WorkGroup:
    """The group, locked: whoever writes for it takes turns. In the caller's transaction.

    Raises MeetingRefused for who writes nothing there, GroupRefused for a closed group.
    """
    group = locked(group_pk)
    if not can_write_for(by, group, date):
        raise MeetingRefused(_("Only leads of the group can do that, and who organizes the meeting."))
    require_open(group)
    return group


def date_for(by: Member, occurrence: Occurrence) -> Occurrence:
    """The date of a group's meeting, locked after its group. Raises MeetingRefused, GroupRefused, DateGone."""
    if occurrence.series.group_id is None:
        raise MeetingRefused(_("This event belongs to no work group."))
    group_for(by, occurrence.series.group_id, occurrence)
    return lock_date(occurrence)
