"""Merging: the posts in order, and everything that hangs on a topic, once."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from community.notifications.enums import Level
from community.notifications.mail.addresses import unsubscribe_url
from community.notifications.models import Following, Notification
from community.notifications.services.following import follow
from community.notifications.services.telling import notify
from community.people.models import AuditEntry
from community.search.models import SearchEntry
from forum.enums import Told
from forum.kinds.services import accept_answer, share_question
from forum.models import MergedTopic, Poll, SharedQuestion, SplitTopic, Topic, TopicRead, TopicTag
from forum.polls.services import PollWords, put_poll
from forum.rendering import compose
from forum.services.counting import miscounted
from forum.services.editing import edit_post
from forum.services.posting import PostRefused, reply
from forum.services.reading import mark_boards_read, mark_topic_read
from forum.tending.services.acting import TendRefused
from forum.tending.services.merging import merge_topics
from forum.tending.services.splitting import split_topic
from tests.factories.forum import BoardFactory, group_board, last_post_of, make_question, make_topic
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db
RIGHT = {"topics": [], "boards": []}
# Every relation to a topic, and what a merge does with it. A new one is thought about here before it is lost.
CARRIED = {
    "forum_conversation.Post.topic": "posts move",
    "forum_tracking.TopicReadTrack.topic": "carry_marks",
    "forum_polls.TopicPoll.topic": "carry_poll",
    "hub_forum.TopicTag.topic": "carry_tags",
    "hub_forum.Tag.topics": "carry_tags",
    "hub_forum.SharedQuestion.topic": "carry_sharers",
    "hub_forum.MergedTopic.former": "_close",
    "hub_forum.MergedTopic.into": "_close",
    "hub_forum.SplitTopic.source": "carry_splits",
    "hub_forum.SplitTopic.topic": "carry_splits",
    "hub_forum.Asked.topic": "carry_asked",
    "hub_forum.WaitNotice.topic": "carry_asked",
    "hub_forum.FirstAnswer.topic": "settle_first_answer",
    "hub_forum.Outcome.topic": "_gather",
    "training.LessonTopic.topic": "topics_merged, training.receivers",
}


def merge(former, into, by, **fields):
    seen = {topic.pk: topic.forum_id for topic in (former, into)}
    return merge_topics(former=former, into=into, by=by, **{"seen": seen, **fields})


def at(days):
    return timezone.now() - timedelta(days=days)


def say(topic, days, by=None, text="Said."):
    return reply(topic=topic, poster=by or MemberFactory(), text=compose(text), at=at(days))


def order(topic):
    return list(topic.posts.in_order().values_list("pk", flat=True))


@pytest.fixture
def board():
    return BoardFactory()


@pytest.fixture
def pair(board):
    """The one that goes was started later; their posts alternate."""
    into, former = make_topic(board, title="Wells", at=at(9)), make_topic(board, title="More wells", at=at(8))
    posts = [say(into, 7), say(former, 6), say(into, 5), say(former, 4)]
    return former, into, [into.first_post_id, former.first_post_id, *(post.pk for post in posts)]


def test_every_relation_to_a_topic_is_carried():
    relations = {
        f"{relation.related_model._meta.label}.{relation.field.name}"
        for relation in Topic._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete and relation.remote_field is not None
    }

    assert relations == set(CARRIED)


def test_posts_stand_in_the_order_of_time_and_everything_is_counted(pair, keeper):
    former, into, posts = pair

    merged = merge(former, into, keeper)

    assert (merged, order(merged), merged.subject) == (into, posts, "Wells")
    assert (merged.posts_count, merged.first_post_id, merged.last_post_id) == (6, posts[0], posts[-1])
    assert miscounted() == RIGHT
    former.refresh_from_db()
    assert (former.approved, former.status, former.posts_count) == (False, Topic.TOPIC_MOVED, 0)
    assert (former.subject, former.first_post, former.last_post) == ("More wells", None, None)
    assert not SearchEntry.objects.filter(kind="topic", key=str(former.pk)).exists()


def test_who_wrote_the_earliest_post_has_started_the_topic(pair, keeper):
    former, into, posts = pair

    merged = merge(into, former, keeper, title="Wells")

    assert (merged.pk, merged.subject, merged.slug) == (former.pk, "Wells", "wells")
    assert (merged.first_post_id, merged.poster_id, merged.created) == (posts[0], into.poster_id, into.created)


def test_the_log_says_what_both_were(pair, keeper):
    former, into, _posts = pair

    merge(former, into, keeper)

    entries = {entry.key: entry for entry in AuditEntry.objects.filter(action="merge")}
    assert entries.keys() == {str(former.pk), str(into.pk)}
    assert entries[str(into.pk)].before["merged"]["title"] == "More wells"
    assert entries[str(former.pk)].after == {"into": into.pk}
    assert {entry.by for entry in entries.values()} == {keeper}


@pytest.mark.parametrize("fault", ["itself", "moved", "unseen", "not mine"])
def test_refused_with_a_sentence(pair, keeper, member, fault):
    former, into, _posts = pair
    by, seen = keeper, {topic.pk: topic.forum_id for topic in (former, into)}
    if fault == "itself":
        into = former
    elif fault == "moved":
        seen[into.pk] = BoardFactory().pk
    elif fault == "unseen":
        Topic.objects.filter(pk=into.pk).update(approved=False)
    else:
        by = member

    with pytest.raises(TendRefused):
        merge_topics(former=former, into=into, by=by, seen=seen)

    assert not MergedTopic.objects.exists()


def test_chain_of_merges_leads_straight_to_the_last_topic(board, keeper, client_for, member):
    first, second, third = (make_topic(board, title=title) for title in ("One", "Two", "Three"))
    address = first.get_absolute_url()
    merge(first, second, keeper)
    merge(second, third, keeper)

    assert set(MergedTopic.objects.values_list("former", "into")) == {(first.pk, third.pk), (second.pk, third.pk)}
    assert client_for(member).get(address).url == third.get_absolute_url()


def test_old_addresses_lead_on_for_those_who_see_the_other_topic(keeper, client_for, member):
    private, lead = group_board()
    former, into = make_topic(private), make_topic(private)
    post, address = former.first_post, former.get_absolute_url()
    merge(former, into, lead)
    paths = [
        address,
        f"/forum/topics/{former.pk}/unread/",
        f"/forum/topics/{former.pk}/reply/",
        post.get_absolute_url(),
    ]

    for path in paths:
        assert client_for(member).get(path).status_code == 404
    got = [client_for(lead).get(path) for path in paths]
    assert [answer.status_code for answer in got] == [301, 301, 200, 302]
    assert got[0].url == into.get_absolute_url()
    assert got[1].url == f"/forum/topics/{into.pk}/unread/"
    assert got[2].context["topic"] == into
    assert got[3].url.startswith(into.get_absolute_url())


def test_reply_and_edit_begun_before_the_merge_arrive(pair, keeper):
    former, into, _posts = pair
    writer = MemberFactory()
    mine = reply(topic=former, poster=writer, text=compose("First words"))
    merge(former, into, keeper)

    answer = reply(topic=former, poster=writer, text=compose("Late answer"))
    edit_post(post=mine, by=writer, text=compose("Other words"))

    assert answer.topic == into
    assert list(into.posts.filter(poster=writer).in_order().values_list("content", flat=True)) == [
        "Other words",
        "Late answer",
    ]
    assert miscounted() == RIGHT


def test_reply_is_refused_where_the_other_topic_is_not_seen(keeper, member):
    private, lead = group_board()
    former, into = make_topic(private), make_topic(private)
    merge(former, into, lead)

    with pytest.raises(PostRefused):
        reply(topic=former, poster=member, text=compose("let me in"))


def unread_of(reader, topic):
    row = Topic.objects.with_read_to(reader).get(pk=topic.pk)
    return set(topic.posts.filter(created__gt=row.read_to).values_list("pk", flat=True))


@pytest.mark.parametrize("read", [(None, None), (7, None), (None, 6), (9, 4), (5, 8), (5, 4), (7, 6)])
def test_no_post_becomes_read_by_a_merge(pair, keeper, read):
    former, into, _posts = pair
    reader = MemberFactory(date_joined=at(30))
    for topic, days in zip((into, former), read, strict=True):
        if days is not None:
            mark = topic.posts.filter(created__gte=at(days + 0.5)).in_order().first().created
            mark_topic_read(reader=reader, topic=topic, up_to=mark)
    before = unread_of(reader, into) | unread_of(reader, former)

    merge(former, into, keeper)

    after = unread_of(reader, into)
    assert before <= after
    assert (before == set()) == (after == set())
    assert TopicRead.objects.filter(user=reader).count() <= 1


def test_marks_of_two_boards_leave_unread_what_was_unread(keeper):
    former, into = make_topic(at=at(8)), make_topic(at=at(7))
    reader, other = MemberFactory(date_joined=at(30)), MemberFactory(date_joined=at(30))
    mark_boards_read(reader=reader, boards=[into.forum])
    mark_boards_read(reader=other, boards=[into.forum, former.forum])

    merge(former, into, keeper)

    assert unread_of(reader, into) == set(order(into))
    assert unread_of(other, into) == set()


def test_followings_and_what_was_told_follow_once(pair, keeper):
    former, into, _posts = pair
    both, only, muted = MemberFactory(), MemberFactory(), MemberFactory()
    follow(member=both, place=former.place, level=Level.OFF)
    follow(member=both, place=into.place, level=Level.INSTANT)
    follow(member=only, place=former.place, level=Level.DAILY)
    follow(member=muted, place=former.place, level=Level.OFF)
    notify(kind=Told.REPLY, to=[only.pk], about=former.last_post_id, places=[former.place])

    merge(former, into, keeper)

    rows = Following.objects.filter(member__in=[both, only, muted]).order_by("member")
    assert list(rows.values_list("place", "level")) == [
        (into.place, Level.INSTANT),
        (into.place, Level.DAILY),
        (into.place, Level.OFF),
    ]
    assert Notification.objects.get(member=only).place == into.place
    assert not Following.objects.at(former.place).exists()


def test_link_in_an_older_mail_stops_the_topic_that_is_left(pair, keeper, client_for):
    former, into, _posts = pair
    reader = MemberFactory()
    follow(member=reader, place=former.place)
    link = unsubscribe_url(member_id=reader.pk, channel=former.place)
    merge(former, into, keeper)

    page = client_for(None).post(urlsplit(link).path)

    assert (page.status_code, page.context["channel"]) == (200, into.subject)
    rows = Following.objects.filter(member=reader)
    assert list(rows.values_list("place", "level")) == [(into.place, Level.SITE)]


def test_who_has_either_question_has_the_merged_one(board, keeper):
    into, former = make_question(board, at=at(9)), make_question(board, at=at(8))
    both, one = MemberFactory(), MemberFactory()
    for topic, people in ((former, [both, one, into.poster]), (into, [both])):
        for person in people:
            share_question(topic=topic, member=person)

    merged = merge(former, into, keeper)

    sharers = set(SharedQuestion.objects.filter(topic=merged).values_list("member", flat=True))
    assert sharers == {both.pk, one.pk, former.poster_id}  # who asked the second one waits for the answer too


def test_tags_of_both_as_many_as_a_topic_may_have(board, keeper):
    into, former = make_topic(board, tags=["a", "b", "c"]), make_topic(board, tags=["c", "d", "e", "f"])

    merge(former, into, keeper)

    rows = TopicTag.objects.order_by("place").values_list("topic", "tag__name")
    assert list(rows) == [(into.pk, name) for name in "abcde"]


@pytest.mark.parametrize(
    ("accepted", "kept"), [((True, True), "into"), ((False, True), "former"), ((True, False), "into")]
)
def test_one_accepted_answer_stays(board, keeper, accepted, kept):
    into, former = make_question(board, at=at(9)), make_question(board, at=at(8))
    answers = {"into": say(into, 5), "former": say(former, 4)}
    for is_accepted, topic, post in zip(accepted, (into, former), answers.values(), strict=True):
        if is_accepted:
            accept_answer(post=post, by=topic.poster)

    merged = merge(former, into, keeper)

    assert merged.accepted_answer == answers[kept]
    if accepted == (True, True):
        assert not Notification.objects.filter(kind=Told.ANSWER_ACCEPTED, subject_id=answers["former"].pk).exists()


def test_discussion_takes_no_accepted_answer(board, keeper):
    into, former = make_topic(board, at=at(9)), make_question(board, at=at(8))
    accept_answer(post=say(former, 5), by=former.poster)

    merged = merge(former, into, keeper)

    assert (merged.accepted_answer, merged.is_question) == (None, False)


def test_answer_that_comes_to_stand_first_is_none_any_more(board, keeper):
    into, former = make_question(board, at=at(5)), make_topic(board, at=at(4))
    accept_answer(post=say(into, 9), by=into.poster)

    merged = merge(former, into, keeper)

    assert (merged.first_post_id, merged.accepted_answer) == (order(merged)[0], None)


def test_poll_goes_along_and_two_polls_are_refused(pair, keeper):
    former, into, _posts = pair
    words = PollWords("Which day?", ("Monday", "Friday"))
    poll = put_poll(topic=former, by=former.poster, words=words)
    put_poll(topic=into, by=into.poster, words=words)
    with pytest.raises(TendRefused, match="poll"):
        merge(former, into, keeper)
    put_poll(topic=into, by=into.poster, words=None)

    merge(former, into, keeper)

    assert Poll.objects.get(topic=into) == poll


def test_notes_of_splits_follow_and_none_points_to_itself(pair, keeper, board):
    former, into, _posts = pair
    part = split_topic(
        topic=former, posts=[last_post_of(former).pk], title="Part", board=board, by=keeper, seen_board=board.pk
    )
    merge(former, into, keeper)
    assert list(SplitTopic.objects.values_list("source", "topic")) == [(into.pk, part.pk)]

    merge(part, into, keeper)

    assert not SplitTopic.objects.exists()
