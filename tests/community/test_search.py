"""What is found, by whom, on either database."""

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.search.models import SearchEntry
from community.search.services import index, plain_words, rebuild
from community.search.sources import EVERYBODY, MEMBERS, group_scope
from tests.factories.people import DepartmentFactory, MemberFactory
from tests.factories.workgroups import MembershipFactory, WorkGroupFactory

pytestmark = pytest.mark.django_db


def entry(**fields):
    number = SearchEntry.objects.count()
    defaults = {"kind": "person", "key": str(number), "title": f"Title {number}", "url": "/x/", "scope": EVERYBODY}
    return SearchEntry.objects.create(**{**defaults, **fields})


def found(query, viewer):
    return {hit.title for hit in SearchEntry.objects.visible_to(viewer).matching(query)}


def test_each_viewer_finds_only_what_their_scopes_hold(rf):
    from django.contrib.auth.models import AnonymousUser

    mine, other = WorkGroupFactory(), WorkGroupFactory()
    member = MembershipFactory(group=mine).member
    for title, scope in [
        ("for all", EVERYBODY),
        ("for members", MEMBERS),
        ("of mine", group_scope(mine.pk)),
        ("of others", group_scope(other.pk)),
    ]:
        entry(title=title, text="zebra", scope=scope)
    assert found("zebra", AnonymousUser()) == {"for all"}
    assert found("zebra", MemberFactory()) == {"for all", "for members"}
    assert found("zebra", member) == {"for all", "for members", "of mine"}


def test_somebody_who_only_asked_to_join_finds_nothing_of_the_group():
    waiting = MembershipFactory(state="requested")
    entry(text="zebra", scope=group_scope(waiting.group_id))
    assert found("zebra", waiting.member) == set()


def test_words_match_by_stem_and_the_last_one_by_its_beginning(member):
    entry(title="Publishing water data")
    assert found("published groundw", member) == set()
    assert found("publish wat", member) == {"Publishing water data"}


def test_a_title_ranks_above_a_text(member):
    entry(title="Other", text="metadata " + "filler " * 30)
    entry(title="Metadata", text="")
    hits = SearchEntry.objects.visible_to(member).matching("metadata")
    assert [hit.title for hit in hits] == ["Metadata", "Other"]


def test_an_extract_marks_the_word_and_escapes_the_rest(client):
    entry(title="T", text="before <img src=x onerror=MARK()> zebra after")
    page = client.get(reverse("search:search"), {"q": "zebra"}).content.decode()
    assert "<mark>zebra</mark>" in page
    assert "<img src=x" not in page


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "'",
        "a'b",
        "AND",
        "NEAR(",
        "*",
        "title:x",
        "x OR",
        "(((",
        "\\",
        "%",
        ":*",
        "!x",
        "&",
        "a & | b",
        "-",
        "日本",
        "é",
    ],
)
def test_nothing_in_a_query_is_an_operator(client, query):
    entry(title="Zebra")
    assert client.get(reverse("search:search"), {"q": query}).status_code == 200


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=60).filter(lambda text: "\x00" not in text))
def test_any_text_is_a_query(member, query):
    list(SearchEntry.objects.visible_to(member).matching(query))


def test_an_entry_follows_its_row(member):
    department = DepartmentFactory(name="Department of Zebras")
    index(kind="department", row=department)
    department.name = "Department of Lions"
    index(kind="department", row=department)
    assert (found("zebras", member), found("lions", member)) == (set(), {"Department of Lions"})


def test_rebuild_makes_what_is_missing_and_drops_what_is_gone(member):
    entry(kind="department", key="99999", title="Gone")
    DepartmentFactory(name="Department of Zebras")
    assert rebuild(kind="department") == {"department": 2}
    assert found("gone", member) == set()
    assert found("zebras", member) == {"Department of Zebras"}


def test_results_can_be_narrowed_to_one_kind(client):
    entry(kind="department", title="Zebra department")
    entry(kind="group", title="Zebra group")
    page = client.get(reverse("search:search"), {"q": "zebra", "kind": "group"}).content.decode()
    assert "Zebra group" in page
    assert "Zebra department" not in page


def test_plain_words_of_html():
    assert plain_words("<p>Fish &amp; <b>water</b></p>") == "Fish & water"


def test_search_queries_do_not_grow_with_results(client, count_queries):
    address = reverse("search:search") + "?q=zebra"
    entry(text="zebra")
    few = count_queries(client, address)
    for _ in range(30):
        entry(text="zebra")
    assert count_queries(client, address) == few <= 6


@pytest.mark.parametrize("ask", ["titled", "resembling"])
def test_a_title_is_found_behind_more_rows_than_are_put_in_order(ask):
    rows = [SearchEntry(kind="topic", key=str(n), title=f"Wells {n}", url="/x/", scope=EVERYBODY) for n in range(310)]
    SearchEntry.objects.bulk_create(rows)
    entry(title="Budget of Monterey")
    everybody = SearchEntry.objects.filter(scope=EVERYBODY)
    assert [hit.title for hit in getattr(everybody, ask)("budget monterey")] == ["Budget of Monterey"]
