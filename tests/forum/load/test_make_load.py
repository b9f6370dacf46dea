"""The load of a machine's trial: right in every row, the same for the same seed, and never among people by mistake."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from community.people.models import Member
from community.search.models import SearchEntry
from community.search.services import rebuild
from forum.enums import Audience
from forum.load.places import DOMAIN
from forum.models import Board, Post, Topic, TopicRead, TopicTag
from forum.services.counting import miscounted
from tests.factories.forum import make_topic

SIZES = ["--topics=50", "--posts=900", "--members=30", "--boards=20", "--marks=200", "--until=2026-01-31"]
_ENTRY = ("key", "title", "text", "url", "scope", "at")


def _load():
    out = StringIO()
    call_command("make_load", *SIZES, stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def said(module_db):
    """What the command says; its load is there for every test."""
    return _load()


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("said")]


def test_sizes_are_as_asked(said):
    made = {name: model.objects.count() for name, model in (("topics", Topic), ("posts", Post), ("marks", TopicRead))}

    assert made == {"topics": 50, "posts": 900, "marks": 200}
    assert Member.objects.filter(email__endswith=DOMAIN).count() == 30
    assert [line.split() for line in said.splitlines() if line.endswith(" posts")] == [["900", "posts"]]


def test_shape_has_a_big_board_a_long_topic_and_private_boards():
    boards = Board.objects.holding_topics()

    assert boards.count() == 20
    assert boards.filter(audience=Audience.GROUP).count() == 6
    assert max(boards.values_list("direct_topics_count", flat=True)) >= 10
    assert Member.objects.filter(email__endswith=DOMAIN).first().memberships.active().count() == 3
    assert TopicTag.objects.exists()


def test_counters_equal_a_recount_and_a_fault_is_found():
    assert miscounted() == {"topics": [], "boards": []}

    Topic.objects.filter(pk=Topic.objects.first().pk).update(posts_count=1_000)

    assert miscounted()["topics"] != []


def test_writers_read_the_boards_they_write_in():
    private = Post.objects.filter(topic__forum__audience=Audience.GROUP).select_related("topic__forum", "poster")

    assert private
    assert all(Board.objects.visible_to(post.poster).filter(pk=post.topic.forum_id).exists() for post in private)


def test_accepted_answers_are_posts_by_others_in_the_topic():
    solved = Topic.objects.filter(accepted_answer__isnull=False).select_related("accepted_answer")

    assert solved
    assert all((topic.accepted_answer.topic_id, topic.kind) == (topic.pk, "question") for topic in solved)
    assert all(topic.accepted_answer.poster_id != topic.poster_id for topic in solved)


def test_search_entries_are_what_a_rebuild_makes():
    before = list(SearchEntry.objects.order_by("kind", "key").values_list(*_ENTRY))

    rebuild()

    assert list(SearchEntry.objects.order_by("kind", "key").values_list(*_ENTRY)) == before


def test_new_rows_come_after_those_of_the_load():
    newest = Post.objects.order_by("pk").last().pk

    assert make_topic().first_post_id > newest


def test_nobody_signs_in_as_a_member_of_the_load():
    assert not any(member.has_usable_password() for member in Member.objects.filter(email__endswith=DOMAIN))


def test_second_load_is_refused():
    with pytest.raises(CommandError, match="holds a load already"):
        _load()
