"""For each subject of a notification, whether a reader may see it now: asked of the object, not of any list."""

from __future__ import annotations

from community.library.models import ResourceVersion
from community.notifications.registries import kinds
from community.people.models import Member
from community.practices.models import Practice, Version
from community.spotlights.models import Spotlight
from community.workgroups.enums import Role, State
from community.workgroups.models import Membership, WorkGroup
from events.after.models import Survey
from events.meetings.models import ActionItem
from events.models import (
    Attendance,
    CalendarImport,
    ImportedEvent,
    Occurrence,
    OutsideCalendar,
    Proposal,
    Registration,
    Series,
)
from forum.models import Flag, OutcomePost, Post, Ruling
from forum.permissions import can_read
from training.models import Certificate, CourseFinish, Run, UseCheck, Work
from training.pages import LessonPage


def may_see(reader, row):
    """Whether `reader` may see what the notification `row` is about. A subject without a check is a KeyError."""
    return CHECKS[kinds[row.kind].subject](reader, row.subject_id)


def _again(member):
    """The same without what it remembers of its rights."""
    return Member.objects.get(pk=member.pk)


def _post(reader, pk):
    post = Post.objects.get(pk=pk)
    return post.approved and post.topic.approved and can_read(reader, post.topic.forum)


def _quote(reader, pk):
    quote = OutcomePost.objects.get(pk=pk)
    return quote.post.poster_id == reader.pk and quote.outcome.withdrawn_at is None


def _membership(reader, pk):
    membership = Membership.objects.get(pk=pk)
    return membership.member_id == reader.pk or _leads(reader, membership.group_id)


def _belongs(reader, pk):
    return Membership.objects.filter(group=pk, member=reader, state=State.ACTIVE).exists()


def _leads(reader, pk):
    return Membership.objects.filter(group=pk, member=reader, state=State.ACTIVE, role=Role.LEAD).exists()


def _spotlight(reader, pk):
    return _leads(reader, Spotlight.objects.get(pk=pk).group_id)


def _version(reader, pk):
    version = Version.objects.get(pk=pk)
    seated = version.seats.filter(member=reader, left_at=None).exists()
    is_editor = reader.groups.filter(name="Editors").exists()
    is_public = version.state in {"published", "replaced"}
    return is_public or is_editor or seated or version.practice.authors.contains(reader)


def _work(reader, pk):
    work = Work.objects.get(pk=pk)
    return work.member_id == reader.pk or work.lesson.permissions_for_user(_again(reader)).can_edit()


def _of_group(reader, series):
    return series.live and _belongs(reader, series.group_id)


def _registered(reader, pk):
    registration = Registration.objects.get(occurrence=pk, member=reader)
    return _of_group(reader, registration.occurrence.series)


def _took_part(reader, pk):
    date = Occurrence.objects.get(pk=pk)
    was_there = Attendance.objects.present().filter(occurrence=date, member=reader).exists()
    return _of_group(reader, date.series) and (was_there or _is_registered(reader, date))


def _is_registered(reader, date):
    return Registration.objects.registered().filter(occurrence=date, member=reader).exists()


def _asked(reader, pk):
    survey = Survey.objects.get(pk=pk)
    return survey.answers.filter(member=reader).exists() and _of_group(reader, survey.occurrence.series)


def _to_do(reader, pk):
    action = ActionItem.objects.get(pk=pk)
    return action.owner_id == reader.pk and _belongs(reader, action.group_id)


def _waits_for(reader, pk):
    proposal = Proposal.objects.get(pk=pk)
    return proposal.is_waiting and proposal.series.group in WorkGroup.objects.led_by(reader)


def _own(model, field="member_id"):
    return lambda reader, pk: getattr(model.objects.get(pk=pk), field) == reader.pk


def _organized(model):
    return lambda reader, pk: model.objects.get(pk=pk).series.organizers.contains(reader)


CHECKS = {
    "post": _post,
    "quote": _quote,
    "flag": _own(Flag),  # the report's board is everybody's here
    "ruling": _own(Ruling),
    "membership": _membership,
    "led_group": _leads,
    "own_group": _belongs,
    "spotlight": _spotlight,
    "practice": lambda _reader, pk: Practice.objects.get(pk=pk).standing != "draft",
    "practice_version": _version,
    "resource_version": lambda _reader, pk: ResourceVersion.objects.get(pk=pk).state in {"published", "superseded"},
    "series": lambda reader, pk: _of_group(reader, Series.objects.get(pk=pk)),
    **dict.fromkeys(("occurrence", "event_place"), _registered),
    "event_after": _took_part,
    "event_survey": _asked,
    "action_item": _to_do,
    "event_request": _organized(Occurrence),
    "outside_event": _organized(ImportedEvent),
    "event_proposal": _waits_for,
    "event_decision": _organized(Proposal),
    "calendar_import": _own(CalendarImport, "by_id"),
    "outside_calendar": _own(OutsideCalendar, "by_id"),
    "lesson": lambda _reader, pk: LessonPage.objects.get(pk=pk).get_parent().get_parent().live,
    "course_finish": lambda _reader, pk: CourseFinish.objects.get(pk=pk).course.live,
    "use_check": lambda _reader, pk: UseCheck.objects.get(pk=pk).finish.course.live,
    "run": lambda _reader, pk: Run.objects.get(pk=pk).course.live,
    "work": _work,
    "certificate": _own(Certificate),
}
