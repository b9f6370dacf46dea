"""The small filters of every page."""

from datetime import UTC, datetime, timedelta

import pytest
from django.template.loader import render_to_string

from community.pages.templatetags.pages_tags import ago, theme_stylesheet

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=3), "3\xa0minutes ago"),
        (timedelta(days=1, hours=15), "1\xa0day ago"),
        (timedelta(days=27), "3\xa0weeks ago"),
        (timedelta(days=40), "October 14, 2026"),
    ],
)
def test_ago_says_one_unit_and_a_date_when_it_is_long_ago(before, words):
    assert ago(NOW - before, NOW) == words


def test_theme_is_the_published_file_that_the_setting_names(settings):
    settings.COLOR_THEME = "sierra"
    assert theme_stylesheet() == "/static/vendor/state-template/colortheme-sierra.min.css"


@pytest.mark.parametrize("name", ["400.html", "500.html", "503.html"])
def test_page_of_a_bad_day_has_the_theme_too(name):
    assert theme_stylesheet() in render_to_string(name)
