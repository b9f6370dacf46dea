"""The one door: who is told, how, and what becomes a mail. Membership stands for every kind."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.core import mail as sent_mail
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from community.notifications.deciding import HOLD
from community.notifications.enums import Level, MailState
from community.notifications.models import Following, KindChoice, Mail, MailHours, Notification
from community.notifications.services import outbox, reading
from community.notifications.services.following import choose_levels, follow, set_hours, stop_channel
from community.notifications.services.telling import notify, take_back
from community.notifications.tasks import send_due
from community.workgroups.services import approve, request_membership
from tests.factories.people import MemberFactory
from tests.factories.workgroups import WorkGroupFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 4, 20, tzinfo=UTC)  # a Wednesday in California
TOMORROW_AT_7 = datetime(2026, 3, 5, 15, tzinfo=UTC)
PLACES = ["topic:1", "board:2", "group:3"]


@pytest.fixture
def lead():
    return MemberFactory()


@pytest.fixture
def group(lead):
    return WorkGroupFactory(lead=lead)


def tell(subject, *, to=None, about=None, at=NOON, **fact):
    """Tell the subject's own member a note, or `to`."""
    to = [subject.member_id] if to is None else to
    return notify(kind="note", to=to, about=about or subject.pk, at=at, **{"places": PLACES, **fact})


def test_a_request_is_mailed_to_the_lead_at_once(group, lead, member, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        request_membership(group=group, member=member)
    send_due()
    (message,) = sent_mail.outbox
    assert message.recipients() == [f"{lead.display_name} <{lead.email}>"]
    assert message.subject == f"{member.display_name} asks to join {group.name}"


def test_an_answered_request_is_taken_back_from_every_lead_and_mails_nobody_any_more(group, lead, member):
    membership = request_membership(group=group, member=member)
    approve(membership=membership, by=lead)
    send_due()
    assert [message.to for message in sent_mail.outbox] == [[f"{member.display_name} <{member.email}>"]]
    assert set(Mail.objects.values_list("to", "subject", "not_needed_at")) >= {
        (member.email, f"You are now a member of {group.name}", None)
    }
    assert Mail.objects.get(to=lead.email).state == MailState.NOT_NEEDED


@pytest.mark.parametrize(
    ("by_place", "by_kind", "level"),
    [
        ({}, "", Level.INSTANT),  # the kind's own
        ({}, Level.WEEKLY, Level.WEEKLY),
        ({"board:2": Level.DAILY}, Level.WEEKLY, Level.DAILY),
        ({"board:2": Level.DAILY, "topic:1": Level.SITE}, "", Level.SITE),
        ({"group:3": Level.SITE, "board:2": Level.INSTANT}, Level.OFF, Level.INSTANT),
        ({"topic:1": "", "board:2": Level.DAILY}, "", Level.DAILY),  # followed without a level of its own
        ({"topic:1": Level.OFF}, Level.INSTANT, None),
        ({"topic:1": "", "group:3": Level.OFF}, Level.INSTANT, None),
        ({"topic:1": Level.DAILY, "group:3": Level.OFF}, "", Level.DAILY),
        ({"topic:9": Level.OFF}, "", Level.INSTANT),  # elsewhere
        ({}, Level.OFF, None),
    ],
)
def test_the_narrowest_place_with_a_level_decides_then_the_kind(note, subject, by_place, by_kind, level):
    for place, chosen in by_place.items():
        follow(member=subject.member, place=place, level=chosen)
    choose_levels(member=subject.member, levels={note: by_kind})
    tell(subject)
    assert list(Notification.objects.values_list("level", flat=True)) == ([level] if level else [])


def test_a_mail_of_its_own_waits_a_moment_and_a_digest_its_hour(note, subject):
    tell(subject)
    choose_levels(member=subject.member, levels={note: Level.DAILY})
    tell(subject, key="later")
    first, second = Notification.objects.order_by("pk")
    assert (first.mail.next_try_at, first.due_at) == (NOON + HOLD, None)
    assert (second.mail, second.due_at) == (None, TOMORROW_AT_7)


def test_in_quiet_hours_a_mail_waits_for_their_end(note, subject):
    tell(subject, at=NOON + timedelta(hours=9))
    assert Mail.objects.get().next_try_at == TOMORROW_AT_7


def test_what_is_beyond_the_daily_limit_goes_into_the_digest(note, subject):
    for number in range(4):
        tell(subject, about=number + 1, places=[f"topic:{number}"])
    assert list(Notification.objects.order_by("pk").values_list("level", "due_at")) == [
        (Level.INSTANT, None),
        (Level.INSTANT, None),
        (Level.DAILY, TOMORROW_AT_7),
        (Level.DAILY, TOMORROW_AT_7),
    ]


def test_the_limit_is_one_of_24_hours_and_needless_mails_do_not_count(note, subject):
    for number in range(2):
        tell(subject, about=number + 1, places=[f"topic:{number}"])
    reading.mark_place_read(reader=subject.member, place="topic:0", up_to=NOON)
    tell(subject, about=3, places=["topic:3"])
    tell(subject, about=4, places=["topic:4"], at=NOON + timedelta(hours=24))
    assert list(Notification.objects.order_by("pk").values_list("level", flat=True)) == [Level.INSTANT] * 4


def test_away_everything_waits_for_the_first_digest_back_but_what_is_urgent(note, group, lead, member, subject):
    for reader in (lead, member):
        set_hours(hours=MailHours(member=reader, away_until=NOON.date() + timedelta(days=9)))
    tell(subject)
    notify(kind="membership_answered", to=[lead.pk], about=subject.pk, at=NOON)
    assert Notification.objects.get(kind=note).due_at == datetime(2026, 3, 13, 14, tzinfo=UTC)  # the clocks went on
    assert list(Mail.objects.values_list("member", "next_try_at")) == [(lead.pk, NOON)]


def test_without_digests_what_would_be_in_one_is_on_the_site_only(note, subject):
    set_hours(hours=MailHours(member=subject.member, is_digest_off=True, daily_limit=0))
    tell(subject)
    assert list(Notification.objects.values_list("level", "due_at", "mail")) == [(Level.SITE, None, None)]


def test_telling_the_same_again_tells_nobody(note, subject):
    assert [tell(subject), tell(subject), tell(subject, key="2"), tell(subject, to=[])] == [1, 0, 1, 0]


def test_nobody_is_told_of_their_own_doing_nor_when_their_account_is_closed(note, subject):
    closed, told = MemberFactory(is_active=False), MemberFactory()
    assert tell(subject, to=[closed.pk, told.pk, subject.member_id], by=subject.member) == 1
    assert list(Notification.objects.values_list("member", flat=True)) == [told.pk]


def test_more_of_the_same_place_joins_the_mail_that_still_waits(note, subject, member):
    for key in "abc":
        tell(subject, key=key)
    tell(subject, key="d", places=["topic:2"])
    assert sorted(mail.notifications.count() for mail in Mail.objects.all()) == [1, 3]
    waiting = Mail.objects.get(channel="topic:1")
    send_due()
    outbox.claim(pk=waiting.pk, at=NOON + HOLD)
    set_hours(hours=MailHours(member=member, daily_limit=50))
    tell(subject, key="e")
    assert Mail.objects.filter(channel="topic:1").count() == 2


def test_reading_on_the_site_cancels_the_mail_but_for_what_is_unread(note, subject, member):
    tell(subject, key="a")
    tell(subject, key="b", at=NOON + timedelta(minutes=1))
    assert reading.mark_place_read(reader=member, place="topic:1", up_to=NOON) == 1
    assert Mail.objects.get().state == MailState.WAITING
    assert reading.mark_subject_read(reader=member, kinds=[note], about=subject.pk) == 1
    assert Mail.objects.get().state == MailState.NOT_NEEDED
    assert reading.mark_read(reader=member) == 0


def test_one_reader_reads_for_nobody_else(note, subject):
    other = MemberFactory()
    tell(subject, to=[other.pk, subject.member_id])
    reading.mark_read(reader=other)
    assert {mail.member_id: mail.state for mail in Mail.objects.all()} == {
        other.pk: MailState.NOT_NEEDED,
        subject.member_id: MailState.WAITING,
    }


def test_what_is_taken_back_is_gone_unless_it_was_read(note, subject):
    other = MemberFactory()
    tell(subject, to=[other.pk, subject.member_id])
    reading.mark_read(reader=other)
    assert take_back(kind=note, about=subject.pk) == 1
    assert list(Notification.objects.values_list("member", flat=True)) == [other.pk]


def test_stopping_a_place_stops_it_alone_and_the_site_still_shows_it(note, subject, member):
    stop_channel(member=member, channel="topic:1")
    tell(subject)
    tell(subject, key="b", places=["topic:2", "board:2"])
    assert list(Notification.objects.order_by("pk").values_list("level", flat=True)) == [Level.SITE, Level.INSTANT]
    assert (Following.objects.count(), KindChoice.objects.count()) == (1, 0)


def queries_of_telling(subject, readers):
    """The beginning of each. An INSERT in parts, as many rows each as SQLite has parameters for, counts once."""
    with CaptureQueriesContext(connection) as queries:
        tell(subject, to=[reader.pk for reader in readers], key=str(len(readers)))
    words = [" ".join(query["sql"].split()[:3]) for query in queries if "SAVEPOINT" not in query["sql"]]
    return [word for before, word in pairwise(["", *words]) if before != word or "INSERT" not in word]


def test_telling_300_costs_as_many_queries_as_telling_one(note, subject):
    readers = MemberFactory.create_batch(301, department=subject.member.department)
    few, many = queries_of_telling(subject, readers[:1]), queries_of_telling(subject, readers[1:])
    assert many == few
    assert (len(few), Notification.objects.count()) == (9, 301)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_who_tell_the_same_at_once_tell_it_once(note, subject, at_once):
    readers = [reader.pk for reader in MemberFactory.create_batch(20)]

    def work(number):
        with transaction.atomic():
            return tell(subject, to=readers if number % 2 else readers[::-1])

    assert sorted(at_once(8, work)) == [0] * 7 + [20]
    assert (Notification.objects.count(), Mail.objects.count()) == (20, 20)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_joins_a_waiting_mail_while_it_is_sent_or_read_is_never_lost(note, subject, member, at_once):
    set_hours(hours=MailHours(member=member, daily_limit=50))
    for turn in range(25):
        tell(subject, key=f"{turn}")
        waiting = Mail.objects.untried().get()

        def work(number, turn=turn, waiting=waiting):
            if number == 0:
                return tell(subject, key=f"{turn} more", at=NOON + timedelta(minutes=1))
            if turn % 2:
                return reading.mark_place_read(reader=member, place="topic:1", up_to=NOON)
            claimed = outbox.claim(pk=waiting.pk, at=NOON + timedelta(hours=1))
            keys = list(claimed.notifications.values_list("key", flat=True))
            outbox.record_sent(mail=claimed, subject="")
            return keys

        _told, seen = at_once(2, work)
        more = Notification.objects.get(key=f"{turn} more")
        is_said = turn % 2 == 0 and more.key in seen
        assert is_said or more.mail.state == MailState.WAITING, f"turn {turn}: {seen}"
        Mail.objects.waiting().update(not_needed_at=NOON)
