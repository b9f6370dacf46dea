"""Mail that came back: when an address is stopped, and what lifts it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from community.notifications.enums import Stop
from community.notifications.models import MailAddress
from community.notifications.services.bounces import (
    BOUNCE_LIMIT,
    forget_old_bounces,
    record_bounce,
    resume_address,
    stop_address,
)

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 4, 20, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def bounce(*, after=timedelta(0), hard=False, address="Ada@DT.ca.gov "):
    return record_bounce(address=address, is_hard=hard, diagnostic="552 full", at=AT + after)


def test_a_hard_bounce_stops_at_once_whatever_the_case_of_the_address():
    row = bounce(hard=True)
    assert (row.address, row.score, row.stopped_at, row.why) == ("ada@dt.ca.gov", BOUNCE_LIMIT, AT, Stop.BOUNCES)


def test_soft_ones_stop_at_the_limit():
    rows = [bounce(after=number * DAY) for number in range(BOUNCE_LIMIT)]
    assert [row.score for row in rows] == [1, 2, 3, 4]
    assert [row.stopped_at for row in rows] == [None, None, None, AT + 3 * DAY]


def test_a_day_full_of_soft_ones_counts_once_and_a_week_of_them_stops():
    assert [bounce(after=number * HOUR).score for number in range(12)] == [1] * 12
    assert bounce(after=12 * HOUR).score == 2
    assert [bounce(after=12 * HOUR + number * 6 * HOUR).score for number in range(1, 5)] == [2, 3, 3, 4]


def test_a_month_without_any_clears_the_score():
    bounce()
    assert bounce(after=31 * DAY).score == 1
    assert forget_old_bounces(at=AT + 61 * DAY) == 0
    assert forget_old_bounces(at=AT + 62 * DAY) == 1
    assert not MailAddress.objects.exists()


def test_what_is_stopped_is_not_forgotten():
    bounce(hard=True)
    assert forget_old_bounces(at=AT + 400 * DAY) == 0
    assert MailAddress.objects.get().stopped_at == AT


def test_the_reader_resumes_what_bounces_stopped_and_nothing_else():
    bounce(hard=True)
    stop_address(address="Bob@dt.ca.gov", why=Stop.COMPLAINT)
    stop_address(address="cy@dt.ca.gov", why=Stop.OPERATOR)
    addresses = ["ADA@dt.ca.gov", "bob@dt.ca.gov", "cy@dt.ca.gov", "nobody@dt.ca.gov"]
    assert [resume_address(address=address) for address in addresses] == [True, False, False, False]
    assert MailAddress.objects.get(address="ada@dt.ca.gov").score == 0


def test_bounces_leave_the_reason_of_an_earlier_stop():
    stop_address(address="ada@dt.ca.gov", why=Stop.COMPLAINT)
    assert bounce(hard=True).why == Stop.COMPLAINT


@pytest.mark.parametrize(
    "values",
    [
        {"address": "Ada@dt.ca.gov"},
        {"stopped_at": AT},
        {"why": Stop.BOUNCES},
        {"stopped_at": AT, "why": "whim"},
    ],
)
def test_the_database_refuses_what_makes_no_sense(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        MailAddress.objects.create(**{"address": "ada@dt.ca.gov", **values})


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_bounces_at_once_are_all_counted(at_once):
    at_once(4, lambda number: bounce(hard=True))
    assert list(MailAddress.objects.values_list("score", flat=True)) == [4 * BOUNCE_LIMIT]
