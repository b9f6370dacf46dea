"""Citations: by version, written when the citing thing is published, shown as far as the viewer may find it."""

import pytest

from community.library.addresses import parts_of
from community.library.models import Citation
from community.library.services import publishing
from community.library.services.citing import cite, cite_all_again, cited_in, outdated_citations
from community.practices.addresses import read_links
from community.practices.services import lasting
from community.search.models import SearchEntry
from tests.factories.library import make_draft, make_editor, make_next, make_resource
from tests.factories.people import MemberFactory
from tests.factories.practices import make_practice
from tests.factories.training import make_article, make_course, make_module

pytestmark = pytest.mark.django_db


def cited(resource, number, viewer):
    resource.refresh_from_db()
    found = cited_in(resource, resource.versions.get(number=number), viewer)
    return found.words, [entry.title for entry in found.entries]


def practice_with(*addresses, **fields):
    author = MemberFactory()
    return make_practice(author, links=read_links("\n".join(addresses), author), **fields)


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("/library/plan/", ("plan", None)),
        ("/library/plan/v2", ("plan", 2)),
        ("http://localhost:8000/library/plan/v12/?x=1#top", ("plan", 12)),
        ("/library/plan/v2/files/7/", ("plan", 2)),
        ("/library/plan/v02/", ("plan", None)),
        ("/library/plan/v123456/", ("plan", None)),
        ("https://elsewhere.example/library/plan/", None),
        ("/library/", None),
        ("/xlibrary/plan/", None),
    ],
)
def test_addresses_are_read(settings, address, parts):
    settings.SITE_ADDRESS = "http://localhost:8000"
    assert parts_of(address) == parts


def test_practices_cite_the_version_they_name(client_for):
    resource, reader = make_resource(title="Plan"), MemberFactory()
    practice = practice_with("/library/plan/v1/", title="Use the plan")
    assert cited(resource, 1, reader) == (["1 practice"], ["Use the plan"])
    page = client_for(None).get(practice.get_absolute_url()).text
    assert "Plan, version 1" in page
    assert "A newer version exists." not in page
    make_next(resource)
    assert cited(resource, 1, reader)[0] == ["1 practice"]
    assert cited(resource, 2, reader)[0] == []
    assert "A newer version exists." in client_for(None).get(practice.get_absolute_url()).text
    publishing.withdraw(version=resource.versions.get(number=1), because="Wrong.", by=make_editor())
    assert "This version was withdrawn" in client_for(None).get(practice.get_absolute_url()).text


def test_an_address_without_a_version_cites_the_newest():
    resource, reader = make_resource(title="Plan"), MemberFactory()
    practice_with("/library/plan/", title="Use the plan")
    make_next(resource)
    assert cited(resource, 2, reader)[0] == ["1 practice"]
    assert cited(resource, 1, reader)[0] == []


def test_retired_practice_is_not_named(client_for):
    resource = make_resource(title="Plan")
    practice = practice_with("/library/plan/v1/", title="Use the plan")
    lasting.retire(practice=practice, by=practice.owner, because="The law changed.")
    assert cited(resource, 1, practice.owner) == ([], [])
    assert "Use the plan" not in client_for(None).get(resource.get_absolute_url()).text


def test_what_the_viewer_may_not_find_is_neither_named_nor_counted():
    resource, reader = make_resource(title="Plan"), MemberFactory()
    practice_with("/library/plan/v1/", title="Use the plan")
    SearchEntry.objects.filter(kind="practice").update(scope="group:1")
    assert cited(resource, 1, reader) == ([], [])


def test_nobody_cites_a_draft():
    draft = make_draft(title="Secret plan")
    assert cite(kind="practice", key=1, addresses=[draft.get_absolute_url(), "/library/secret-plan/"]) == []


def test_lessons_cite_by_the_links_in_their_text(home, client_for):
    resource = make_resource(title="Plan")
    course = make_course(home, "planning", lessons=0)
    html = '<p>Fill in <a href="/library/plan/v1/">the plan</a>, or <a href="/library/none/">none</a>.</p>'
    lesson = make_article(make_module(course), title="Make a plan", html=html)
    lesson.save_revision().publish()
    assert cited(resource, 1, MemberFactory()) == (["1 lesson"], ["Make a plan"])
    assert "not current any more" not in client_for(None).get(lesson.get_absolute_url()).text
    make_next(resource)
    page = client_for(None).get(lesson.get_absolute_url()).text
    assert "not current any more" in page
    assert "Plan, version 1" in page


def test_citations_written_again_say_the_same():
    make_resource(title="Plan")
    practice = practice_with("/library/plan/v1/", "/library/plan/")
    rows = list(Citation.objects.values_list("kind", "key", "version__number").order_by("version__number"))
    Citation.objects.filter(version=None).delete()
    Citation.objects.create(resource=Citation.objects.get().resource, kind="practice", key="999")
    assert cite_all_again() == 1
    again = Citation.objects.values_list("kind", "key", "version__number").order_by("version__number")
    assert list(again) == rows
    assert {key for _kind, key, _number in rows} == {str(practice.pk)}


def test_replaced_resource_is_told_to_who_cites_it():
    old, new = make_resource(title="Old plan"), make_resource(title="New plan")
    cite(kind="practice", key=1, addresses=["/library/old-plan/v1/", "/library/new-plan/"])
    assert outdated_citations(kind="practice", key=1) == []
    publishing.supersede(resource=old, successor=new, by=make_editor())
    assert [(row.name, row.news) for row in outdated_citations(kind="practice", key=1)] == [
        ("Old plan, version 1", "It was replaced by “New plan”.")
    ]
