"""Topics in search: title and words of all posts, for those who read the board."""

import pytest

from community.search.models import SearchEntry
from community.search.services import rebuild
from community.search.sources import EVERYBODY, MEMBERS, group_scope
from forum.enums import Audience
from forum.kinds.services import accept_answer
from forum.models import Tag, Topic
from forum.rendering import compose
from forum.search_source import ENOUGH, describe_topic
from forum.services.editing import edit_post
from forum.services.posting import reply
from tests.factories.forum import BoardFactory, group_board, last_post_of, make_question, make_topic
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db


def test_scope_follows_the_board():
    board, _lead = group_board()
    topics = [
        make_topic(BoardFactory()),
        make_topic(BoardFactory(audience=Audience.MEMBERS)),
        make_topic(board),
    ]

    assert [describe_topic(topic).scope for topic in topics] == [EVERYBODY, MEMBERS, group_scope(board.work_group_id)]


def test_words_of_question_and_reply_are_found_and_edits_follow(member):
    topic = make_topic(poster=member, title="Artesian wells", text="What is **pressure**?")
    reply(topic=topic, poster=MemberFactory(), text=compose("It *lifts* the water."))

    edit_post(post=topic.first_post, by=member, text=compose("What is suction?"))

    found = SearchEntry.objects.visible_to(member)
    assert [found.matching(words).count() for words in ("artesian", "lifts", "suction", "pressure")] == [1, 1, 1, 0]
    assert found.get().url == topic.get_absolute_url()


def test_topic_that_waits_for_approval_is_dropped_by_a_rebuild():
    topic, kept = make_topic(), make_topic()
    Topic.objects.filter(pk=topic.pk).update(approved=False)

    rebuild(kind="topic")

    assert list(SearchEntry.objects.values_list("key", flat=True)) == [str(kept.pk)]


def test_results_are_narrowed_by_kind_standing_and_tag(client_for):
    Tag.objects.create(name="Water", slug="water", is_kept=True)
    solved = make_question(title="Solved one", posts=2, tags=["water"])
    accept_answer(post=last_post_of(solved), by=solved.poster)
    make_question(title="Open one")
    make_topic(title="Talk one")

    def found(query):
        page = client_for().get(f"/search/?q=one&kind=topic&{query}")
        return sorted(entry.title for entry, _extract in page.context["hits"])

    assert found("sort=discussion") == ["Talk one"]
    assert found("standing=solved") == found("tag=water") == found("tag=water&standing=solved") == ["Solved one"]
    assert found("standing=open&sort=question") == ["Open one"]
    assert found("standing=nonsense&tag=no-such-tag") == found("") == ["Open one", "Solved one", "Talk one"]


def test_filters_show_nothing_of_boards_one_does_not_read(client_for):
    board, lead = group_board()
    make_question(board, poster=lead, title="Private one", tags=["quokka"])
    Tag.objects.update(is_kept=True)

    page = client_for(MemberFactory()).get("/search/?q=one&kind=topic&tag=quokka&standing=open")

    assert (page.status_code, page.context["hits"]) == (200, [])


def test_filters_cost_the_same_with_1_and_30_results(client_for, count_queries):
    Tag.objects.create(name="Water", slug="water", is_kept=True)
    make_question(title="First one", tags=["water"])
    url = "/search/?q=one&kind=topic&tag=water&standing=open&sort=question"
    few = count_queries(client_for(), url)
    for number in range(29):
        make_question(title=f"One {number}", tags=["water"])

    assert few == count_queries(client_for(), url) <= 12


def test_long_topic_stops_at_what_search_keeps():
    topic = make_topic(text="word " * 6_000)
    for _ in range(5):
        reply(topic=topic, poster=topic.poster, text=compose("more " * 6_000))

    assert len(describe_topic(topic).text) < 140_000


def _entry():
    return SearchEntry.objects.filter(kind="topic").values("title", "text", "url", "scope", "at").get()


def test_appended_replies_are_what_a_rebuild_writes(member):
    topic = make_topic(poster=member, text="First\n\nwords", tags=["Water"])
    for text in ("one  two", "> quoted\n\nthree", "`four`"):
        reply(topic=topic, poster=member, text=compose(text))
    appended = _entry()

    rebuild(kind="topic")

    assert _entry() == appended


def test_reply_to_a_full_entry_changes_its_date_alone(member):
    topic = make_topic(poster=member)
    full = "x" * ENOUGH
    SearchEntry.objects.filter(kind="topic").update(text=full)

    post = reply(topic=topic, poster=member, text=compose("More"))

    assert (_entry()["text"], _entry()["at"]) == (full, post.created)


def test_reply_makes_an_entry_that_is_missing(member):
    topic = make_topic(poster=member, text="Question")
    SearchEntry.objects.all().delete()

    reply(topic=topic, poster=member, text=compose("Answer"))

    assert _entry()["text"] == "Question Answer"
