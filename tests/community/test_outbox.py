"""The outbox on a bad day, against a real SMTP server: nothing is lost, and what can't be sent is seen."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings as hub
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction

from community.notifications import registries, tasks
from community.notifications.enums import Level, MailState, Stop
from community.notifications.models import Mail, MailAddress
from community.notifications.registries import Kind, Subject, kinds, subjects
from community.notifications.services import outbox
from community.notifications.services.bounces import stop_address
from community.notifications.services.telling import notify
from community.notifications.tasks import send_due, sweep, tidy
from community.workgroups.models import Membership
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db

START = datetime(2026, 3, 4, 20, tzinfo=UTC)
RETRIES = [1, 3, 7, 15, 31, 63, 127]  # minutes after the first try


@pytest.fixture(autouse=True)
def _from_the_start():
    logging.getLogger("hub.mail").setLevel(logging.ERROR)
    with time_machine.travel(START, tick=True):
        yield
    logging.getLogger("hub.mail").setLevel(logging.NOTSET)


def write(number=0, to=None):
    """A ready-made mail, as the log-in's."""
    message = EmailMessage(f"Your code {number}", "12345 – for ten minutes", "Hub <hub@hub.example>", ["x@y.example"])
    return outbox.write_ready_made(message=message, to=to or f"reader{number}@dt.ca.gov")


def minute(number):
    """The clock that many minutes after the start; a sweep comes a bit later each time."""
    return time_machine.travel(START + timedelta(minutes=number, seconds=1 + number / 10), tick=True)


def states():
    return sorted({mail.state for mail in Mail.objects.all()})


def test_ready_made_mail_leaves_as_it_was_written_and_its_text_is_wiped(sink):
    mail = write()
    send_due()
    (taken,) = sink.taken
    mail.refresh_from_db()
    assert (taken.to, taken.message["Subject"], taken.message_id) == (
        "reader0@dt.ca.gov",
        "Your code 0",
        mail.message_id,
    )
    assert taken.message.get_content() == "12345 – for ten minutes\r\n"
    assert taken.message.defects == []
    assert (mail.state, mail.raw, mail.error, mail.attempts) == (MailState.SENT, None, "", 1)


def test_one_connection_serves_a_whole_run(sink):
    for number in range(45):
        write(number)
    assert send_due() == "45 mails sent of 45 tried"
    assert (len(sink.taken), sink.connections) == (45, 1)


def test_ten_minutes_without_a_server_lose_nothing_and_cost_no_try(sink):
    mails = [write(number) for number in range(60)]
    sink.stop()
    for number in range(10):
        with minute(number):
            assert "ConnectionRefusedError" in send_due()
    assert set(Mail.objects.values_list("attempts", "sent_at", "dead_at")) == {(0, None, None)}
    assert all("refused" in error for error in Mail.objects.values_list("error", flat=True))
    sink.start()
    with minute(10):
        send_due()
    assert sorted(sink.times.items()) == sorted((mail.message_id, 1) for mail in mails)
    assert (states(), set(Mail.objects.values_list("error", flat=True))) == ([MailState.SENT], {""})
    order = [int(taken.to[6:].partition("@")[0]) for taken in sink.taken]
    assert max(abs(place - number) for place, number in enumerate(order)) < 20  # within a handful


def test_a_server_that_takes_nobody_for_ten_minutes_is_asked_again_with_patience(sink):
    mails = [write(number) for number in range(5)]
    sink.refusals["*"] = "451 4.7.1 Try again later"
    asked = []
    for number in range(16):
        sink.refusals = sink.refusals if number < 10 else {}
        with minute(number):
            before = Mail.objects.get(pk=mails[0].pk).attempts
            send_due()
            asked += [number] if Mail.objects.get(pk=mails[0].pk).attempts > before else []
    assert asked == [0, *RETRIES[:4]]
    assert sorted(sink.times.items()) == sorted((mail.message_id, 1) for mail in mails)


def test_a_reader_whose_address_is_gone_is_remembered_and_keeps_nobody_back(sink):
    gone, full, fine = write(1), write(2), write(3)
    sink.refusals = {gone.to: "550 5.1.1 No such user", full.to: "452 4.2.2 Mailbox full"}
    send_due()
    for mail in (gone, full, fine):
        mail.refresh_from_db()
    assert [mail.state for mail in (gone, full, fine)] == [MailState.NOT_NEEDED, MailState.WAITING, MailState.SENT]
    assert "550" in gone.error
    assert "452" in full.error
    assert list(MailAddress.objects.values_list("address", "why")) == [(gone.to, Stop.BOUNCES)]
    assert gone.raw is None


def test_a_server_that_hangs_up_on_a_reader_is_called_again_for_the_next(sink):
    mails = [write(number) for number in range(3)]
    sink.refusals[mails[1].to] = "421 4.3.2 Going down"
    send_due()
    assert sorted(mail.state for mail in Mail.objects.all()) == [MailState.SENT, MailState.SENT, MailState.WAITING]


def test_a_server_that_dies_before_it_says_yes_gets_the_same_mail_with_the_same_name(sink):
    mails = [write(number) for number in range(3)]
    sink.breaks_off = 1
    send_due()
    with minute(1):
        send_due()
    assert states() == [MailState.SENT]
    assert sorted(sink.times.values()) == [1, 1, 2]
    assert set(sink.times) == {mail.message_id for mail in mails}


@pytest.fixture
def poison(monkeypatch):
    """A kind whose words raise until `poison.clear()`."""
    faults = ["raises"]

    def describe(reader, rows):
        if faults:
            raise RuntimeError("no words for it")
        return subjects["membership"].describe(reader, rows)

    subject = Subject("poison", visible=Membership.objects.visible_to, describe=describe)
    kind = Kind("poison", "poison", "Poison", Level.INSTANT, many=lambda n, of: "", action="Read", is_urgent=True)
    monkeypatch.setattr(registries.subjects, "_entries", {**{s.name: s for s in subjects}, "poison": subject})
    monkeypatch.setattr(registries.kinds, "_entries", {**{k.name: k for k in kinds}, "poison": kind})
    return faults


def test_a_mail_that_finds_no_words_is_given_up_after_its_tries_and_keeps_nobody_back(sink, poison, subject):
    notify(kind="poison", to=[subject.member_id], about=subject.pk)
    fine = write()
    asked = []
    for number in range(200):
        before = Mail.objects.get(channel="kind:poison").attempts
        with minute(number):
            send_due()
        asked += [number] if Mail.objects.get(channel="kind:poison").attempts > before else []
    assert asked == [0, *RETRIES]
    (dead,) = Mail.objects.dead()
    assert (dead.state, dead.attempts, dead.error) == (MailState.DEAD, 8, "RuntimeError: no words for it")
    assert list(sink.times) == [fine.message_id]
    poison.clear()
    with minute(200):
        assert outbox.try_again(mails=[dead.pk, fine.pk]) == 1
        send_due()
    assert sink.times == {fine.message_id: 1, dead.message_id: 1}
    assert states() == [MailState.SENT]


def test_a_mail_for_no_address_is_never_called_sent(sink):
    mails = [write(1, to="ada@dt.ca.gov eve@dt.ca.gov"), write(2)]
    Mail.objects.filter(pk=mails[1].pk).update(to="")
    assert send_due() == "0 mails sent of 2 tried"
    assert [bool(error) for error in Mail.objects.values_list("error", flat=True)] == [True, True]


def test_a_mail_that_kills_its_worker_each_time_is_given_up(sink):
    mail = write()
    for number in range(20):
        outbox.claim(pk=mail.pk, at=START + number * timedelta(hours=1))
    mail.refresh_from_db()
    assert (mail.state, mail.error) == (MailState.DEAD, "The worker ended at each try.")


def test_what_one_worker_has_no_other_one_takes_until_the_lease_is_over():
    mail = write()
    now = START + timedelta(minutes=1)
    assert outbox.claim(pk=mail.pk, at=now).attempts == 1
    assert outbox.claim(pk=mail.pk, at=now) is None
    assert outbox.claim(pk=mail.pk, at=now + hub.MAIL_LEASE - timedelta(seconds=1)) is None
    assert outbox.claim(pk=mail.pk, at=now + hub.MAIL_LEASE).attempts == 2


def test_a_slow_worker_does_not_take_back_what_another_one_sent():
    mail = write()
    slow = outbox.claim(pk=mail.pk, at=START + timedelta(minutes=1))
    quick = outbox.claim(pk=mail.pk, at=START + timedelta(minutes=10))
    outbox.record_sent(mail=quick, subject="Sent")
    outbox.record_failure(mail=slow, error="too late")
    outbox.record_not_needed(mail=slow)
    mail.refresh_from_db()
    assert (mail.state, mail.error) == (MailState.SENT, "")


def test_a_log_in_code_goes_before_digests_that_wait_longer():
    digests = [Mail(to="a@dt.ca.gov", channel="digest", message_id=f"<{n}@x>", next_try_at=START) for n in range(30)]
    Mail.objects.bulk_create(digests)
    with minute(5):
        code = write()
        assert Mail.objects.due().first() == code


def test_a_run_ends_in_time_though_more_is_due(sink, monkeypatch):
    monkeypatch.setattr(tasks, "SECONDS", 0.3)
    sink.seconds = 0.1
    for number in range(15):
        write(number)
    send_due()
    assert 1 <= len(sink.taken) <= 5
    assert Mail.objects.filter(attempts=0).count() == 15 - len(sink.taken)


def test_a_run_ends_within_the_time_of_its_task_and_before_the_task_comes_again():
    assert tasks.SECONDS + hub.EMAIL_TIMEOUT < hub.Q_CLUSTER["timeout"] < hub.Q_CLUSTER["retry"]
    assert hub.MAIL_LEASE.total_seconds() > hub.Q_CLUSTER["timeout"]


def test_mail_follows_its_reader_to_a_new_address_and_stays_out_of_a_stopped_one(sink, note, subject):
    notify(kind=note, to=[subject.member_id], about=subject.pk, places=["topic:1"])
    subject.member.email = "new@dt.ca.gov"
    subject.member.save()
    with minute(5):
        send_due()
    assert [taken.to for taken in sink.taken] == ["new@dt.ca.gov"]
    assert Mail.objects.get().to == "new@dt.ca.gov"
    stop_address(address="NEW@dt.ca.gov", why=Stop.OPERATOR)
    notify(kind=note, to=[subject.member_id], about=subject.pk, places=["topic:2"], key="2")
    with minute(10):
        send_due()
    assert (len(sink.taken), states()) == (1, [MailState.NOT_NEEDED, MailState.SENT])


def test_nothing_is_mailed_that_the_reader_may_not_see_any_more_or_whose_account_is_closed(sink, note, subject):
    stranger, closed = MemberFactory(), MemberFactory()
    notify(kind=note, to=[stranger.pk, closed.pk], about=subject.pk, places=["topic:1"])
    closed.is_active = False
    closed.save()
    with minute(5):
        send_due()
    assert (sink.taken, states()) == ([], [MailState.NOT_NEEDED])


def test_the_sweep_starts_as_many_runs_as_there_are_handfuls_at_most_one_for_each_worker(monkeypatch):
    runs = []
    monkeypatch.setattr(tasks, "async_task", lambda name, **options: runs.append(name))
    for number in range(25):
        write(number)
        if number in {0, 24}:
            sweep()
    assert runs == [outbox.SEND_TASK] * 3


def test_tidying_keeps_what_waits_and_what_was_given_up_and_tells_nothing_again(note, subject):
    notify(kind=note, to=[subject.member_id], about=subject.pk, places=["topic:1"])
    mails = [Mail.objects.get(), *(write(number) for number in range(3))]
    Mail.objects.filter(pk=mails[0].pk).update(sent_at=START)
    Mail.objects.filter(pk=mails[1].pk).update(not_needed_at=START)
    Mail.objects.filter(pk=mails[2].pk).update(dead_at=START)
    with minute(60 * 24 * 89):
        tidy()
    assert Mail.objects.count() == 4
    with minute(60 * 24 * 91):
        tidy()
        assert sorted(Mail.objects.values_list("pk", flat=True)) == [mails[2].pk, mails[3].pk]
        assert sweep().startswith("0 digests written")


@pytest.mark.parametrize(
    "ends", [("sent_at", "dead_at"), ("sent_at", "not_needed_at"), ("dead_at", "not_needed_at")], ids=" and ".join
)
def test_a_mail_ends_in_one_way_only(ends):
    with pytest.raises(IntegrityError), transaction.atomic():
        Mail.objects.create(to="a@dt.ca.gov", message_id="<a@x>", **dict.fromkeys(ends, START))


def test_no_two_mails_share_a_name():
    mail = write()
    with pytest.raises(IntegrityError), transaction.atomic():
        Mail.objects.create(to="a@dt.ca.gov", message_id=mail.message_id)


def test_mail_of_a_transaction_that_fails_is_not_written():
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert not Mail.objects.exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_eight_workers_at_once_send_each_mail_once(sink, at_once):
    mails = [write(number) for number in range(60)]
    at_once(8, lambda number: send_due())
    assert sorted(sink.times.items()) == sorted((mail.message_id, 1) for mail in mails)
