"""The two doors through which mail comes in, as a mail server knocks at them: LMTP (or SMTP), and a pipe."""

import asyncio
import io
import smtplib
import sys
import threading
from contextlib import contextmanager
from email.message import EmailMessage

import pytest
from django.core.management import call_command
from django.db import connection

from community.notifications.mail.addresses import ReplyTarget, bounce_address, reply_address
from community.notifications.management.commands.listen_mail import open_door
from community.notifications.models import ReceivedMail
from tests.factories.forum import last_post_of, make_topic
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture(autouse=True)
def mail_domain(settings):
    settings.MAIL_DOMAIN = "mail.hub.example"


@pytest.fixture
def writer():
    return MemberFactory()


@pytest.fixture
def topic():
    return make_topic()


@pytest.fixture
def address(writer, topic):
    return reply_address(ReplyTarget("post", last_post_of(topic).pk, writer.pk))


def letter_of(writer) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Message-ID"] = writer.email, "x@mail.hub.example", "<one@desk.example>"
    message["Subject"] = "Re: wells"
    message.set_content("Take the well number.")
    return message


@contextmanager
def listening(*, is_lmtp: bool):
    """A client of the command's own door, which listens on a free port of loopback."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    server = asyncio.run_coroutine_threadsafe(open_door("127.0.0.1", 0, is_lmtp=is_lmtp), loop).result(10)
    try:
        port = server.sockets[0].getsockname()[1]
        with (smtplib.LMTP if is_lmtp else smtplib.SMTP)("127.0.0.1", port, local_hostname="mx.hub.example") as client:
            yield client
    finally:
        loop.call_soon_threadsafe(server.close)
        asyncio.run_coroutine_threadsafe(loop.shutdown_default_executor(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


def posts(topic) -> int:
    return topic.posts.exclude(pk=topic.first_post_id).count()


@pytest.mark.parametrize("is_lmtp", [True, False])
def test_a_letter_brought_five_times_is_posted_once(is_lmtp, address, writer, topic):
    with listening(is_lmtp=is_lmtp) as client:
        for _time in range(5):
            assert client.send_message(letter_of(writer), writer.email, [address]) == {}
    assert posts(topic) == 1


def test_lmtp_answers_for_each_recipient(address, writer, topic):
    with listening(is_lmtp=True) as client:
        client.ehlo()
        client.mail(writer.email)
        for recipient in (address, bounce_address(1)):
            client.rcpt(recipient)
        assert client.data(letter_of(writer).as_bytes()) == (250, b"2.0.0 OK")
        assert client.getreply() == (250, b"2.0.0 OK")  # RFC 2033: one for each recipient
        assert client.noop() == (250, b"OK")
    assert ReceivedMail.objects.count() == 2


def test_addresses_that_the_hub_never_gave_out_are_refused_at_the_door(writer):
    with listening(is_lmtp=False) as client, pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        client.send_message(
            letter_of(writer), writer.email, ["ada@mail.hub.example", "reply+post-1-1-aaaa@else.example"]
        )
    assert {code for code, _words in refused.value.recipients.values()} == {550}


def test_a_database_that_is_away_makes_the_server_try_again(address, writer, topic):
    table = ReceivedMail._meta.db_table
    with connection.schema_editor() as editor:
        editor.alter_db_table(ReceivedMail, table, f"{table}_away")
    try:
        with listening(is_lmtp=False) as client, pytest.raises(smtplib.SMTPDataError) as later:
            client.send_message(letter_of(writer), writer.email, [address])
        assert later.value.smtp_code == 451
    finally:
        with connection.schema_editor() as editor:
            editor.alter_db_table(ReceivedMail, f"{table}_away", table)
    with listening(is_lmtp=False) as client:
        client.send_message(letter_of(writer), writer.email, [address])
    assert posts(topic) == 1


def piped(monkeypatch, raw: bytes, *recipients: str) -> int:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    try:
        call_command("receive_mail", *recipients, stdout=io.StringIO(), stderr=io.StringIO())
    except SystemExit as end:
        return end.code
    return 0


def test_the_pipe_takes_a_letter_and_tells_the_server_how_it_went(monkeypatch, address, writer, topic):
    assert piped(monkeypatch, letter_of(writer).as_bytes(), address) == 0
    assert piped(monkeypatch, letter_of(writer).as_bytes(), address) == 0
    assert piped(monkeypatch, letter_of(writer).as_bytes(), "ada@mail.hub.example") == 67
    assert piped(monkeypatch, b"x" * 30_000_001, address) == 65
    assert posts(topic) == 1
