"""Pages at an address that a room answers: named, moved, found at their old address; new ones are refused."""

import pytest
from django.core.management import call_command

from community.pages.models import StandardPage
from community.pages.publishing import faults_of
from community.pages.shadowed import free_shadowed_pages, is_shadowed, shadowed_pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(home):
    """A section from before `/practices/` was a room, with a page below it."""
    section = home.add_child(instance=StandardPage(title="Practices", slug="practices"))
    section.save_revision()
    page = section.add_child(instance=StandardPage(title="The Friday export", slug="friday-export"))
    page.save_revision()
    return page


@pytest.mark.parametrize(
    ("address", "is_shut_off"),
    [("/practices/", True), ("/practices/x/", True), ("/my/", True), ("/news/", False), ("/privacy/", False),
     ("/news/x/y/", False), ("/practices-pages/x/", False)],
)  # fmt: skip
def test_an_address_is_shadowed_where_a_room_answers(address, is_shut_off):
    assert is_shadowed(address) == is_shut_off


def test_old_page_can_not_be_opened_and_its_section_is_named(old, client):
    assert client.get("/practices/friday-export/").status_code == 404
    assert [page.slug for page in shadowed_pages()] == ["practices"]


def test_founding_again_moves_it_and_the_old_address_leads_there(
    old, client, capsys, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        call_command("found_hub")
    assert "“Practices” stood at /practices/" in capsys.readouterr().out
    answer = client.get("/practices/friday-export/")
    assert (answer.status_code, answer["Location"]) == (301, "/practices-pages/friday-export/")
    assert "The Friday export" in client.get(answer["Location"]).text
    assert client.get("/practices/").templates[0].name == "practices/practice_list.html"


def test_second_time_moves_nothing_and_a_taken_slug_gets_a_number(home, old):
    home.add_child(instance=StandardPage(title="Taken", slug="practices-pages"))
    assert [page.slug for page, _before in free_shadowed_pages()] == ["practices-pages-2"]
    assert free_shadowed_pages() == []


def test_older_draft_published_again_stays_at_the_new_address(old):
    free_shadowed_pages()
    section = StandardPage.objects.get(title="Practices")
    section.get_latest_revision().publish()
    section.refresh_from_db()
    assert section.slug == "practices-pages"


def test_page_is_not_published_where_nobody_could_open_it(home, old):
    page = home.add_child(instance=StandardPage(title="Our groups", slug="groups", live=False))
    assert [fault.what for fault in faults_of(page)] == [
        "“groups” leads to a part of the hub, so nobody could open this page."
    ]
    page.slug = "our-groups"
    assert faults_of(page) == []
