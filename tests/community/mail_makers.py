"""For each kind of notification, rows that tell `reader` one: made by the services, with hostile words in each title.

A kind without a maker fails tests/community/test_mail_headers.py: add one here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth.models import Group
from django.utils import timezone

from community.notifications.services.following import follow
from community.notifications.services.telling import without_mail
from community.people.models import Member
from community.practices.models import Version
from community.practices.services import lasting, reviewing
from community.practices.services.writing import publish as publish_practice
from community.spotlights.services import ask
from community.workgroups.enums import Act, Role
from community.workgroups.models import WorkGroup
from community.workgroups.quarters.services import make_reports
from community.workgroups.services import (
    ask_for_reviews,
    close_group,
    decline,
    invite,
    request_membership,
    take_step,
)
from forum.kinds.services import accept_answer
from forum.models import Post
from forum.moderation.cases import state_of
from forum.moderation.enums import Fault
from forum.moderation.services import deciding
from forum.moderation.services.deciding import Decision
from forum.moderation.services.taking_part import flag
from forum.outcomes.services import publish_outcome
from forum.rendering import compose
from forum.routing.services.reminding import remind_of_waiting
from forum.services import posting
from forum.services.telling import tell_of_post
from tests.factories.forum import BoardFactory, group_board, make_put_question, make_question, make_topic
from tests.factories.library import make_next, make_resource
from tests.factories.people import MemberFactory
from tests.factories.practices import give_answer, make_practice, make_submitted
from tests.factories.workgroups import MembershipFactory

from .mail_makers_events import (
    action_item,
    calendar_fails,
    calendar_imported,
    event_after,
    event_changed,
    event_decided,
    event_handed_in,
    event_reminder,
    event_survey,
    outside_event_news,
    place_news,
    place_offered,
    place_requested,
    registration,
    series_changed,
)
from .mail_makers_training import (
    certificate_expiring,
    certificate_issued,
    certificate_revoked,
    course_survey,
    lesson_updated,
    run_answered,
    run_changed,
    run_moved_up,
    run_place,
    run_requested,
    use_check,
    work_answered,
    work_handed_in,
)
from .maker_words import a_group, named, words

Maker = Callable[[Member, str], None]


def _answer(topic, title: str) -> None:
    post = posting.reply(topic=topic, poster=named(title), text=compose(words(title)))
    tell_of_post(post=post)


def membership_requested(reader: Member, title: str) -> None:
    """Somebody asks to join a group that the reader leads."""
    request_membership(group=a_group(title, lead=reader), member=named(title))


def membership_answered(reader: Member, title: str) -> None:
    """The reader is declined, for a reason."""
    lead = named(title)
    membership = request_membership(group=a_group(title, lead=lead), member=reader)
    decline(membership=membership, by=lead, reason=title)


def membership_invited(reader: Member, title: str) -> None:
    """The reader is invited."""
    lead = named(title)
    invite(group=a_group(title, lead=lead), member=reader, by=lead)


def invitation_answered(reader: Member, title: str) -> None:
    """Somebody whom the reader's group invited accepts."""
    group, guest = a_group(title, lead=reader), named(title)
    invite(group=group, member=guest, by=reader)
    take_step(group=group, member=guest, act=Act.ACCEPT, by=guest)


def membership_role(reader: Member, title: str) -> None:
    """The reader is removed, for a reason."""
    lead = named(title)
    group = a_group(title, lead=lead)
    MembershipFactory(group=group, member=reader)
    take_step(group=group, member=reader, act=Act.REMOVE, by=lead, reason=title[:300])


def group_asks(reader: Member, title: str) -> None:
    """The charter of a group that the reader leads is due for review."""
    group = a_group(title, lead=reader)
    WorkGroup.objects.filter(pk=group.pk).update(review_on=timezone.localdate())
    ask_for_reviews()


def group_quarter(reader: Member, title: str) -> None:
    """The report of the last quarter is ready for a group that the reader leads."""
    group = a_group(title, lead=reader)
    WorkGroup.objects.filter(pk=group.pk).update(founded_at=timezone.now() - timedelta(days=100))
    make_reports()


def group_closed(reader: Member, title: str) -> None:
    """A group of the reader is closed."""
    lead = named(title)
    group = a_group(title, lead=lead)
    MembershipFactory(group=group, member=reader)
    close_group(group=group, by=lead, achieved=words(title))


def spotlight_asked(reader: Member, title: str) -> None:
    """Editors ask whether a group that the reader leads may be shown."""
    today = timezone.localdate()
    group = a_group(title, lead=reader)
    ask(about=group, words=title[:600], begins_on=today, ends_on=today, by=named(title))


def first_answer(reader: Member, title: str) -> None:
    """The reader's question is answered."""
    _answer(make_topic(poster=reader, title=title[:200], at=timezone.now()), title)


def reply(reader: Member, title: str) -> None:
    """A topic that the reader follows goes on."""
    topic = make_topic(title=title[:200])
    follow(member=reader, place=topic.place)
    _answer(topic, title)


def mentioned(reader: Member, title: str) -> None:
    """Somebody names the reader."""
    text = compose(f"[@You]({reader.get_absolute_url()}) {words(title)}")
    tell_of_post(post=posting.reply(topic=make_topic(title=title[:200]), poster=named(title), text=text))


def new_topic(reader: Member, title: str) -> None:
    """A topic begins in a board that the reader follows."""
    board = BoardFactory(name=title[:100])
    follow(member=reader, place=board.place)
    topic = make_topic(board, poster=named(title), title=title[:200], text=words(title))
    tell_of_post(post=Post.objects.select_related("topic__forum", "poster").get(pk=topic.first_post_id))


def asked_for_answer(reader: Member, title: str) -> None:
    """A question is put to the reader, who knows."""
    make_put_question(reader, BoardFactory(name=title[:100]), poster=named(title), title=title[:200], text=words(title))


def question_waits(reader: Member, title: str) -> None:
    """A question waits for a week in the board of a group that the reader leads."""
    group = a_group(title, lead=reader)
    asker, at = MembershipFactory(group=group).member, timezone.now() - timedelta(days=8)
    make_question(group.boards.get(), poster=asker, title=title[:200], text=words(title), at=at)
    remind_of_waiting()


def answer_accepted(reader: Member, title: str) -> None:
    """A moderator answers the reader's question, and accepts that, so that nobody else is told."""
    question, moderator = make_question(poster=reader, title=title[:200], at=timezone.now()), named(title)
    moderator.is_superuser = True
    answered = posting.reply(topic=question, poster=moderator, text=compose(words(title)))
    accept_answer(post=answered, by=moderator)


def _judged(reader: Member, title: str) -> Decision:
    """Somebody who looks after the boards is about to decide about the reader's post."""
    topic = make_topic(title=title[:200])
    post = posting.reply(topic=topic, poster=reader, text=compose(words(title)), at=timezone.now())
    moderator = named(title)
    moderator.is_superuser = True
    return Decision(post, moderator, state_of(post), title[:200])


def post_ruled(reader: Member, title: str) -> None:
    """The reader's post is hidden."""
    deciding.hide(_judged(reader, title))


def member_ruled(reader: Member, title: str) -> None:
    """The reader is warned."""
    deciding.warn(_judged(reader, title))


def report_decided(reader: Member, title: str) -> None:
    """What the reader reported is left as it is."""
    topic = make_topic(BoardFactory(name=title[:100]), poster=MemberFactory(), title=title[:200])
    flag(post=topic.first_post, member=reader, fault=Fault.SPAM)
    moderator = MemberFactory(is_superuser=True)
    deciding.keep(Decision(topic.first_post, moderator, state_of(topic.first_post)))


def quote_asked(reader: Member, title: str) -> None:
    """A lead wants to quote the reader's post."""
    board, _lead = group_board()
    lead = MembershipFactory(group=board.work_group, member=named(title), role=Role.LEAD).member
    topic = make_topic(board, poster=MembershipFactory(group=board.work_group, member=reader).member)
    text = compose(words(title))
    publish_outcome(topic=topic, by=lead, title=title[:150], text=text, posts=[topic.first_post_id])


def practice_submitted(reader: Member, title: str) -> None:
    """A practice needs reviewers, and the reader is an editor."""
    reader.groups.add(Group.objects.get_or_create(name="Editors")[0])
    make_submitted(named(title), title=title[:120], summary=title[:240])


def _in_review(title: str, by: Member) -> Version:
    """Nobody gets mail of it yet."""
    with without_mail():
        return make_submitted(by, title=title[:120], summary=title[:240])


def practice_review_asked(reader: Member, title: str) -> None:
    """An editor asks the reader."""
    editor = MemberFactory(is_superuser=True)
    reviewing.ask(version=_in_review(title, named(title)), member=reader, by=editor)


def practice_answered(reader: Member, title: str) -> None:
    """A reviewer answers the reader."""
    give_answer(_in_review(title, reader), reviewer=named(title))


def practice_published(reader: Member, title: str) -> None:
    """What the reader reviewed is published; the other reviewer is gone."""
    version = _in_review(title, named(title))
    with without_mail():
        give_answer(version, reviewer=reader)
        other = give_answer(version).member
    Member.objects.filter(pk=other.pk).update(is_active=False)
    publish_practice(version=version, by=version.practice.owner)


def practice_stale(reader: Member, title: str) -> None:
    """Nobody has said for a year that the reader's practice holds."""
    with without_mail():
        make_practice(reader, at=timezone.now() - timedelta(days=366), title=title[:120], summary=title[:240])
    lasting.ask_owners()


def resource_version(reader: Member, title: str) -> None:
    """What the reader follows in the library has a new version."""
    resource = make_resource(title=title[:120], summary=title[:240])
    follow(member=reader, place=resource.place)
    make_next(resource)


MAKERS: dict[str, Maker] = {
    maker.__name__: maker
    for maker in (
        *(membership_requested, membership_answered, membership_invited, invitation_answered, membership_role),
        *(group_asks, group_quarter, group_closed),
        spotlight_asked,
        *(first_answer, reply, mentioned, new_topic, answer_accepted, quote_asked),
        *(post_ruled, member_ruled, report_decided),
        *(asked_for_answer, question_waits),
        *(registration, event_changed, event_reminder, series_changed),
        *(place_offered, place_news, place_requested),
        *(calendar_imported, calendar_fails, outside_event_news),
        *(event_after, event_survey, action_item),
        *(event_handed_in, event_decided),
        lesson_updated,
        *(course_survey, use_check),
        *(certificate_issued, certificate_expiring, certificate_revoked),
        *(run_place, run_moved_up, run_answered, run_changed, run_requested),
        *(work_handed_in, work_answered),
        *(practice_submitted, practice_review_asked, practice_answered, practice_published, practice_stale),
        resource_version,
    )
}
