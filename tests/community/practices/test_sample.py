"""The sample's practices: in each state, loaded once, with adoptions that are counted right."""

from datetime import UTC, datetime

import pytest

from community.notifications.models import Mail, Notification
from community.people.models import AuditEntry
from community.people.sample import load_people
from community.practices.enums import Standing, State
from community.practices.models import Adoption, Answer, Practice, Version
from community.practices.sample import load_practices

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)


def test_practices_stand_in_each_state_and_a_second_load_changes_nothing():
    load_people(NOW)
    assert load_practices(NOW) == "10 practices"
    assert set(Version.objects.values_list("state", flat=True)) == set(State.values)
    assert set(Practice.objects.values_list("standing", flat=True)) == set(Standing.values)
    assert Practice.objects.stale(NOW).count() == 1
    assert Practice.objects.filter(superseded_by__isnull=False).count() == 1
    assert not Practice.objects.miscounted().exists()
    assert Adoption.objects.count() >= 10
    assert Answer.objects.exclude(words="").count() == Answer.objects.count() > 15
    assert not Mail.objects.exists()
    tables = (Practice, Version, Answer, Adoption, AuditEntry, Notification)
    before = [list(table.objects.order_by("pk").values()) for table in tables]
    load_practices(NOW)
    assert before == [list(table.objects.order_by("pk").values()) for table in tables]
