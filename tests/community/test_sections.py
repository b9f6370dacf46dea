"""A standard page with pages below it lists them: the newest first, in pages, without a query for each row."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from wagtail.models import PageViewRestriction

from community.pages.models import LISTED_PER_PAGE, StandardPage
from community.pages.services import SECTIONS, found_home

pytestmark = pytest.mark.django_db
FIRST = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)


@pytest.fixture
def section(home):
    return home.add_child(instance=StandardPage(title="News", slug="news", summary="What is new."))


def write(section, count):
    """`count` published pages, one a day."""
    start = section.get_children().count()
    for number in range(start, start + count):
        section.add_child(
            instance=StandardPage(
                title=f"Item {number}",
                slug=f"item-{number}",
                summary=f"About {number}.",
                first_published_at=FIRST + timedelta(days=number),
            )
        )


def test_section_lists_title_summary_and_date_the_newest_first(section, client):
    write(section, 2)
    page = client.get(section.get_url()).content.decode()
    assert page.index("Item 1") < page.index("Item 0")
    assert 'href="/news/item-1/"' in page
    assert "About 1." in page
    assert "March 2, 2026" in page


def test_section_shows_neither_drafts_nor_pages_behind_a_password(section, client):
    write(section, 3)
    draft, locked, shown = StandardPage.objects.child_of(section).order_by("pk")
    StandardPage.objects.filter(pk=draft.pk).update(live=False)
    PageViewRestriction.objects.create(page=locked, restriction_type="password", password="wells")
    assert list(StandardPage.objects.listed_below(section)) == [shown]
    page = client.get(section.get_url()).content.decode()
    assert shown.title in page
    assert draft.title not in page
    assert locked.title not in page


def test_section_costs_the_same_with_one_row_and_with_thirty(section, client, count_queries):
    write(section, 1)
    with_one = count_queries(client, section.get_url())
    write(section, 29)
    assert count_queries(client, section.get_url()) == with_one


def test_a_long_section_has_pages(section, client):
    write(section, LISTED_PER_PAGE + 1)
    first, second = (client.get(section.get_url(), {"page": number}).content.decode() for number in (1, 2))
    assert ("Item 0<" in first, "Item 0<" in second) == (False, True)
    assert 'href="?page=2"' in first


def test_page_of_a_section_says_when_it_was_published_and_other_pages_do_not(home, section, client):
    write(section, 1)
    about = home.add_child(instance=StandardPage(title="About", slug="about", first_published_at=FIRST))
    assert "March 1, 2026" in client.get("/news/item-0/").content.decode()
    assert "March 1, 2026" not in client.get(about.get_url()).content.decode()


def test_founding_makes_the_sections_of_the_footer_once(client):
    for _ in range(2):
        call_command("found_hub", verbosity=0)
    assert list(StandardPage.objects.values_list("slug", flat=True)) == [slug for slug, *_ in SECTIONS]
    footer = client.get("/").content.decode().partition("<footer")[2]
    for slug, *_ in SECTIONS:
        assert f'href="/{slug}/"' in footer
        assert client.get(f"/{slug}/").status_code == 200


def test_founding_again_leaves_what_an_editor_wrote(client):
    call_command("found_hub", verbosity=0)
    news = StandardPage.objects.child_of(found_home()).get(slug="news")
    news.title = "Heard in the hallway"
    news.save_revision().publish()
    call_command("found_hub", verbosity=0)
    assert StandardPage.objects.get(slug="news").title == "Heard in the hallway"
