"""An answer that comes by mail: from its bytes to the post, through the same service as the web form."""

import json
import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.conf import settings as hub_settings

from community.notifications.mail.addresses import ReplyTarget, bounce_address, reply_address
from community.notifications.models import Mail, MailAddress, ReceivedMail
from community.notifications.services.receiving import receive
from tests.factories.forum import last_post_of, make_topic
from tests.factories.people import MemberFactory

ROOT = Path(hub_settings.BASE_DIR)
LETTERS = ROOT / "tests/data/letters"
MANIFEST = json.loads((LETTERS / "manifest.json").read_text(encoding="utf-8"))
FIVE_TIMES = 5

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail_domain")]


@pytest.fixture
def mail_domain(settings):
    settings.MAIL_DOMAIN = "mail.hub.example"


@pytest.fixture
def writer():
    return MemberFactory()


@pytest.fixture
def topic():
    return make_topic(title="Which key for wells?")


@pytest.fixture
def address(writer, topic):
    return reply_address(ReplyTarget("post", last_post_of(topic).pk, writer.pk))


def written(sender: str, text: str = "Take the well number.", **headers: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "reply@mail.hub.example", "Re: wells"
    message["Message-ID"] = headers.pop("message_id", "<one@desk.example>")
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes()


def taken(raw: bytes, address: str, sender: str = "") -> str:
    (outcome,) = receive(raw=raw, sender=sender, recipients=[address])
    return outcome.what


def answers(topic) -> list[str]:
    return list(topic.posts.exclude(pk=topic.first_post_id).order_by("pk").values_list("content", flat=True))


def test_an_answer_is_a_post_of_its_writer(address, writer, topic):
    assert taken(written(writer.email), address) == "posted"
    (post,) = topic.posts.exclude(pk=topic.first_post_id)
    assert (post.content, post.poster) == ("Take the well number.", writer)


def replies() -> list[str]:
    return [name for name, expected in MANIFEST.items() if expected["kind"] == "reply" and expected["text"]]


def from_writer(raw: bytes, writer) -> bytes:
    """The letter of the corpus as if `writer` had sent it: its From is the only header that changes."""
    blank = re.search(rb"(?:\A|\r?\n)\r?\n", raw)
    lines = re.split(rb"\r?\n(?![ \t])", raw[: blank.start()])
    kept = [line for line in lines if line and not line.lower().startswith((b"from:", b"sender:"))]
    return b"\n".join([b"From: " + writer.email.encode(), *kept]) + b"\n\n" + raw[blank.end() :]


@pytest.mark.once
@pytest.mark.parametrize("name", replies())
def test_each_letter_delivered_five_times_is_posted_once_with_every_line(name, address, writer, topic):
    raw = from_writer((LETTERS / name).read_bytes(), writer)
    outcomes = [receive(raw=raw, sender=writer.email, recipients=[address])[0] for _time in range(FIVE_TIMES)]
    (post,) = answers(topic)
    assert post.split() == MANIFEST[name]["text"].split()
    assert [outcome.is_new for outcome in outcomes] == [True, False, False, False, False]
    assert {outcome.what for outcome in outcomes} == {"posted"}


@pytest.mark.parametrize("name", [name for name, expected in MANIFEST.items() if expected["kind"] != "reply"])
def test_what_a_machine_sent_and_what_cannot_be_read_is_no_post(name, address, writer, topic):
    raw = (LETTERS / name).read_bytes()
    is_known_by_sender = name == "bounce-exchange-old.eml"
    receive(raw=raw if is_known_by_sender else from_writer(raw, writer), sender="", recipients=[address])
    assert answers(topic) == []
    assert not Mail.objects.exists()  # neither a machine nor an empty envelope is answered


def refusal_for(raw: bytes, address: str, sender: str) -> str:
    assert taken(raw, address, sender).startswith("refused")
    row = Mail.objects.get(channel="answer")
    message = message_from_bytes(bytes(row.raw), policy=policy.default)
    assert (row.to, message["Auto-Submitted"], message["In-Reply-To"]) == (sender, "auto-replied", "<one@desk.example>")
    return message.get_content()


def test_a_wrong_sender_is_told_and_keeps_the_words(address, writer, topic):
    stranger = "somebody@else.example"
    words = refusal_for(written(stranger), address, stranger)
    assert "not an address of the account" in words
    assert "Take the well number." in words
    assert answers(topic) == []


def test_a_locked_topic_says_so(address, writer, topic):
    topic.status = topic.TOPIC_LOCKED
    topic.save()
    words = refusal_for(written(writer.email), address, writer.email)
    assert "locked" in words
    assert "Take the well number." in words


def test_a_text_that_is_too_long_says_so(address, writer, topic):
    words = refusal_for(written(writer.email, "well " * 10_000), address, writer.email)
    assert "32" in words
    assert answers(topic) == []


def test_an_answer_without_words_says_so(address, writer):
    raw = written(writer.email, "\n> On Monday you wrote:\n> Which key?\n")
    assert "no answer of yours" in refusal_for(raw, address, writer.email)


def test_what_one_no_longer_reads_takes_no_answer(address, writer, topic):
    topic.approved = False
    topic.save()
    words = refusal_for(written(writer.email), address, writer.email)
    assert topic.subject not in words.replace("Re: wells", "")


def test_machines_are_never_answered(address, writer):
    assert "machine" in taken(written("somebody@else.example", Auto_Submitted="auto-replied"), address)
    assert not Mail.objects.exists()


def test_two_that_answer_each_other_stop_soon(address):
    for number in range(12):
        taken(written("robot@else.example", message_id=f"<{number}@desk.example>"), address)
    assert Mail.objects.filter(to="robot@else.example").count() == 5


def test_somebody_elses_reply_address_does_not_help(writer, topic):
    forged = reply_address(ReplyTarget("post", last_post_of(topic).pk, writer.pk)).replace(
        "reply+post-", "reply+post-1"
    )
    assert receive(raw=written(writer.email), sender="", recipients=[forged]) == []


def test_files_come_along_and_what_is_not_let_in_is_named(address, writer, topic):
    message = message_from_bytes(written(writer.email), policy=policy.default)
    message.add_attachment(b"well,depth\nA,12\n", maintype="text", subtype="csv", filename="wells.csv")
    message.add_attachment(b"MZ\x90", maintype="application", subtype="octet-stream", filename="run.exe")
    assert taken(message.as_bytes(), address) == "posted"
    (post,) = topic.posts.exclude(pk=topic.first_post_id)
    assert [file.name for file in post.attachments.all()] == ["wells.csv"]
    told = message_from_bytes(bytes(Mail.objects.get(channel="answer").raw), policy=policy.default).get_content()
    assert "run.exe" in told
    assert "was posted" in told


def returned(name: str, mail: Mail) -> str:
    return taken((LETTERS / name).read_bytes(), bounce_address(mail.pk))


@pytest.fixture
def our_mail(writer):
    return Mail.objects.create(member=writer, to=writer.email, channel="digest", message_id="<ours@hub.example>")


@pytest.mark.parametrize(
    ("name", "score", "is_stopped"),
    [
        ("bounce-postfix-hard.eml", 4, True),
        ("bounce-exchange-hard.eml", 4, True),
        ("bounce-mailbox-full.eml", 1, False),
        ("bounce-postfix-delayed.eml", None, False),
        ("automatic-gmail.eml", None, False),
        ("automatic-complaint.eml", 0, True),
    ],
)
def test_returned_mail_counts_by_what_it_says(name, score, is_stopped, our_mail):
    returned(name, our_mail)
    row = MailAddress.objects.filter(address=our_mail.to).first()
    assert (row and row.score, bool(row and row.stopped_at)) == (score, is_stopped)


def test_a_twin_that_comes_meanwhile_waits_and_posts_nothing(address, writer, topic):
    raw = written(writer.email)
    reply_before = taken(raw, address)
    assert (reply_before, ReceivedMail.objects.count()) == ("posted", 1)
    assert receive(raw=raw, sender="", recipients=[address, address.upper()])[0].is_new is False
    assert len(answers(topic)) == 1
