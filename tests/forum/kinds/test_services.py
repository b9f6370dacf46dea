"""Sorting topics, accepting answers, having a question too: who may, what is kept, who is told."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.notifications.models import Notification
from community.people.models import AuditEntry
from community.people.permissions import EDITORS
from community.search.models import SearchEntry
from community.workgroups.enums import State
from forum.enums import Told, TopicKind
from forum.kinds.models import MOST_TAGS
from forum.kinds.permissions import MODERATORS
from forum.kinds.services import (
    QuestionRefused,
    accept_answer,
    put_tags,
    share_question,
    sort_topic,
    take_back_answer,
)
from forum.models import Post, SharedQuestion, Tag, Topic, TopicTag
from forum.rendering import compose
from forum.services.posting import PostRefused, reply
from tests.factories.forum import BoardFactory, group_board, make_question, make_topic
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory

pytestmark = pytest.mark.django_db


def in_group(name):
    """A member of one of the site's groups."""
    made = MemberFactory()
    made.groups.add(Group.objects.get_or_create(name=name)[0])
    return made


def answered(topic, poster=None):
    return reply(topic=topic, poster=poster or MemberFactory(), text=compose("Because."))


def told():
    """Who heard of an accepted answer, in order."""
    rows = Notification.objects.filter(kind=Told.ANSWER_ACCEPTED).order_by("member")
    return list(rows.values_list("member", "subject_id"))


@pytest.fixture
def asker():
    return MemberFactory()


@pytest.fixture
def question(asker):
    return make_question(poster=asker)


# Kinds


@pytest.mark.parametrize("kind", [TopicKind.DISCUSSION, TopicKind.QUESTION, TopicKind.SHOWCASE])
def test_everybody_starts_topics_of_these_kinds(kind, member):
    assert make_topic(poster=member, kind=kind).kind == kind


def test_a_topic_is_a_discussion_unless_somebody_says_otherwise():
    assert make_topic().kind == TopicKind.DISCUSSION


def test_only_who_looks_after_the_board_and_editors_announce(member):
    board, lead = group_board()
    announcers = [lead, in_group(MODERATORS), in_group(EDITORS), MemberFactory(is_superuser=True)]
    everybodys = BoardFactory()

    made = [make_topic(board, poster=lead, kind=TopicKind.ANNOUNCEMENT)]
    made += [make_topic(everybodys, poster=each, kind=TopicKind.ANNOUNCEMENT) for each in announcers[1:]]

    assert {topic.kind for topic in made} == {TopicKind.ANNOUNCEMENT}
    for somebody in (member, lead):
        with pytest.raises(PostRefused, match="announce"):
            make_topic(everybodys, poster=somebody, kind=TopicKind.ANNOUNCEMENT)


def test_who_started_a_topic_sorts_it_and_it_is_audited(asker):
    topic = make_topic(poster=asker)

    sort_topic(topic=topic, by=asker, kind=TopicKind.QUESTION, tags=["Open data", "open-data", "R"])

    topic.refresh_from_db()
    assert (topic.kind, [tag.name for tag in topic.tags.all()]) == (TopicKind.QUESTION, ["Open data", "R"])
    entry = AuditEntry.objects.get(action="sort", key=str(topic.pk))
    assert (entry.by, entry.before, entry.after) == (
        asker,
        {"kind": "discussion", "tags": []},
        {"kind": "question", "tags": ["open-data", "r"]},
    )


def test_sorting_without_a_change_leaves_no_trace(question, asker):
    sort_topic(topic=question, by=asker, kind=TopicKind.QUESTION, tags=[])

    assert not AuditEntry.objects.filter(action="sort").exists()


def test_a_lead_sorts_topics_of_the_groups_board_and_a_member_does_not():
    board, lead = group_board()
    writer, other = (MembershipFactory(group=board.work_group).member for _ in range(2))
    topic = make_topic(board, poster=writer)

    with pytest.raises(QuestionRefused, match="Only who started"):
        sort_topic(topic=topic, by=other, kind=TopicKind.SHOWCASE, tags=[])
    assert sort_topic(topic=topic, by=lead, kind=TopicKind.ANNOUNCEMENT, tags=[]).kind == TopicKind.ANNOUNCEMENT


def test_a_writer_makes_no_announcement_of_a_topic_but_keeps_one(asker):
    topic = make_topic(poster=asker)
    with pytest.raises(QuestionRefused, match="announce"):
        sort_topic(topic=topic, by=asker, kind=TopicKind.ANNOUNCEMENT, tags=[])

    Topic.objects.filter(pk=topic.pk).update(kind=TopicKind.ANNOUNCEMENT)

    assert sort_topic(topic=topic, by=asker, kind=TopicKind.ANNOUNCEMENT, tags=["x"]).kind == TopicKind.ANNOUNCEMENT


def test_a_solved_question_stays_a_question_until_the_answer_is_taken_back(question, asker):
    accept_answer(post=answered(question), by=asker)

    with pytest.raises(QuestionRefused, match="Take that back first"):
        sort_topic(topic=question, by=asker, kind=TopicKind.DISCUSSION, tags=[])
    take_back_answer(topic=question, by=asker)
    assert sort_topic(topic=question, by=asker, kind=TopicKind.DISCUSSION, tags=[]).kind == TopicKind.DISCUSSION


@pytest.mark.parametrize("fields", [{"kind": "riddle"}, {"kind": TopicKind.DISCUSSION}])
def test_the_database_refuses_unknown_kinds_and_answers_to_what_asks_nothing(question, fields):
    Topic.objects.filter(pk=question.pk).update(accepted_answer=answered(question))

    with pytest.raises(IntegrityError), transaction.atomic():
        Topic.objects.filter(pk=question.pk).update(**fields)


# Answers


def test_the_asker_accepts_an_answer_and_those_who_wait_are_told(question, asker):
    writer, sharer = MemberFactory(), MemberFactory()
    share_question(topic=question, member=sharer)
    post = answered(question, writer)

    accept_answer(post=post, by=asker)

    question.refresh_from_db()
    assert question.accepted_answer == post
    assert told() == [(writer.pk, post.pk), (sharer.pk, post.pk)]
    entry = AuditEntry.objects.get(action="accept")
    assert (entry.by, entry.before, entry.after) == (asker, {"accepted_answer": None}, {"accepted_answer": post.pk})


def test_a_moderator_accepts_and_the_asker_is_told(question, asker):
    post = answered(question)

    accept_answer(post=post, by=in_group(MODERATORS))

    assert told() == [(asker.pk, post.pk), (post.poster_id, post.pk)]


def test_another_answer_takes_the_place_of_the_first_and_unread_news_of_that_goes(question, asker):
    first, second = answered(question), answered(question)
    accept_answer(post=first, by=asker)

    accept_answer(post=second, by=asker)

    assert Topic.objects.get(pk=question.pk).accepted_answer == second
    assert told() == [(second.poster_id, second.pk)]


def test_the_same_answer_again_changes_nothing(question, asker):
    post = answered(question)

    for _ in range(2):
        accept_answer(post=post, by=asker)

    assert (AuditEntry.objects.filter(action="accept").count(), len(told())) == (1, 1)


def test_taking_back_opens_the_question_and_takes_unread_news_back(question, asker):
    accept_answer(post=answered(question), by=asker)

    for _ in range(2):
        take_back_answer(topic=question, by=asker)

    assert Topic.objects.get(pk=question.pk).accepted_answer is None
    assert (told(), AuditEntry.objects.filter(action="take back").count()) == ([], 1)


def test_nobody_else_accepts_or_takes_back(question, asker, member):
    post = answered(question, member)
    for somebody in (member, in_group(EDITORS), group_board()[1]):
        with pytest.raises(QuestionRefused, match="Only who asked"):
            accept_answer(post=post, by=somebody)
    accept_answer(post=post, by=asker)

    with pytest.raises(QuestionRefused, match="Only who asked"):
        take_back_answer(topic=question, by=member)


def test_what_is_no_answer_is_refused_with_a_sentence(question, asker):
    post, hidden = answered(question), answered(question)
    Post.objects.filter(pk=hidden.pk).update(approved=False)
    talk = make_topic(poster=asker, posts=2)

    for refused, sentence in (
        (question.first_post, "its own answer"),
        (hidden, "not here any more"),
        (talk.last_post, "Only who asked"),
    ):
        with pytest.raises(QuestionRefused, match=sentence):
            accept_answer(post=refused, by=asker)
    Topic.objects.filter(pk=question.pk).update(approved=False)
    with pytest.raises(QuestionRefused, match="not here any more"):
        accept_answer(post=post, by=asker)


def test_who_left_the_group_is_not_told():
    board, lead = group_board()
    gone = MembershipFactory(group=board.work_group)
    question = make_question(board, poster=lead)
    share_question(topic=question, member=gone.member)
    post = answered(question, lead)
    gone.state = State.LEFT
    gone.save()

    accept_answer(post=post, by=lead)

    assert told() == []


def test_the_answer_of_a_former_member_can_be_accepted(question, asker):
    post = answered(question)
    Post.objects.filter(pk=post.pk).update(poster=None)

    accept_answer(post=Post.objects.get(pk=post.pk), by=asker)

    assert told() == []


# Having a question too


def test_a_question_is_shared_once(question, member):
    for _ in range(2):
        share_question(topic=question, member=member)

    assert SharedQuestion.objects.filter(topic=question, member=member).count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        SharedQuestion.objects.create(topic=question, member=member)


def test_only_others_share_a_question_they_see(question, asker, member):
    board, _lead = group_board()

    for topic, somebody in ((question, asker), (make_topic(), member), (make_question(board), member)):
        with pytest.raises(QuestionRefused):
            share_question(topic=topic, member=somebody)
    assert not SharedQuestion.objects.exists()


# Tags


def test_tags_are_found_by_their_slug_and_new_ones_are_free():
    kept = Tag.objects.create(name="Water", slug="water", is_kept=True)
    topic = make_topic(tags=["water", "Wells"])

    assert list(topic.tags.values_list("name", "is_kept")) == [("Water", True), ("Wells", False)]
    assert topic.tags.first() == kept


def test_new_tags_take_the_place_of_the_old_ones(question):
    put_tags(topic=question, names=["a", "b"])
    put_tags(topic=question, names=["c", "a"])

    assert sorted(question.tags.values_list("slug", flat=True)) == ["a", "c"]


def test_too_many_tags_are_refused_by_the_service_and_by_the_database(question):
    with pytest.raises(QuestionRefused, match="at most 5 tags"):
        put_tags(topic=question, names=[f"tag {number}" for number in range(MOST_TAGS + 1)])
    tag = Tag.objects.create(name="One", slug="one")
    with pytest.raises(IntegrityError), transaction.atomic():
        TopicTag.objects.create(topic=question, tag=tag, place=MOST_TAGS)
    TopicTag.objects.create(topic=question, tag=tag, place=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        TopicTag.objects.create(topic=question, tag=tag, place=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        TopicTag.objects.create(topic=question, tag=Tag.objects.create(name="Two", slug="two"), place=0)


def test_search_finds_a_topic_by_its_tags(asker, member):
    topic = make_topic(poster=asker, tags=["Artesian"])
    found = SearchEntry.objects.visible_to(member)
    assert found.matching("artesian").get().key == str(topic.pk)

    sort_topic(topic=topic, by=asker, kind=TopicKind.DISCUSSION, tags=["Basin"])

    assert [found.matching(word).count() for word in ("artesian", "basin")] == [0, 1]


# Several at once


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_answers_accepted_at_once_one_is_accepted(at_once):
    asker = MemberFactory()
    question = make_question(poster=asker)
    posts = [answered(question) for _ in range(12)]

    at_once(12, lambda number: accept_answer(post=posts[number], by=asker))

    question.refresh_from_db()
    assert told() == [(question.accepted_answer.poster_id, question.accepted_answer_id)]
    chain = list(AuditEntry.objects.filter(action="accept").order_by("pk").values_list("before", "after"))
    assert [before for before, _after in chain[1:]] == [after for _before, after in chain[:-1]]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_twenty_clicks_at_once_share_a_question_once_each(at_once):
    question, people = make_question(), [MemberFactory() for _ in range(4)]

    at_once(20, lambda number: share_question(topic=question, member=people[number % 4]))

    assert Topic.objects.with_standing().get(pk=question.pk).sharers_count == 4


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_tags_written_at_once_are_made_once(at_once):
    topics = [make_topic() for _ in range(8)]
    names = ["c", "a", "b"]

    def work(number):
        topic = topics[number]
        turned = names[number % 3 :] + names[: number % 3]
        sort_topic(topic=topic, by=topic.poster, kind=TopicKind.DISCUSSION, tags=turned)

    at_once(8, work)

    assert sorted(Tag.objects.values_list("slug", flat=True)) == ["a", "b", "c"]
    assert {topic.tags.count() for topic in topics} == {3}


def test_news_of_an_answer_can_be_dated(question, asker):
    at = timezone.now() - timedelta(days=3)

    accept_answer(post=answered(question), by=asker, at=at)

    assert Notification.objects.get(kind=Told.ANSWER_ACCEPTED).at == at
