"""Decisions: what is shown then, what is counted, what is written down, who is told, and who may decide."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone
from django_q.models import OrmQ

from community.notifications.models import Following, Notification
from community.people.models import AuditEntry
from community.search.models import SearchEntry
from forum.kinds.services import accept_answer
from forum.models import Objection, Post, Ruling, Suspension, Topic, Withheld
from forum.moderation.enums import Act, ToldOfRuling, Why
from forum.moderation.services import deciding
from forum.moderation.services.deciding import DecidedMeanwhile, ModerationRefused
from forum.moderation.services.taking_part import object_to, remove_own
from forum.rendering import compose
from forum.services.counting import miscounted
from forum.services.editing import edit_post
from forum.services.posting import reply
from forum.services.telling import tell_of_post
from tests.factories.forum import BoardFactory, group_board, make_question, make_topic
from tests.factories.moderation import decision, fresh, make_flag, make_moderator, make_waiting
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory

pytestmark = pytest.mark.django_db
RIGHT = {"topics": [], "boards": []}


@pytest.fixture
def moderator():
    return make_moderator(display_name="Mo Derator")


@pytest.fixture
def writer():
    return MemberFactory()


@pytest.fixture
def topic():
    return make_topic(posts=2)


@pytest.fixture
def post(topic, writer):
    return reply(topic=topic, poster=writer, text=compose("Buy **wells** here."))


def told(kind):
    return list(Notification.objects.filter(kind=kind).order_by("pk").values_list("member", "subject_id"))


def test_a_hidden_post_is_not_shown_not_counted_not_found_and_its_writer_reads_why(topic, post, moderator, writer):
    ruling = deciding.hide(decision(post, moderator, "An advertisement."))

    topic.refresh_from_db()
    assert (fresh(post).approved, topic.posts_count, topic.forum.__class__.objects.get().direct_posts_count) == (
        False,
        2,
        2,
    )
    assert topic.last_post_id != post.pk
    assert miscounted() == RIGHT
    assert "wells" not in SearchEntry.objects.get(kind="topic", key=str(topic.pk)).text
    row = Withheld.objects.get(post=post)
    assert (row.why, row.reason, row.by, row.was_shown) == (Why.HIDDEN, "An advertisement.", moderator, True)
    assert told(ToldOfRuling.POST_RULED) == [(writer.pk, ruling.pk)]


def test_a_ruling_says_who_what_when_why_before_and_after_and_is_audited(post, moderator, writer):
    ruling = deciding.hide(decision(post, moderator, " Off topic. "))

    assert (ruling.act, ruling.by, ruling.member, ruling.reason, ruling.title) == (
        Act.HIDE,
        moderator,
        writer,
        "Off topic.",
        "A question",
    )
    assert (ruling.before, ruling.after) == ({"shown": True, "why": ""}, {"shown": False, "why": "hidden"})
    entry = AuditEntry.objects.get(action="hide", key=str(post.pk))
    assert (entry.by, entry.before, entry.after) == (moderator, ruling.before, ruling.after)


def test_the_database_lets_nobody_change_a_ruling(post, moderator):
    ruling = deciding.hide(decision(post, moderator))

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Ruling.objects.filter(pk=ruling.pk).update(reason="Something else.")
    if connection.vendor == "postgresql":
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            Ruling.objects.filter(pk=ruling.pk).delete()


def test_hiding_the_first_post_hides_the_topic_and_showing_it_shows_the_topic(topic, moderator):
    deciding.hide(decision(topic.first_post, moderator))

    assert not Topic.objects.get(pk=topic.pk).approved
    assert not SearchEntry.objects.filter(kind="topic", key=str(topic.pk)).exists()
    assert miscounted() == RIGHT

    deciding.restore(decision(topic.first_post, moderator))

    assert Topic.objects.get(pk=topic.pk).approved
    assert SearchEntry.objects.filter(kind="topic", key=str(topic.pk)).exists()
    assert miscounted() == RIGHT


def test_what_is_shown_again_stands_where_it_stood_and_is_no_news(topic, post, moderator):
    before = fresh(post).created
    deciding.hide(decision(post, moderator))
    OrmQ.objects.all().delete()

    deciding.restore(decision(post, moderator, ""))

    assert (fresh(post).approved, fresh(post).created) == (True, before)
    assert not Withheld.objects.exists()
    assert not OrmQ.objects.exists()


def test_a_hidden_answer_leaves_the_question_open_and_restoring_accepts_nothing(moderator, writer):
    question = make_question()
    answer = reply(topic=question, poster=writer, text=compose("Because."))
    accept_answer(post=answer, by=question.poster)

    deciding.hide(decision(answer, moderator))

    assert Topic.objects.get(pk=question.pk).accepted_answer_id is None
    assert not Notification.objects.filter(kind="answer_accepted").exists()
    deciding.restore(decision(answer, moderator))
    assert Topic.objects.get(pk=question.pk).accepted_answer_id is None


def test_unread_news_of_a_hidden_post_vanishes_and_comes_back(topic, post, moderator):
    tell_of_post(post=fresh(post))
    starter = topic.poster
    seen = Notification.objects.visible_to(starter).filter(subject_id=post.pk, kind="first_answer")
    seen |= Notification.objects.visible_to(starter).filter(subject_id=post.pk, kind="reply")
    assert seen.count() == 1

    deciding.hide(decision(post, moderator))
    assert seen.count() == 0

    deciding.restore(decision(post, moderator))
    assert seen.count() == 1


def test_an_approved_post_takes_its_place_now_and_those_who_follow_hear(topic, moderator, writer):
    waiting = make_waiting(topic, poster=writer)
    later = reply(topic=topic, poster=MemberFactory(), text=compose("Meanwhile."))
    OrmQ.objects.all().delete()

    ruling = deciding.approve(decision(waiting, moderator, ""))

    topic.refresh_from_db()
    assert fresh(waiting).created > fresh(later).created
    assert (topic.last_post_id, topic.posts_count) == (waiting.pk, 4)
    assert Following.objects.filter(member=writer, place=topic.place).exists()
    assert OrmQ.objects.count() == 1
    assert told(ToldOfRuling.POST_RULED) == [(writer.pk, ruling.pk)]
    assert miscounted() == RIGHT


def test_a_waiting_post_that_was_hidden_and_then_shown_is_news_too(topic, moderator):
    waiting = make_waiting(topic)
    deciding.hide(decision(waiting, moderator))
    OrmQ.objects.all().delete()

    deciding.restore(decision(waiting, moderator))

    assert OrmQ.objects.count() == 1
    assert Topic.objects.get(pk=topic.pk).last_post_id == waiting.pk


def test_edited_words_are_told_with_both_texts(post, moderator, writer):
    ruling = deciding.edit(decision(post, moderator, "A phone number."), text=compose("Call the office."))

    assert (ruling.before, ruling.after) == ({"text": "Buy **wells** here."}, {"text": "Call the office."})
    assert (fresh(post).content, fresh(post).updated_by) == ("Call the office.", moderator)
    assert told(ToldOfRuling.POST_RULED) == [(writer.pk, ruling.pk)]


def test_the_first_post_is_edited_with_its_title_also_in_a_locked_topic(topic, moderator):
    Topic.objects.filter(pk=topic.pk).update(status=Topic.TOPIC_LOCKED)

    ruling = deciding.edit(decision(topic.first_post, moderator), text=compose("Who?"), title="A clearer title")

    assert ruling.after == {"text": "Who?", "title": "A clearer title"}
    assert Topic.objects.get(pk=topic.pk).subject == "A clearer title"


def test_a_hidden_post_is_edited_and_stays_hidden(post, moderator):
    deciding.hide(decision(post, moderator))

    deciding.edit(decision(post, moderator), text=compose("Better."))

    assert (fresh(post).content, fresh(post).approved) == ("Better.", False)


def test_an_edit_that_changes_nothing_is_refused(post, moderator):
    with pytest.raises(ModerationRefused, match="changed nothing"):
        deciding.edit(decision(post, moderator), text=compose(fresh(post).content))


def test_a_warning_leaves_the_post_and_is_told(post, moderator, writer):
    ruling = deciding.warn(decision(post, moderator, "Be kind."))

    assert fresh(post).approved
    assert told(ToldOfRuling.MEMBER_RULED) == [(writer.pk, ruling.pk)]


def test_left_as_it_is_tells_who_reported_and_not_the_writer(post, moderator):
    reporter = MemberFactory()
    flag = make_flag(post, reporter)

    ruling = deciding.keep(decision(post, moderator, ""))

    flag.refresh_from_db()
    assert (flag.ruling, ruling.member, flag.ruling.upholds_reports) == (ruling, None, False)
    assert told(ToldOfRuling.REPORT_DECIDED) == [(reporter.pk, flag.pk)]
    assert told(ToldOfRuling.POST_RULED) == []


def test_all_reports_of_a_post_are_decided_at_once(post, moderator):
    flags = [make_flag(post) for _ in range(3)]

    ruling = deciding.hide(decision(post, moderator))

    assert set(ruling.flags.all()) == set(flags)
    assert ruling.upholds_reports
    assert len(told(ToldOfRuling.REPORT_DECIDED)) == 3


def test_an_objection_is_answered_by_the_next_decision_and_told(post, moderator, writer):
    objection = object_to(ruling=deciding.hide(decision(post, moderator)), member=writer, words="It was a joke.")

    answer = deciding.keep(decision(post, moderator, "It still advertises."))

    objection.refresh_from_db()
    assert (objection.answer, answer.member) == (answer, writer)
    assert told(ToldOfRuling.POST_RULED)[-1] == (writer.pk, answer.pk)


# What can't be decided


@pytest.mark.parametrize("act", ["hide", "warn"])
def test_what_goes_against_the_writer_needs_a_reason(post, moderator, act):
    with pytest.raises(ModerationRefused, match="Write a reason"):
        getattr(deciding, act)(decision(post, moderator, "  "))
    assert not Ruling.objects.exists()
    assert fresh(post).approved


@pytest.mark.parametrize(("act", "words"), [("approve", "doesn't wait"), ("restore", "not hidden")])
def test_a_shown_post_is_neither_approved_nor_restored(post, moderator, act, words):
    with pytest.raises(ModerationRefused, match=words):
        getattr(deciding, act)(decision(post, moderator))


@pytest.mark.parametrize(("act", "words"), [("restore", "not hidden"), ("keep", "approve it or hide it")])
def test_a_waiting_post_is_approved_or_hidden(topic, moderator, act, words):
    with pytest.raises(ModerationRefused, match=words):
        getattr(deciding, act)(decision(make_waiting(topic), moderator))


def test_a_hidden_post_is_not_hidden_twice(post, moderator):
    deciding.hide(decision(post, moderator))

    with pytest.raises(ModerationRefused, match="hidden already"):
        deciding.hide(decision(post, moderator))


def test_who_decides_second_hears_who_decided_and_why_and_nothing_changes(post, moderator):
    second = decision(post, make_moderator())
    deciding.hide(decision(post, moderator, "An advertisement."))

    with pytest.raises(DecidedMeanwhile, match=r"Mo Derator decided meanwhile: Hidden. Reason: An advertisement."):
        deciding.keep(second)
    assert Ruling.objects.count() == 1


def test_a_report_or_an_edit_after_one_looked_is_said(post, moderator, writer):
    before = decision(post, moderator)
    make_flag(post)
    with pytest.raises(DecidedMeanwhile, match="changed meanwhile"):
        deciding.keep(before)

    before = decision(post, moderator)
    edit_post(post=post, by=writer, text=compose("Other words."))
    with pytest.raises(DecidedMeanwhile, match="changed meanwhile"):
        deciding.hide(before)


@pytest.mark.parametrize("seen", ["", "x", "1.2.3", f"0.1.{'9' * 40}.0.0", "0.1.²3.0.0"])
def test_a_broken_state_is_as_good_as_an_old_one(post, moderator, seen):
    with pytest.raises(DecidedMeanwhile):
        deciding.hide(decision(post, moderator, seen=seen))


def test_a_post_that_was_moved_meanwhile_is_opened_again(post, moderator):
    about = decision(post, moderator)
    Post.objects.filter(pk=post.pk).update(topic=make_topic())

    with pytest.raises(DecidedMeanwhile, match="moved meanwhile"):
        deciding.hide(about)


# Who may


def test_members_and_leads_of_other_groups_decide_nothing(post):
    _board, lead = group_board()
    for somebody in (MemberFactory(), lead):
        with pytest.raises(ModerationRefused, match="look after this board"):
            deciding.hide(decision(post, somebody))


def test_a_lead_decides_in_the_groups_board_and_a_moderator_from_outside_does_not(moderator):
    board, lead = group_board()
    post = make_topic(board).first_post

    with pytest.raises(ModerationRefused):
        deciding.hide(decision(post, moderator))
    member = MembershipFactory(group=board.work_group).member
    with pytest.raises(ModerationRefused):
        deciding.hide(decision(post, member))
    assert deciding.keep(decision(post, lead)).act == Act.KEEP


# Suspensions


def later(days=7):
    return timezone.now() + timedelta(days=days)


def test_a_suspended_member_hears_until_when_and_why(post, moderator, writer):
    ruling = deciding.suspend(decision(post, moderator, "Third advertisement."), until=later())

    row = Suspension.objects.running().get(member=writer)
    assert (row.reason, row.by) == ("Third advertisement.", moderator)
    assert told(ToldOfRuling.MEMBER_RULED) == [(writer.pk, ruling.pk)]
    assert ruling.after == {"until": row.until.isoformat()}


def test_a_second_suspension_takes_the_place_of_the_first_and_can_be_ended(post, moderator, writer):
    deciding.suspend(decision(post, moderator), until=later(1))
    deciding.suspend(decision(post, moderator), until=later(9))
    assert Suspension.objects.running().get(member=writer).until > later(8)

    ruling = deciding.release(decision(post, moderator, ""))

    assert not Suspension.objects.running().exists()
    assert ruling.after == {"until": None}
    with pytest.raises(ModerationRefused, match="no suspension"):
        deciding.release(decision(post, moderator))


def test_a_suspension_ends_by_itself(post, moderator, writer):
    deciding.suspend(decision(post, moderator), until=later(1))

    assert not Suspension.objects.running(later(2)).exists()


def test_no_moderator_no_administrator_and_nobody_themselves_is_suspended(topic, moderator):
    for other in (make_moderator(), MemberFactory(is_superuser=True)):
        theirs = reply(topic=topic, poster=other, text=compose("Words."))
        with pytest.raises(ModerationRefused, match="no moderator"):
            deciding.suspend(decision(theirs, moderator), until=later())
    own = reply(topic=topic, poster=moderator, text=compose("Words."))
    with pytest.raises(ModerationRefused, match="yourself"):
        deciding.suspend(decision(own, moderator), until=later())


def test_a_lead_warns_and_suspends_nobody():
    board, lead = group_board()
    post = make_topic(board, poster=MembershipFactory(group=board.work_group).member).first_post

    deciding.warn(decision(post, lead))
    with pytest.raises(ModerationRefused, match="Only moderators suspend"):
        deciding.suspend(decision(post, lead), until=later())


def test_a_suspension_lies_ahead_and_the_writer_has_an_account(post, moderator, writer):
    with pytest.raises(ModerationRefused, match="still to come"):
        deciding.suspend(decision(post, moderator), until=timezone.now())
    Post.objects.filter(pk=post.pk).update(poster=None)
    with pytest.raises(ModerationRefused, match="no account"):
        deciding.warn(decision(post, moderator))


def test_a_post_of_a_former_member_is_hidden_and_nobody_is_told(post, moderator):
    Post.objects.filter(pk=post.pk).update(poster=None)

    assert deciding.hide(decision(post, moderator)).member is None
    assert not Notification.objects.filter(kind=ToldOfRuling.POST_RULED).exists()


# What the database holds


@pytest.mark.parametrize(
    "row",
    [
        lambda post, by: Withheld(post=post, why="odd"),
        lambda post, by: Withheld(post=post, why=Why.HIDDEN, reason=""),
        lambda post, by: Ruling(post=post, act=Act.HIDE, title="x", reason=""),
        lambda post, by: Ruling(post=post, act="odd", title="x", reason="y"),
        lambda post, by: Suspension(member=by, until=timezone.now() - timedelta(days=1), reason="x"),
        lambda post, by: Suspension(member=by, until=later(), reason=""),
    ],
)
def test_the_database_refuses_rows_that_say_nothing(post, moderator, row):
    with pytest.raises(IntegrityError), transaction.atomic():
        row(post, moderator).save()


def test_a_removed_post_is_shown_again_by_a_moderator(post, moderator, writer):
    remove_own(post=post, by=writer)

    deciding.restore(decision(post, moderator, "You asked for it."))

    assert fresh(post).approved
    assert Objection.objects.count() == 0
    assert BoardFactory._meta.model.objects.get(pk=post.topic.forum_id).direct_posts_count == 3
