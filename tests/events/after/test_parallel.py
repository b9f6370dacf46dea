"""Organizers who publish, give and ask at once, on real connections."""

import uuid

import pytest

from community.notifications.models import Notification
from community.people.errors import HubError
from events import services
from events.after.models import Material, SurveyAnswer
from events.after.services.minutes import approve_minutes, publish_minutes, write_minutes
from events.after.services.surveys import ask_all, begin_survey
from events.enums import Told
from forum.rendering import compose
from tests.factories.after import held, make_material, make_minutes
from tests.factories.people import MemberFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def test_of_eight_who_write_at_once_one_does_and_eight_who_publish_make_one_version(at_once):
    by = MemberFactory()
    date = held(by=by)
    row = make_minutes(date, by=by, published=False)

    def write(number):
        try:
            write_minutes(occurrence=date, by=by, text=compose(f"Text {number}"), version=1)
        except HubError as refusal:
            return type(refusal).__name__
        return "done"

    assert sorted(at_once(8, write)) == ["ChangedMeanwhile"] * 7 + ["done"]
    approve_minutes(minutes=row, by=by, version=2)
    made = at_once(8, lambda number: publish_minutes(minutes=row, by=by, version=2).number)
    assert (made, row.versions.count()) == ([1] * 8, 1)


def test_one_form_sent_eight_times_at_once_is_one_material_and_everybody_is_asked_once(at_once):
    by, token = MemberFactory(), uuid.uuid4()
    date = held(by=by)
    at_once(8, lambda number: make_material(date, by=by, let_in=None, address="/training/", form_token=token).pk)
    assert Material.objects.count() == 1
    people = MemberFactory.create_batch(6)
    services.mark_attendance(occurrence=date, marks=dict.fromkeys(people, True), by=by)
    at_once(8, lambda number: begin_survey(occurrence=date, by=by).pk if number % 2 else ask_all())
    assert SurveyAnswer.objects.count() == Notification.objects.filter(kind=Told.SURVEY).count() == 6
