"""Kinds and tags as typed: what is taken, and what is refused beside the field."""

import uuid

import pytest

from forum.enums import TopicKind
from forum.kinds.forms import SortForm, StartForm
from forum.models import Tag
from tests.forum.cases import HOSTILE

pytestmark = pytest.mark.django_db
KINDS = [TopicKind.DISCUSSION, TopicKind.QUESTION]


@pytest.fixture(autouse=True)
def _list():
    Tag.objects.create(name="Open data", slug="open-data", is_kept=True)


def sort_form(**typed):
    return SortForm({"kind": "discussion"} | typed, kinds=KINDS)


def test_tags_of_the_list_and_free_ones_are_one_list_without_twins():
    form = sort_form(kind="question", kept_tags=["open-data"], free_tags=" wells ,R,, Open-Data,  WELLS")

    assert form.is_valid()
    assert (form.cleaned_data["kind"], form.cleaned_data["tags"]) == ("question", ["Open data", "wells", "R"])


def test_a_new_topic_is_a_discussion_without_tags_unless_somebody_chooses():
    form = StartForm({"title": "How?", "text": "Why?", "form_token": uuid.uuid4()}, kinds=KINDS)

    assert form.is_valid()
    assert (form.cleaned_data["kind"], form.cleaned_data["tags"]) == ("discussion", [])


def test_nothing_sent_sorts_nothing():
    assert list(SortForm({}, kinds=KINDS).errors) == ["kind"]


@pytest.mark.parametrize("name", ["?!", "a--b", "-a", "x" * 31, "水", "a/b", "<b>", "\u202ea\u202d b_c"])
def test_a_tag_without_the_shape_is_refused_with_a_sentence(name):
    form = sort_form(free_tags=f"wells, {name}")

    assert list(form.errors) == ["free_tags"]
    assert "can't be a tag" in form.errors["free_tags"][0]


@pytest.mark.parametrize("name", ["R", "open data", "2026", "Año nuevo", "x" * 30, "data-quality"])
def test_a_tag_with_the_shape_is_taken(name):
    form = sort_form(free_tags=name)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["tags"] == [name]


def test_more_tags_than_a_topic_holds_are_refused():
    form = sort_form(kept_tags=["open-data"], free_tags="a, b, c, d, e")

    assert "These are 6 tags. Choose at most 5." in form.errors["free_tags"][0]


def test_what_is_not_offered_is_refused():
    form = sort_form(kind="announcement", kept_tags=["no-such-tag"])

    assert sorted(form.errors) == ["kept_tags", "kind"]


def test_the_form_shows_what_the_topic_has():
    free = Tag.objects.create(name="wells", slug="wells")
    form = SortForm(kinds=KINDS, tags=[*Tag.objects.kept(), free])

    assert (form["kept_tags"].initial, form["free_tags"].initial) == (["open-data"], "wells")


def test_without_a_list_only_free_tags_are_asked_for():
    Tag.objects.all().delete()

    assert list(sort_form().fields) == ["kind", "free_tags"]


def test_the_form_of_a_new_topic_asks_for_all_of_it():
    typed = {"title": "How?", "text": "Why?", "kind": "question", "free_tags": "wells", "form_token": uuid.uuid4()}
    form = StartForm(typed, kinds=KINDS)

    assert list(form.fields) == ["form_token", "kind", "title", "text", "kept_tags", "free_tags"]
    assert form.is_valid()


def test_no_hostile_text_becomes_a_tag_with_markup():
    for text in HOSTILE.values():
        form = sort_form(free_tags=text)
        for name in form.cleaned_data["tags"] if form.is_valid() else ():
            assert not set("<>&\"'`=") & set(name)
