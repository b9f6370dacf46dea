"""Pages of practices: the whole way by forms, lists by address and by numbers, what is typed is never lost."""

import re
import uuid
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from community.people.models import Skill
from community.people.registries import knowledge
from community.people.words import Words
from community.practices.enums import State
from community.practices.models import Adoption, Practice, Version
from community.practices.services import adopting, lasting, reviewing, writing
from community.search.models import SearchEntry
from community.workgroups.models import WorkGroup
from tests.factories.people import MemberFactory
from tests.factories.practices import (
    TEXTS,
    give_answer,
    make_adoption,
    make_draft,
    make_practice,
    make_submitted,
    words,
)
from tests.factories.workgroups import WorkGroupFactory

pytestmark = pytest.mark.django_db
SECRET = "Xylophone"


@pytest.fixture
def editor():
    member = MemberFactory()
    member.groups.add(Group.objects.get_or_create(name="Editors")[0])
    return member


def filled(**fields):
    return {**TEXTS, "edits": "0", "form_token": str(uuid.uuid4()), **fields}


def at(practice, name, **more):
    return reverse(f"practices:{name}", kwargs={"slug": practice.slug, **more})


def test_the_whole_way_by_forms_alone(client_for, editor):
    author, volunteer, asked, adopter = MemberFactory.create_batch(4)
    group = WorkGroupFactory(lead=author, name="Small cells")
    form = filled(
        tags="Small numbers, small number",
        datasets="https://data.ca.gov/dataset/cells Cells by county",
        links=f"{group.get_absolute_url()}?page=2#top",
    )
    for _twice in range(2):  # the second click of the same form makes no second draft
        answer = client_for(author).post(reverse("practices:new"), form)
    practice = Practice.objects.get()
    assert answer["Location"] == at(practice, "submit")
    version = practice.versions.get()
    assert [tag.slug for tag in version.tags.all()] == ["small-number"]
    assert client_for(author).post(at(practice, "submit")).status_code == 302

    page = client_for(volunteer).get(reverse("practices:reviews")).content.decode()
    assert TEXTS["title"] in page
    assert TEXTS["problem"] not in page
    client_for(volunteer).post(reverse("practices:take", args=[version.pk]))
    client_for(editor).post(at(practice, "ask"), {"member": asked.pk})
    for reviewer in (volunteer, asked):
        page = client_for(reviewer).get(at(practice, "review")).content.decode()
        assert TEXTS["problem"] in page
        said = {"verdict": "approve", "words": "It is right."}
        assert client_for(reviewer).post(at(practice, "answer"), said).status_code == 302
    assert client_for(None).get(practice.get_absolute_url()).status_code == 404
    client_for(author).post(at(practice, "publish"))

    client_for(adopter).post(at(practice, "adopt"), {"adopted_on": "2026-01-05", "note": "Since January."})
    page = client_for(None).get(practice.get_absolute_url()).content.decode()
    for said in (*TEXTS.values(), "Cells by county", "Small cells", "Since January.", "1 other department uses this"):
        assert said.splitlines()[0] in page
    assert "It is right." not in page
    assert SearchEntry.objects.get(kind="practice").title == TEXTS["title"]
    department = client_for(None).get(adopter.department.get_absolute_url()).content.decode()
    assert practice.get_absolute_url() in department
    for person in (author, volunteer):
        assert practice.get_absolute_url() in client_for(adopter).get(person.get_absolute_url()).content.decode()


def test_words_are_told_apart_and_nothing_is_lost(client_for):
    version, coauthor = make_draft(), MemberFactory()
    practice = version.practice
    first = {**filled(problem="From the first."), "edits": str(version.edits), "coauthors": coauthor.email}
    assert client_for(practice.owner).post(at(practice, "edit"), first).status_code == 302
    late = {**first, "problem": "From the second."}
    answer = client_for(coauthor).post(at(practice, "edit"), late)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Saved by the other person" in page
    assert "From the first." in page
    assert "From the second." in page
    again = re.search(r'name="edits" value="(\d+)"', page)[1]
    assert client_for(coauthor).post(at(practice, "edit"), {**late, "edits": again}).status_code == 302
    assert practice.versions.get().problem == "From the second."


def test_bad_input_is_told_in_sentences_and_kept(client_for):
    member = MemberFactory()
    bad = filled(
        title="",
        problem=SECRET,
        tags="a, b, c, d, e, f",
        datasets="wells",
        links="/nothing/\nhttps://elsewhere.example/",
        coauthors="nobody@dt.ca.gov",
    )
    page = client_for(member).post(reverse("practices:new"), bad)
    said = page.content.decode()
    assert page.status_code == 422
    for sentence in (
        "Choose the five tags",
        "does not begin with the full address",
        "“/nothing/” is no lesson",
        "“https://elsewhere.example/” is no lesson",
        "Nobody on this hub has the address nobody@dt.ca.gov",
        SECRET,
    ):
        assert sentence in said
    assert not Practice.objects.exists()


def test_what_a_reviewer_typed_stays_when_the_review_closed_meanwhile(client_for):
    version = make_submitted()
    seat = reviewing.take_place(version=version, member=MemberFactory())
    writing.take_back_version(version=version, by=version.practice.owner)
    said = {"verdict": "changes", "words": f"Words about {SECRET}"}
    answer = client_for(seat.member).post(at(version.practice, "answer"), said)
    assert answer.status_code == 422
    assert "Your words were not sent" in answer.content.decode()
    assert SECRET in answer.content.decode()


def test_a_group_that_a_reader_may_not_find_is_not_named(client_for, member):
    group = WorkGroupFactory(name=f"Group {SECRET}")
    version = make_draft()
    entry = SearchEntry.objects.get(kind="group", key=str(group.pk))
    version.links.create(position=0, address=entry.url, kind="group", key=entry.key)
    review = at(version.practice, "practice")
    assert SECRET in client_for(version.practice.owner).get(review).content.decode()
    SearchEntry.objects.filter(pk=entry.pk).update(scope="group:0")
    assert SECRET not in client_for(version.practice.owner).get(review).content.decode()
    assert WorkGroup.objects.get() == group


def shown(client, query):
    page = client.get(f"{reverse('practices:list')}?{query}").content.decode()
    return re.findall(r"Listed \d", page)


def test_each_filter_is_an_address(client):
    now = timezone.now()
    one = make_practice(title="Listed 1", tags=["Water rights"], at=now - timedelta(days=3))
    two = make_practice(title="Listed 2", at=now - timedelta(days=366))
    three = make_practice(title="Listed 3", at=now - timedelta(days=1))
    make_draft(title="Listed 4")
    adoption = make_adoption(two)
    lasting.retire(practice=three, by=three.owner, because="Gone.")
    assert shown(client, "") == ["Listed 1", "Listed 2"]
    assert shown(client, "sort=used") == ["Listed 2", "Listed 1"]
    assert shown(client, "topic=water-right") == ["Listed 1"]
    assert shown(client, f"department={one.department.slug}") == ["Listed 1"]
    assert shown(client, f"used_by={adoption.department.slug}") == ["Listed 2"]
    assert shown(client, "state=stale") == ["Listed 2"]
    assert shown(client, "state=retired") == ["Listed 3"]
    assert shown(client, "state=nonsense&topic=none&page=99") == ["Listed 1", "Listed 2"]


def test_lists_cost_the_same_with_one_row_and_with_thirty(client_for, count_queries, editor):
    reader, author = MemberFactory(), MemberFactory()
    pages = (
        (reader, reverse("practices:list")),
        (reader, f"{reverse('practices:list')}?sort=used"),
        (author, reverse("practices:mine")),
        (editor, reverse("practices:reviews")),
    )
    practice = make_practice(author, title="Row 0", tags=["Metadata"])
    make_adoption(practice)
    make_submitted(author, title="Waiting 0")
    clients = {person: client_for(person) for person, _url in pages}
    detail = [(reader, practice.get_absolute_url()), (reader, author.department.get_absolute_url())]
    few = [count_queries(clients[person], url) for person, url in (*pages, *detail)]
    for number in range(1, 30):
        _copy_of(practice, number)
        make_adoption(practice)
    many = [count_queries(clients[person], url) for person, url in (*pages, *detail)]
    assert many == few
    assert max(many) <= 15


def _copy_of(practice, number):
    """Published, with less to make than by all the services."""
    version = make_draft(practice.owner, title=f"Row {number}", tags=["Metadata", f"Tag {number}"])
    Version.objects.filter(pk=version.pk).update(state=State.APPROVED, round=1)
    writing.publish(version=version, by=practice.owner)
    make_submitted(practice.owner, title=f"Waiting {number}")


def test_who_wrote_and_reviewed_what_everybody_may_read_knows_about_it(client_for):
    Skill.objects.create(name="Metadata")
    practice = make_practice(title="Shown", tags=["Small numbers"])
    make_submitted(title=SECRET, tags=["Small numbers"])
    draft = make_draft(title="Hidden", tags=["Small numbers"])
    reviewers = [seat.member for seat in practice.current.seats.all()]
    people = type(practice.owner).objects.all()
    asked = Words.of("How do I hide small numbers?")
    counts = knowledge.counts(asked, people)
    assert counts == {practice.owner_id: {"practices_written": 1}} | {
        reviewer.pk: {"practices_reviewed": 1} for reviewer in reviewers
    }
    assert draft.practice.owner_id not in counts
    reasons = knowledge.reasons(asked, [practice.owner_id, reviewers[0].pk])
    reader = MemberFactory()
    said = [knowledge.because(found, knowledge.names(reader, found)) for found in reasons.values()]
    assert said == [
        "Because you wrote a practice about Small numbers, such as “Shown”.",
        "Because you reviewed a practice about Small numbers, such as “Shown”.",
    ]
    lasting.retire(practice=practice, by=practice.owner, because="Gone.")
    assert knowledge.counts(asked, people) == {}


def test_a_withdrawn_adoption_is_no_longer_shown(client_for):
    practice = make_practice()
    adoption = make_adoption(practice, note=SECRET)
    client = client_for(adoption.by)
    assert SECRET in client.get(practice.get_absolute_url()).content.decode()
    client.post(at(practice, "withdraw", pk=adoption.pk))
    assert SECRET not in client.get(practice.get_absolute_url()).content.decode()
    assert Adoption.objects.get().withdrawn_by == adoption.by
    adopting.adopt(practice=practice, by=adoption.by, adopted_on=timezone.localdate())
    assert Adoption.objects.count() == 2


def test_an_earlier_version_says_that_there_is_a_later_one(client_for):
    practice = make_practice(title="Early")
    revised = writing.revise(practice=practice, by=practice.owner)
    writing.save(version=revised, written=words(title="Late"), by=practice.owner, edits=revised.edits)
    writing.submit(version=revised, by=practice.owner, change_note="A better name.")
    for _number in range(2):
        give_answer(revised)
    address = at(practice, "version", number=2)
    assert client_for(None).get(address).status_code == 404
    writing.publish(version=revised, by=practice.owner)
    page = client_for(None).get(at(practice, "version", number=1)).content.decode()
    assert "A later one is published" in page
    assert "A better name." in client_for(None).get(at(practice, "versions")).content.decode()
