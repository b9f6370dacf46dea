"""The pages for those who look after a board, without a script."""

import pytest
from bs4 import BeautifulSoup

from forum.models import MergedTopic, Topic
from forum.polls.services import PollWords, put_poll
from forum.tending.services.splitting import split_topic
from tests.factories.forum import BoardFactory, make_topic
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_for, keeper):
    return client_for(keeper)


@pytest.fixture
def topic():
    return make_topic(posts=3, title="Wells")


def fields_of(page, action):
    """What a browser would send from the form with that address, untouched."""
    form = BeautifulSoup(page.text, "html.parser").find("form", action=lambda value: value and value.startswith(action))
    boxes = [field for field in form.find_all("input") if field.get("type") not in {"radio", "checkbox", "submit"}]
    ticked = form.find_all("input", checked=True)
    return {field["name"]: field.get("value", "") for field in [*boxes, *ticked]}


def test_way_to_the_pages_is_shown_to_those_who_look_after_the_board_only(client, client_for, member, topic):
    for path in (topic.get_absolute_url(), topic.forum.get_absolute_url()):
        assert "/tend/" in client.get(path).text
        assert "/tend/" not in client_for(member).get(path).text
        assert "/tend/" not in client_for(topic.poster).get(path).text


@pytest.mark.parametrize(("act", "sign"), [("pin", "Pinned"), ("lock", "Locked")])
def test_pin_and_lock_show_in_the_board_until_they_are_undone(client, topic, act, sign):
    done = client.post(f"/forum/topics/{topic.pk}/tend/{act}/", follow=True)
    assert done.status_code == 200
    assert sign in client.get(topic.forum.get_absolute_url()).text

    client.post(f"/forum/topics/{topic.pk}/tend/un{act}/")

    assert sign not in client.get(topic.forum.get_absolute_url()).text


def test_move_carries_what_was_seen(client, topic):
    first, second = BoardFactory(), BoardFactory()
    path = f"/forum/topics/{topic.pk}/tend/move/"
    typed = fields_of(client.get(f"/forum/topics/{topic.pk}/tend/"), path)

    assert client.post(path, typed | {"board": first.pk}).status_code == 302
    late = client.post(path, typed | {"board": second.pk})

    topic.refresh_from_db()
    assert (late.status_code, topic.forum) == (422, first)
    assert "meanwhile" in late.text


@pytest.mark.parametrize("pasted", ["number", "address", "whole address", "post"])
def test_merge_asks_shows_both_and_does_it(client, topic, pasted):
    other = make_topic(title="More wells")
    typed = {
        "number": f" {other.pk} ",
        "address": other.get_absolute_url(),
        "whole address": f"https://hub.example{other.get_absolute_url()}?page=2#post-1",
        "post": other.first_post.get_absolute_url(),
    }[pasted]
    path = f"/forum/topics/{topic.pk}/tend/merge/"

    look = client.get(path, {"other": typed})
    assert look.context["other"] == other
    done = client.post(path, fields_of(look, path))

    assert (done.status_code, done.url) == (302, other.get_absolute_url())
    assert MergedTopic.objects.get().former == topic


def test_merge_with_itself_with_nothing_or_after_a_move_is_refused(client, topic):
    other, path = make_topic(), f"/forum/topics/{topic.pk}/tend/merge/"
    assert "into itself" in client.get(path, {"other": topic.pk}).text
    assert "no such topic" in client.get(path, {"other": "the one about wells"}).text
    assert client.post(path, {"other": ""}).status_code == 422
    typed = fields_of(client.get(path, {"other": other.pk}), path)
    Topic.objects.filter(pk=other.pk).update(forum=BoardFactory())

    late = client.post(path, typed)

    assert (late.status_code, "meanwhile" in late.text) == (422, True)
    assert not MergedTopic.objects.exists()


def test_own_title_may_stay(client, topic):
    other, path = make_topic(title="Other"), f"/forum/topics/{topic.pk}/tend/merge/"
    typed = fields_of(client.get(path, {"other": other.pk}), path)

    client.post(path, typed | {"title": "own"})

    other.refresh_from_db()
    assert other.subject == "Wells"


def test_split_keeps_what_was_ticked_until_it_has_a_title(client, topic):
    path, reply = f"/forum/topics/{topic.pk}/tend/split/", topic.last_post
    typed = fields_of(client.get(path), path) | {"board": topic.forum_id, "posts": [reply.pk]}

    wrong = client.post(path, typed | {"title": ""})
    box = BeautifulSoup(wrong.text, "html.parser").find("input", id=f"tick-{reply.pk}")
    assert (wrong.status_code, box.has_attr("checked")) == (422, True)
    done = client.post(path, typed | {"title": "Apart"}, follow=True)

    made = Topic.objects.get(subject="Apart")
    assert list(made.posts.all()) == [reply]
    assert "Split off from" in done.text
    assert "Some replies went to" in client.get(topic.get_absolute_url()).text


def test_several_topics_are_locked_and_moved_at_once(client):
    board, target = BoardFactory(), BoardFactory()
    topics = [make_topic(board) for _ in range(3)]
    path, ticked = f"/forum/{board.slug}/tend/", [topic.pk for topic in topics[:2]]

    locked = client.post(path, {"topics": ticked, "act": "lock"}, follow=True)
    nowhere = client.post(path, {"topics": ticked, "act": "move"})
    client.post(path, {"topics": ticked, "act": "move", "board": target.pk})

    assert "2 topics are changed." in locked.text
    assert nowhere.status_code == 422
    box = BeautifulSoup(nowhere.text, "html.parser").find("input", id=f"tick-{ticked[0]}")
    assert box.has_attr("checked")
    assert set(target.topics.filter(status=Topic.TOPIC_LOCKED)) == set(topics[:2])


def test_nothing_ticked_and_nothing_chosen_are_said(client, topic):
    answer = client.post(f"/forum/{topic.forum.slug}/tend/", {"act": ""})

    assert answer.status_code == 422
    said = set(BeautifulSoup(answer.text, "html.parser").stripped_strings)
    assert {"Tick the topics first.", "Choose what to do."} <= said


@pytest.mark.parametrize("page", ["board", "split"])
def test_lists_with_1_and_30_rows_cost_the_same(client, count_queries, page):
    few, many = make_topic(posts=2), make_topic(posts=31)
    if page == "board":
        for _ in range(29):
            make_topic(many.forum, poster=MemberFactory())
    paths = [
        f"/forum/{row.forum.slug}/tend/" if page == "board" else f"/forum/topics/{row.pk}/tend/split/"
        for row in (few, many)
    ]

    assert count_queries(client, paths[0]) == count_queries(client, paths[1]) <= 15


def test_notes_of_splits_and_a_poll_stay_under_the_bar(client, count_queries, topic):
    keeper = MemberFactory(is_superuser=True)
    put_poll(topic=topic, by=topic.poster, words=PollWords("Which?", ("One", "Two")))
    chosen = [topic.last_post_id]
    split_topic(topic=topic, posts=chosen, title="Part", board=topic.forum, by=keeper, seen_board=topic.forum_id)

    assert count_queries(client, topic.get_absolute_url()) <= 15
