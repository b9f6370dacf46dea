"""Splitting: which replies, where they go, and what is said of it."""

import pytest
from django.contrib.auth.models import AnonymousUser

from community.notifications.enums import Level
from community.notifications.models import Following, Notification
from community.notifications.services.following import follow
from community.notifications.services.telling import notify
from community.people.models import AuditEntry
from community.search.models import SearchEntry
from forum.enums import Told
from forum.kinds.services import accept_answer
from forum.models import Topic
from forum.rendering import compose
from forum.services.counting import miscounted
from forum.services.posting import reply
from forum.services.reading import mark_boards_read, mark_topic_read
from forum.tending.notes import splits_of
from forum.tending.services.acting import TendRefused
from forum.tending.services.splitting import split_topic
from tests.factories.forum import BoardFactory, group_board, make_question, make_topic
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory

pytestmark = pytest.mark.django_db
RIGHT = {"topics": [], "boards": []}


def split(topic, posts, by, **fields):
    given = {"title": "Apart", "board": topic.forum, "seen_board": topic.forum_id}
    return split_topic(topic=topic, posts=[post.pk for post in posts], by=by, **given | fields)


@pytest.fixture
def topic():
    return make_topic(posts=5, title="Wells")


def posts_of(topic):
    return list(topic.posts.in_order())


def test_chosen_replies_become_a_topic_that_begins_with_the_first_of_them(topic, keeper):
    posts = posts_of(topic)

    made = split(topic, [posts[3], posts[1]], keeper)

    topic.refresh_from_db()
    assert (posts_of(made), posts_of(topic)) == ([posts[1], posts[3]], [posts[0], posts[2], posts[4]])
    assert (made.subject, made.poster, made.created) == ("Apart", posts[1].poster, posts[1].created)
    assert (made.first_post, made.last_post, made.posts_count) == (posts[1], posts[3], 2)
    assert (topic.first_post, topic.last_post, topic.posts_count) == (posts[0], posts[4], 3)
    assert miscounted() == RIGHT
    assert AuditEntry.objects.get(action="split").after["posts"] == [posts[1].pk, posts[3].pk]
    assert SearchEntry.objects.filter(kind="topic").count() == 2


def test_first_post_foreign_posts_and_none_are_refused(topic, keeper):
    posts = posts_of(topic)
    for chosen, words in (
        ([posts[0], posts[1]], "first post stays"),
        ([posts[1], make_topic().first_post], "not in this topic"),
        ([], "Choose the replies"),
    ):
        with pytest.raises(TendRefused, match=words):
            split(topic, chosen, keeper)

    assert topic.posts.count() == 5


def test_same_form_twice_makes_one_topic(topic, keeper):
    chosen = posts_of(topic)[1:3]
    split(topic, chosen, keeper)

    with pytest.raises(TendRefused):
        split(topic, chosen, keeper)

    assert Topic.objects.count() == 2


def test_only_those_who_look_after_both_boards(topic, keeper, member):
    private, _lead = group_board()
    chosen = posts_of(topic)[1:2]

    with pytest.raises(TendRefused):
        split(topic, chosen, member)
    with pytest.raises(TendRefused, match="that board"):
        split(topic, chosen, keeper, board=private)


def test_question_whose_accepted_answer_leaves_is_open_again(keeper):
    question = make_question(posts=3)
    answer = reply(topic=question, poster=MemberFactory(), text=compose("So."))
    accept_answer(post=answer, by=question.poster)

    made = split(question, [answer], keeper)

    question.refresh_from_db()
    assert (question.accepted_answer, made.accepted_answer) == (None, None)
    entry = AuditEntry.objects.get(action="take back")
    assert (entry.before, entry.by) == ({"accepted_answer": answer.pk}, keeper)
    assert not Notification.objects.filter(kind=Told.ANSWER_ACCEPTED).exists()


def test_readers_have_read_as_much_as_before(topic, keeper):
    posts = posts_of(topic)
    halfway, marked, fresh = (MemberFactory() for _ in range(3))
    mark_topic_read(reader=halfway, topic=topic, up_to=posts[2].created)
    mark_boards_read(reader=marked, boards=[topic.forum])
    elsewhere = BoardFactory()
    mark_boards_read(reader=fresh, boards=[elsewhere])
    for reader in (halfway, marked, fresh):
        type(reader).objects.filter(pk=reader.pk).update(date_joined=posts[0].created.replace(year=2020))
        reader.refresh_from_db()

    made = split(topic, [posts[1], posts[4]], keeper, board=elsewhere)

    counts = [Topic.objects.for_list(reader).get(pk=made.pk).unread_count for reader in (halfway, marked, fresh)]
    assert counts == [1, 0, 2]


def test_who_follows_or_mutes_does_so_with_both_and_what_was_told_is_in_its_place(topic, keeper):
    fan, muted, posts = MemberFactory(), MemberFactory(), posts_of(topic)
    follow(member=fan, place=topic.place)
    follow(member=muted, place=topic.place, level=Level.OFF)
    for post in posts[1:3]:
        notify(kind=Told.REPLY, to=[fan.pk], about=post.pk, places=[topic.place])

    made = split(topic, [posts[1]], keeper)

    both = Following.objects.filter(member__in=[fan, muted], place__in=[topic.place, made.place])
    assert set(both.values_list("member", "level")) == {(fan.pk, ""), (muted.pk, Level.OFF)}
    assert both.count() == 4
    told = dict(Notification.objects.values_list("subject_id", "place"))
    assert told == {posts[1].pk: made.place, posts[2].pk: topic.place}


def test_each_topic_names_the_other_to_those_who_see_it(topic, keeper):
    private, _lead = group_board()
    MembershipFactory(group=private.work_group, member=keeper)
    keeper.groups.clear()
    keeper.is_superuser = True
    keeper.save()
    made = split(topic, posts_of(topic)[1:2], keeper, board=private)

    assert [row.pk for row in splits_of(keeper, topic).parts] == [made.pk]
    assert [row.pk for row in splits_of(keeper, made).sources] == [topic.pk]
    assert splits_of(AnonymousUser(), topic).parts == []
