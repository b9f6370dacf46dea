"""The catalogue: filters as addresses, counts, order, what nobody knows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.runs import make_run
from tests.factories.training import make_course, make_module, make_notebook_lesson, make_path
from training.catalogue.choosing import Choice, facets, in_order, read_choice
from training.catalogue.enums import Duration, Sort
from training.catalogue.facts import CourseFacts
from training.paths.enums import Role

pytestmark = pytest.mark.django_db

LABELS = {
    "topic": {"water": "Water", "python": "Python"},
    "role": {},
    "level": {"introductory": "Introductory", "advanced": "Advanced"},
    "hours": {},
    "format": {},
}


def facts(pk, topics, level, **fields):
    values = {"topic": frozenset(topics), "level": frozenset([level])}
    return CourseFacts(pk=pk, place=pk, values=values, **{"title": f"Course {pk}", "hours": 1, **fields})


SHELF = [facts(1, ["water"], "introductory"), facts(2, ["water", "python"], "advanced"), facts(3, [], "advanced")]


@pytest.fixture
def courses(home):
    """Water: 1 hour, for stewards. Python: 4 hours, advanced, with a notebook. Both are about data."""
    water = make_course(home, "water", title="Rivers", hours=1)
    python = make_course(home, "python", title="Snakes", hours=4, level="advanced", gives_certificate=True)
    make_notebook_lesson(make_module(python, "more"))
    for course, topics in ((water, ["Data", "Water"]), (python, ["Data", "Python"])):
        course.topics.set(topics)
        course.save()
    make_path(water)
    return water, python


def titles(response):
    return [title for title in ("Rivers", "Snakes") if f">{title}</a>" in response.text]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Rivers", "Snakes"]),
        ("topic=data", ["Rivers", "Snakes"]),
        ("topic=water", ["Rivers"]),
        ("level=advanced", ["Snakes"]),
        ("role=data-steward", ["Rivers"]),
        ("role=publisher", []),
        ("hours=up-to-2", ["Rivers"]),
        ("hours=3-to-5", ["Snakes"]),
        ("format=notebooks", ["Snakes"]),
        ("format=certificate", ["Snakes"]),
        ("topic=data&level=advanced", ["Snakes"]),
        ("topic=water&level=advanced", []),
    ],
)
def test_filters_are_addresses_and_combine(courses, client, query, found):
    response = client.get(f"/training/?{query}")
    assert response.status_code == 200
    assert titles(response) == found


def test_counts_leave_out_the_filter_they_belong_to():
    choice = Choice({"topic": "water"})
    found = {
        facet.key: {str(o.label): (o.count, o.is_chosen) for o in facet.options}
        for facet in facets(SHELF, choice, LABELS)
    }
    assert found == {
        "topic": {"Water": (2, True), "Python": (1, False)},
        "level": {"Introductory": (1, False), "Advanced": (1, False)},
    }


def test_option_that_is_set_leads_to_the_list_without_it():
    choice = Choice({"topic": "water", "level": "advanced"}, Sort.TITLE)
    topic, level = facets(SHELF, choice, LABELS)
    assert topic.chosen.url == topic.clear_url == "/training/?level=advanced&sort=title"
    assert level.clear_url == "/training/?topic=water&sort=title"
    assert choice.cleared().url() == "/training/?sort=title"


def test_most_used_topics_come_first_and_the_rest_is_folded():
    topics = {f"t{number}": f"Topic {number}" for number in range(10)}
    shelf = [facts(1, topics, "advanced"), facts(2, ["t9"], "advanced")]
    (topic, *_others) = facets(shelf, Choice({"topic": "t8"}), {**LABELS, "topic": topics})
    assert [str(option.label) for option in topic.shown] == [f"Topic {n}" for n in (9, 0, 1, 2, 3, 4, 5, 6, 8)]
    assert [str(option.label) for option in topic.folded] == ["Topic 7"]


def test_filter_that_is_set_stays_when_nothing_is_left():
    (topic, *_others) = facets(SHELF, Choice({"topic": "python", "level": "introductory"}), LABELS)
    assert [(str(option.label), option.count) for option in topic.options] == [("Water", 1), ("Python", 0)]


@pytest.mark.parametrize("name", ["topic", "level", "role", "hours", "format", "sort"])
def test_value_nobody_knows_is_left_out_with_a_sentence(courses, client, name):
    response = client.get("/training/", {name: "<nonsense>" * 10})
    assert titles(response) == ["Rivers", "Snakes"]
    assert "the hub knows no “&lt;nonsense&gt;" in response.text
    assert 'rel="canonical" href="http://testserver/training/"' in response.text
    assert "the hub knows no" not in client.get("/training/").text


def test_known_value_beside_an_unknown_one_still_filters(courses, client):
    response = client.get("/training/?topic=water&level=none")
    assert titles(response) == ["Rivers"]
    assert "Level: the hub knows no “none”" in response.text


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("level=advanced&topic=data", "?topic=data&level=advanced"),
        ("topic=&level=advanced&sort=", "?level=advanced"),
        ("sort=recommended", ""),
        ("page=1", ""),
        ("page=99", ""),
        ("page=x&topic=water", "?topic=water"),
        ("topic=python&topic=water", "?topic=water"),
        ("utm_source=mail", ""),
    ],
)
def test_each_list_has_one_address(courses, client, asked, canonical):
    response = client.get(f"/training/?{asked}")
    assert (response.status_code, response["Location"]) == (302, f"/training/{canonical}")
    assert client.get(response["Location"]).status_code == 200


def test_second_page_keeps_the_filters(home, client):
    for number in range(13):
        make_course(home, f"course-{number:02}", level="advanced", lessons=0)
    first = client.get("/training/?level=advanced")
    assert 'href="?level=advanced&amp;page=2"' in first.text
    assert "Course 12" in client.get("/training/?level=advanced&page=2").text


def test_nothing_found_offers_all_courses(courses, client):
    response = client.get("/training/?topic=water&level=advanced")
    assert "No course is all of that" in response.text
    assert '<a class="hub-button hub-button-quiet" href="/training/">Show all courses</a>' in response.text


def test_draft_is_neither_listed_nor_counted_and_gives_no_topic(home, client):
    make_course(home, "open", hours=1)
    draft = make_course(home, "draft", hours=9, live=False)
    draft.topics.set(["Secret"])
    draft.save()
    page = client.get("/training/").text
    assert "Secret" not in page
    assert str(Duration.LONG.label) not in page
    assert "the hub knows no “secret”" in client.get("/training/?topic=secret").text


def test_role_of_a_path_nobody_published_is_not_told(home, client):
    make_path(make_course(home), role=Role.PUBLISHER, live=False)
    assert "Publisher" not in client.get("/training/").text


@pytest.mark.parametrize(
    ("hours", "band"), [(1, "up-to-2"), (2, "up-to-2"), (3, "3-to-5"), (10, "6-to-10"), (11, "over-10")]
)
def test_every_number_of_hours_is_in_one_band(hours, band):
    assert Duration.of(hours) == band


def test_order():
    now = timezone.now()
    rows = [
        facts(1, [], "advanced", title="b", hours=3, published_at=now - timedelta(days=2)),
        facts(2, [], "advanced", title="A", hours=3, published_at=now, next_run=now.date() + timedelta(days=9)),
        facts(3, [], "advanced", title="c", hours=1, next_run=now.date() + timedelta(days=1)),
    ]
    order = {sort: [row.pk for row in in_order(rows, sort)] for sort in Sort}
    assert order == {
        Sort.RECOMMENDED: [1, 2, 3],
        Sort.TITLE: [2, 1, 3],
        Sort.SHORTEST: [3, 1, 2],
        Sort.NEWEST: [2, 1, 3],
        Sort.SOONEST: [3, 2, 1],
    }


def test_course_with_a_run_shows_its_date_filter_and_sort(courses, client):
    _water, python = courses
    run = make_run(python)
    page = client.get("/training/?sort=soonest")
    assert page.text.index("Snakes") < page.text.index("Rivers")
    assert f"{run.starts_on:%B} {run.starts_on.day}, {run.starts_on.year}" in page.text
    assert titles(client.get("/training/?format=dated")) == ["Snakes"]
    assert titles(client.get("/training/?format=self-paced")) == ["Rivers"]


def test_empty_address_asks_for_nothing():
    assert read_choice({}, LABELS, Sort) == (Choice(), [])
