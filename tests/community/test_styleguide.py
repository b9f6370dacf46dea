"""The style guide: there only where DEBUG is on, without a query, and complete."""

from pathlib import Path

import pytest
from django.conf import settings as hub_settings

COMPONENTS = {f"components/{file.name}" for file in Path(hub_settings.BASE_DIR, "templates/components").glob("*.html")}
# What only pages in that state show: somebody's unsaved words, and messages (drawn there by hand, each level once)
ELSEWHERE = {"components/typed.html", "components/messages.html"}


def names_of(response):
    return {template.name for template in response.templates}


def test_style_guide_does_not_exist_in_production(client, db):
    assert client.get("/styleguide/").status_code == 404


def test_style_guide_shows_every_component_without_a_query(client, settings, count_queries, db):
    settings.DEBUG = True
    assert count_queries(client, "/styleguide/") == 0  # content types are read by the first of its two GETs
    assert COMPONENTS - names_of(client.get("/styleguide/")) - ELSEWHERE == set()


@pytest.mark.parametrize("part", ["Forum", "Events", "Training", "People", "Forms"])
def test_each_floor_shows_its_parts(client, settings, part, db):
    settings.DEBUG = True
    assert f"{part}</h2>" in client.get("/styleguide/").text


def test_a_component_that_is_missing_is_noticed(client, db):
    """The control: a page that is not the style guide does not show them all."""
    assert COMPONENTS - names_of(client.get("/search/")) - ELSEWHERE
