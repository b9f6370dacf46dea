"""Every post, new topics only, the group's normal, or nothing: at a board, a tag or a work group."""

import pytest

from community.notifications.enums import Level
from community.notifications.models import Following, Mail, Notification
from community.notifications.services.following import choose_levels, follow, stop_channel
from community.workgroups.services import leave
from forum.enums import Told
from forum.models import Post
from forum.rendering import compose
from forum.services.posting import reply
from forum.services.telling import tell_of_post
from tests.factories.forum import BoardFactory, group_board, make_topic
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory

pytestmark = pytest.mark.django_db


def told(post, *members):
    """What each of `members` is told of the post, or None."""
    tell_of_post(post=Post.objects.select_related("topic__forum", "poster").get(pk=post.pk))
    rows = dict(Notification.objects.filter(subject_id=post.pk).values_list("member", "kind"))
    return [rows.get(member.pk) for member in members]


def answer(topic, poster=None):
    return reply(topic=topic, poster=poster or MemberFactory(), text=compose("Because."))


def places(topic):
    tag = topic.tags.get()
    return {"board": topic.forum.place, "tag": tag.place}


@pytest.mark.parametrize("sort", ["board", "tag"])
def test_who_watches_hears_of_replies_and_who_follows_of_topics_only(sort):
    topic = make_topic(tags=["wells"])
    watcher, follower = MemberFactory(), MemberFactory()
    follow(member=watcher, place=places(topic)[sort], is_watched=True)
    follow(member=follower, place=places(topic)[sort])
    second = make_topic(topic.forum, tags=["wells"])

    assert told(second.first_post, watcher, follower) == [Told.NEW_TOPIC, Told.NEW_TOPIC]
    assert told(answer(topic), watcher, follower) == [Told.REPLY, None]
    assert told(answer(make_topic()), watcher) == [None]


def test_who_watches_a_group_hears_of_replies_in_its_board_while_being_in_it():
    board, lead = group_board()
    watcher, normal, outsider = (MemberFactory() for _ in range(3))
    for member in (watcher, normal):
        MembershipFactory(group=board.work_group, member=member)
    for member in (watcher, outsider):
        follow(member=member, place=f"group:{board.work_group_id}", is_watched=True)
    topic = make_topic(board, poster=lead)

    assert told(topic.first_post, watcher, normal, outsider) == [Told.NEW_TOPIC, Told.NEW_TOPIC, None]
    assert told(answer(topic, lead), watcher, normal, outsider) == [Told.REPLY, None, None]
    leave(group=board.work_group, member=watcher)
    assert told(answer(topic, lead), watcher) == [None]


@pytest.mark.parametrize("sort", ["board", "tag"])
def test_a_topic_that_is_muted_stays_so_wherever_it_is_watched(sort):
    topic = make_topic(tags=["wells"])
    watcher = MemberFactory()
    follow(member=watcher, place=places(topic)[sort], is_watched=True, level=Level.INSTANT)
    follow(member=watcher, place=topic.place, level=Level.OFF)

    assert told(answer(topic), watcher) == [None]


def test_a_tag_that_is_muted_is_silent_in_a_board_that_is_watched():
    topic = make_topic(tags=["wells"])
    watcher = MemberFactory()
    follow(member=watcher, place=topic.forum.place, is_watched=True)
    follow(member=watcher, place=topic.tags.get().place, level=Level.OFF)

    assert told(answer(topic), watcher) == [None]
    assert told(make_topic(topic.forum, tags=["wells"]).first_post, watcher) == [None]
    assert told(make_topic(topic.forum).first_post, watcher) == [Told.NEW_TOPIC]


def test_a_topic_one_takes_part_in_is_heard_of_though_its_tag_is_muted():
    topic = make_topic(tags=["wells"])
    follow(member=topic.poster, place=topic.tags.get().place, level=Level.OFF)

    assert told(answer(topic), topic.poster) == [Told.FIRST_ANSWER]


def test_a_muted_board_is_silent_though_its_group_is_watched():
    board, lead = group_board()
    watcher = MembershipFactory(group=board.work_group).member
    follow(member=watcher, place=f"group:{board.work_group_id}", is_watched=True)
    follow(member=watcher, place=board.place, level=Level.OFF)
    topic = make_topic(board, poster=lead)

    assert (told(topic.first_post, watcher), told(answer(topic, lead), watcher)) == ([None], [None])


def test_for_whatever_number_of_reasons_once():
    board, lead = group_board()
    watcher = MembershipFactory(group=board.work_group).member
    topic = make_topic(board, poster=lead, tags=["wells", "maps"])
    tags = [tag.place for tag in topic.tags.all()]
    for place in (topic.place, board.place, f"group:{board.work_group_id}", *tags):
        follow(member=watcher, place=place, is_watched=True)

    for post in (topic.first_post, answer(topic, lead)):
        told(post)
        assert Notification.objects.filter(member=watcher, subject_id=post.pk).count() == 1
        assert tell_of_post(post=post) == 0


def test_who_follows_a_tag_hears_nothing_of_boards_one_does_not_read():
    board, lead = group_board()
    outsider, insider = MemberFactory(), MembershipFactory(group=board.work_group).member
    topic = make_topic(board, poster=lead, tags=["wells"])
    for member in (outsider, insider):
        follow(member=member, place=topic.tags.get().place, is_watched=True)

    assert told(topic.first_post, outsider, insider) == [None, Told.NEW_TOPIC]
    assert told(answer(topic, lead), outsider, insider) == [None, Told.REPLY]


@pytest.mark.parametrize("sort", ["board", "tag"])
def test_one_click_stops_the_mails_of_what_one_watches(sort):
    topic = make_topic(tags=["wells"])
    watcher, place = MemberFactory(), places(topic)[sort]
    follow(member=watcher, place=place, is_watched=True, level=Level.INSTANT)
    told(answer(topic))
    mail = Mail.objects.get(member=watcher)

    stop_channel(member=watcher, channel=mail.channel)

    assert (mail.channel, told(answer(topic), watcher)) == (place, [Told.REPLY])
    assert list(Notification.objects.filter(member=watcher).values_list("level", flat=True)) == [
        Level.SITE,
        Level.INSTANT,
    ]


def test_one_click_stops_the_mails_of_a_tag_whose_board_is_followed_too():
    topic = make_topic(tags=["wells"])
    reader, tag = MemberFactory(), topic.tags.get()
    choose_levels(member=reader, levels={Told.NEW_TOPIC: Level.INSTANT})
    for place in (tag.place, topic.forum.place):
        follow(member=reader, place=place)
    told(topic.first_post)
    assert Mail.objects.get(member=reader).channel == tag.place

    stop_channel(member=reader, channel=tag.place)
    told(make_topic(topic.forum, tags=["wells"]).first_post)

    assert Mail.objects.filter(member=reader).count() == 1


def test_the_form_of_a_board_offers_every_reply_and_keeps_it(client_for, member):
    board, browser = BoardFactory(), client_for(member)
    address = f"/my/notifications/following/{board.place}/"
    assert "Tell me of every reply in this board too" in browser.get(address).text

    browser.post(address, {"level": "daily", "is_watched": "on"})
    watched = Following.objects.get(member=member)
    assert (watched.is_watched, watched.level) == (True, Level.DAILY)
    assert "checked" in browser.get(address).text.partition("is_watched")[2].partition(">")[0]
    assert "every reply too" in browser.get(board.get_absolute_url()).text
    browser.post(address, {"level": "daily"})
    assert not Following.objects.get(member=member).is_watched


def test_a_topic_has_no_more_to_hear_of_than_its_replies(client_for, member):
    topic, browser = make_topic(), client_for(member)
    address = f"/my/notifications/following/{topic.place}/"
    browser.post(address, {"level": "daily", "is_watched": "on"})

    assert "is_watched" not in browser.get(address).text
    assert not Following.objects.get(member=member).is_watched


def test_a_tag_of_a_board_one_does_not_read_is_no_place_to_follow(client_for, member):
    board, _lead = group_board()
    tag = make_topic(board, tags=["hush"]).tags.get()
    address = f"/my/notifications/following/{tag.place}/"

    assert client_for(member).get(address).status_code == 404
    inside = MembershipFactory(group=board.work_group).member
    assert client_for(inside).get(address).status_code == 200


def test_the_page_of_a_tag_follows_it(client_for, member):
    tag = make_topic(tags=["wells"]).tags.get()
    browser = client_for(member)
    assert f"/my/notifications/following/{tag.place}/" in browser.get(tag.get_absolute_url()).text

    browser.post(f"/my/notifications/following/{tag.place}/", {"level": "", "next": tag.get_absolute_url()})

    assert "You follow this" in browser.get(tag.get_absolute_url()).text
