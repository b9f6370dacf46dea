"""Names and titles hold nothing that nobody can see; calendars hold no control characters."""

import uuid

import icalendar
import pytest
from django.core.exceptions import ValidationError

from community.people.forms import check_public_name
from community.safety.characters import one_line
from events.models import Series
from forum.forms import ReplyForm, TopicForm
from tests.factories.events import SeriesFactory

INVISIBLE = ["\u200b", "\u200d\u200e", "\u3164", "\u2800 \u2800", "\ufeff\u00ad"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Dana\x1b[31m R.", "Dana[31m R."),
        ("\u202eevil\u2066", "evil"),
        ("two\r\nlines\u2028here", "two lines here"),
        ("🏳️\u200d🌈 Zoë, 東京", "🏳️\u200d🌈 Zoë, 東京"),
        ("", ""),
    ],
)
def test_one_line_keeps_what_people_see(typed, kept):
    assert one_line(typed) == kept


@pytest.mark.parametrize("typed", INVISIBLE)
def test_invisible_names_titles_and_posts_are_refused(typed):
    with pytest.raises(ValidationError, match="people can see"):
        check_public_name(typed)
    assert "text" in ReplyForm({"text": typed, "form_token": uuid.uuid4()}).errors
    assert "title" in TopicForm({"title": typed, "text": "x", "form_token": uuid.uuid4()}).errors


@pytest.mark.django_db
def test_invisible_title_of_an_event_is_refused_beside_the_field():
    series = SeriesFactory()
    series.title = "\u200b"
    with pytest.raises(ValidationError) as refused:
        series.full_clean()
    assert set(refused.value.message_dict) == {"title"}


@pytest.mark.django_db
def test_calendar_of_an_imported_event_holds_no_control_characters():
    series = SeriesFactory(title="Red\x1b[31m", summary="One\x07", body="Two\x02\r\nlines\x7f")
    text = Series.objects.get(pk=series.pk).calendar.block
    assert not set(text) & {chr(number) for number in (*range(9), 11, 12, *range(14, 32), 127)}
    assert icalendar.Event.from_ical(text)["description"].startswith("One\n\nTwo\nlines")
