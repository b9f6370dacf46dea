"""Digests: one mail for each reader, with what is unread and may be seen at the moment it leaves."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core import mail as sent_mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.notifications.enums import Level, MailState
from community.notifications.mail.composing import MOST_LINES, compose
from community.notifications.models import Mail, MailHours, Notification
from community.notifications.services import digests, reading
from community.notifications.services.digests import write_digests
from community.notifications.services.following import choose_levels, set_hours, stop_channel
from community.notifications.services.telling import notify, take_back
from community.notifications.tasks import send_due, sweep
from community.workgroups.enums import Role
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2020, 3, 4, 20, tzinfo=UTC)  # a Wednesday
THURSDAY, MONDAY = datetime(2020, 3, 5, 15, tzinfo=UTC), datetime(2020, 3, 9, 14, tzinfo=UTC)


@pytest.fixture
def lead(note, subject):
    """Reads notes in a daily digest, as the other leads of the group do."""
    choose_levels(member=subject.member, levels={note: Level.DAILY})
    return subject.member


def more_leads(subject, count):
    """Readers who see what is told about the group's memberships, in a daily digest."""
    rows = MembershipFactory.create_batch(count, group=subject.group, role=Role.LEAD)
    for row in rows:
        choose_levels(member=row.member, levels={"note": Level.DAILY})
    return [row.member for row in rows]


def tell(subject, count=1, *, to=None, place="topic:1", at=NOON):
    for number in range(count):
        readers = [subject.member_id] if to is None else [reader.pk for reader in to]
        notify(kind="note", to=readers, about=subject.pk, places=[place], key=f"{place} {number} {at}", at=at)


def test_one_mail_for_all_that_is_due_and_none_before_its_hour(lead, subject):
    tell(subject, 3)
    tell(subject, 2, place="topic:2")
    assert write_digests(at=THURSDAY - timedelta(seconds=1)) == 0
    assert [write_digests(at=THURSDAY), write_digests(at=THURSDAY)] == [1, 0]
    mail = Mail.objects.get()
    assert (mail.channel, mail.member, mail.to, mail.is_urgent) == ("digest", lead, lead.email, False)
    assert mail.notifications.count() == 5


def test_what_is_due_on_the_same_day_daily_and_weekly_is_in_one_mail(lead, subject, note):
    choose_levels(member=lead, levels={note: Level.WEEKLY})
    tell(subject)
    choose_levels(member=lead, levels={note: Level.DAILY})
    tell(subject, place="topic:2", at=MONDAY - timedelta(hours=1))
    assert [write_digests(at=THURSDAY), write_digests(at=MONDAY)] == [0, 1]
    assert Mail.objects.get().notifications.count() == 2


def test_a_digest_says_what_is_unread_when_it_leaves(lead, subject):
    tell(subject, 3)
    tell(subject, place="topic:2")
    write_digests(at=THURSDAY)
    reading.mark_place_read(reader=lead, place="topic:2", up_to=NOON)
    send_due()
    (message,) = sent_mail.outbox
    assert message.subject == f"Digest: 3 notes in {subject.group.name}"
    assert message.body.count(subject.group.name) == 1


def test_a_digest_with_nothing_unread_left_is_not_sent(lead, subject, note):
    tell(subject)
    write_digests(at=THURSDAY)
    reading.mark_read(reader=lead)
    tell(subject, place="topic:2", at=THURSDAY)
    write_digests(at=THURSDAY + timedelta(days=1))
    take_back(kind=note, about=subject.pk)
    send_due()
    assert sent_mail.outbox == []
    assert {mail.state for mail in Mail.objects.all()} == {MailState.NOT_NEEDED}


def test_what_was_read_before_is_in_no_digest(lead, subject):
    tell(subject)
    reading.mark_read(reader=lead)
    assert write_digests(at=THURSDAY) == 0


def test_a_long_digest_says_how_much_more_there_is(lead, subject):
    tell(subject, MOST_LINES + 5)
    write_digests(at=THURSDAY)
    message = compose(Mail.objects.get())
    assert "And 5 more on the hub." in message.body
    assert message.subject == f"Digest: {MOST_LINES} notes in {subject.group.name}"


def test_what_the_reader_may_not_see_any_more_is_neither_said_nor_counted(lead, subject):
    (other,) = more_leads(subject, 1)
    tell(subject, 2, to=[lead, other])
    write_digests(at=THURSDAY)
    other.memberships.update(role=Role.MEMBER)
    send_due()
    assert [message.to for message in sent_mail.outbox] == [[f"{lead.display_name} <{lead.email}>"]]


def test_closed_accounts_get_none_and_cost_nothing(lead, subject):
    tell(subject)
    lead.is_active = False
    lead.save()
    with CaptureQueriesContext(connection) as queries:
        assert write_digests(at=THURSDAY) == 0
    assert len(queries) == 1


def test_whoever_wants_no_digest_any_more_gets_none_that_waits(lead, subject):
    tell(subject)
    stop_channel(member=lead, channel="digest")
    assert (write_digests(at=MONDAY), Notification.objects.get().due_at) == (0, None)


def test_a_new_hour_moves_what_waits(lead, subject):
    tell(subject)
    set_hours(hours=MailHours(member=lead, digest_at=time(18)))
    assert Notification.objects.get().due_at.astimezone(lead.zone).hour == 18


def queries_of_writing(subject, count, at):
    readers = more_leads(subject, count)
    tell(subject, 3, to=readers, at=at)
    with CaptureQueriesContext(connection) as queries:
        assert write_digests(at=at + timedelta(days=1)) == count
    return len(queries)


def test_60_digests_cost_as_many_queries_as_one(lead, subject):
    few = queries_of_writing(subject, 1, NOON)
    many = queries_of_writing(subject, 60, NOON + timedelta(days=30))
    assert few == many == 8


def test_a_writer_that_dies_leaves_whole_digests_and_the_next_one_goes_on(lead, subject, monkeypatch):
    readers = more_leads(subject, 7)
    tell(subject, 2, to=readers)
    monkeypatch.setattr(digests, "AT_ONCE", 3)
    whole, turns = digests._write_batch, []

    def dies(ids, at):
        turns.append(ids)
        if len(turns) == 2:
            raise RuntimeError("the worker is killed")
        return whole(ids, at)

    monkeypatch.setattr(digests, "_write_batch", dies)
    with pytest.raises(RuntimeError):
        sweep()
    assert Mail.objects.count() == 3
    assert sweep().startswith("4 digests written")
    assert [mail.notifications.count() for mail in Mail.objects.all()] == [2] * 7


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_four_writers_at_once_write_one_digest_for_each(note, subject, at_once):
    readers = more_leads(subject, 30)
    tell(subject, 2, to=readers)
    assert sum(at_once(4, lambda number: write_digests(at=THURSDAY))) == 30
    assert [mail.notifications.count() for mail in Mail.objects.all()] == [2] * 30


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_telling_and_reading_while_digests_are_written_loses_nothing(note, subject, at_once):
    readers = more_leads(subject, 10)
    for turn in range(5):
        at = NOON + turn * timedelta(days=7)
        tell(subject, 2, to=readers, at=at)
        work = [
            lambda at=at: write_digests(at=at + timedelta(days=1)),
            lambda at=at: tell(subject, 2, to=readers, place="topic:2", at=at),
            lambda at=at: [reading.mark_place_read(reader=reader, place="topic:1", up_to=at) for reader in readers],
        ]
        assert not [problem for problem in at_once(3, lambda n, work=work: work[n]()) if isinstance(problem, Exception)]
        write_digests(at=at + timedelta(days=1))
        unread = Notification.objects.filter(place="topic:2", at=at)
        assert {row.mail.state for row in unread} == {MailState.WAITING}
        Mail.objects.waiting().update(not_needed_at=at)


def test_nobody_else_is_told_of_a_stranger(note, subject):
    stranger = MemberFactory()
    choose_levels(member=stranger, levels={note: Level.DAILY})
    tell(subject, to=[stranger])
    write_digests(at=THURSDAY)
    assert compose(Mail.objects.get()) is None
