"""The style guide: there only where DEBUG is on, without a query, and complete."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings as hub_settings
from wagtail.blocks import CharBlock
from wagtail.fields import StreamField

COMPONENTS = {f"components/{file.name}" for file in Path(hub_settings.BASE_DIR, "templates/components").glob("*.html")}
# What only pages in that state show: somebody's unsaved words, and messages (drawn there by hand, each level once)
ELSEWHERE = {"components/edited_meanwhile.html", "components/typed.html", "components/messages.html"}
# Parts of the rooms that stand on several pages or in several states
ROOM_PARTS = {
    "glossary/terms.html", "newcomers/first_week.html", "practices/department_panel.html", "practices/my_card.html",
    "practices/practice_card.html", "practices/reviewer_row.html", "practices/standing_tag.html",
    "workgroups/deliverable_rows.html", "workgroups/document_rows.html", "workgroups/group_tags.html",
    "workgroups/member_row.html",
}  # fmt: skip
# The rubric of an assignment is drawn by the page, as one table: no block of it has a template.
DRAWN_BY_PAGES = {"criterion"}


def names_of(response):
    return {template.name for template in response.templates}


def test_style_guide_does_not_exist_in_production(client, db):
    assert client.get("/styleguide/").status_code == 404


def test_style_guide_shows_every_component_without_a_query(client, settings, count_queries, db):
    settings.DEBUG = True
    assert count_queries(client, "/styleguide/") == 0  # content types are read by the first of its two GETs
    assert (COMPONENTS | ROOM_PARTS) - names_of(client.get("/styleguide/")) - ELSEWHERE == set()


def blocks_of(stream_fields):
    """Every block that an editor can choose somewhere, by its name, with its template."""
    blocks = [block for field in stream_fields for block in field.stream_block.child_blocks.items()]
    return {name: block.meta.template for name, block in blocks if name not in DRAWN_BY_PAGES}


def stream_fields():
    return [
        field for model in apps.get_models() for field in model._meta.local_fields if isinstance(field, StreamField)
    ]


def without_specimen(blocks, response):
    """Those that the style guide does not draw; each draws itself by a template."""
    return {name for name, template in blocks.items() if template not in names_of(response)}


def test_style_guide_shows_every_block_that_editors_can_choose(client, settings, db):
    settings.DEBUG = True
    found = blocks_of(stream_fields())
    assert {"text", "timeline", "call"} <= found.keys()
    assert without_specimen(found, client.get("/styleguide/")) == set()


def test_a_block_without_a_specimen_is_noticed(client, settings, db):
    """The control: a new block of some page."""
    settings.DEBUG = True
    new = StreamField([("quote", CharBlock(template="blocks/quote.html"))])
    assert without_specimen(blocks_of([new]), client.get("/styleguide/")) == {"quote"}


@pytest.mark.parametrize(
    "part",
    [
        "Forum",
        "Events",
        "Training",
        "People",
        "Forms",
        "Practices and reviews",
        "Work groups",
        "First week",
        "Glossary",
    ],
)
def test_each_floor_shows_its_parts(client, settings, part, db):
    settings.DEBUG = True
    assert f"{part}</h2>" in client.get("/styleguide/").text


def test_a_component_that_is_missing_is_noticed(client, db):
    """The control: a page that is not the style guide does not show them all."""
    assert COMPONENTS - names_of(client.get("/search/")) - ELSEWHERE
