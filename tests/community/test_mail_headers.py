"""What leaves by SMTP, kind by kind: whole mails that thread, can be unsubscribed from, and lead to the hub alone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.apps import apps
from django.test import Client
from django.urls import reverse

from community.notifications.enums import Level, MailState
from community.notifications.mail.addresses import read_bounce_address, read_reply_address
from community.notifications.models import Following, KindChoice, Mail, MailHours, Notification
from community.notifications.registries import kinds, subjects
from community.notifications.services.digests import write_digests
from community.notifications.services.following import choose_levels, follow, set_hours
from community.notifications.tasks import send_due
from forum.rendering import compose
from forum.services import posting
from forum.services.telling import tell_of_post
from tests.community.mail_makers import MAKERS
from tests.factories.forum import make_topic
from tests.factories.people import PASSWORD, DepartmentFactory, EmailDomainFactory, MemberFactory
from tests.factories.workgroups import WorkGroupFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("site")]

NOON = datetime(2026, 3, 4, 20, tzinfo=UTC)
SITE, DOMAIN = "https://hub.example.gov", "mail.hub.example.gov"
ALLOWED = {
    *("Auto-Submitted", "Content-Transfer-Encoding", "Content-Type", "Date", "From", "In-Reply-To", "List-Id"),
    *("List-Unsubscribe", "List-Unsubscribe-Post", "MIME-Version", "Message-ID", "References", "Reply-To"),
    *("Subject", "To", "X-Auto-Response-Suppress"),
}
TITLES = {
    "plain": "Wells and basins",
    "line breaks": "Wells\r\nBcc: eve@evil.example\r\n\r\n<p>Body</p>\n",
    "other line breaks": "Wells\x0bBcc: eve\u2028X-Evil: yes\x85\x0c",
    "scripts": "Größe der Brunnen 水井 🚰",
    "turned round": "\u202eneve\u202c \u2067olleh",
    "long": "Wells " * 50,
    "long word": "w" * 300,
    "long in another script": "水" * 300,
    "encoded": "=?utf-8?q?a=0D=0ABcc:_eve@evil.example?= =?utf-8?b?DQpCY2M6IGV2ZQ==?=",
    "addresses": '", <eve@evil.example>, "Ada" <ada@evil.example> (\\',
    "markup": "<script>alert(1)</script>&amp;{{ site }}",
}


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_ADDRESS, settings.MAIL_DOMAIN = SITE, DOMAIN
    with time_machine.travel(NOON, tick=True):
        yield


@pytest.fixture
def reader(db):
    """Gets a mail at once for everything, at any hour."""
    reader = MemberFactory()
    choose_levels(member=reader, levels={kind.name: Level.INSTANT for kind in kinds})
    midnight = datetime.min.time()
    set_hours(hours=MailHours(member=reader, daily_limit=50, quiet_from=midnight, quiet_to=midnight))
    return reader


def send(sink, reader, *, minutes=5):
    """Send what waits that many minutes after noon; the reader's new mails."""
    before = len(sink.taken)
    with time_machine.travel(NOON + timedelta(minutes=minutes), tick=True):
        send_due()
    return [taken for taken in sink.taken[before:] if taken.to == reader.email]


def stop_link(taken):
    """Where one click unsubscribes."""
    return str(taken.message["List-Unsubscribe"]).strip().strip("<>")


def is_ours(link):
    """Whether a link leads to the hub."""
    return f"{link}/".startswith(f"{SITE}/")


def links(message):
    """Where the HTML part leads, and what looks like a link in the text part."""
    html, text = (message.get_body((kind,)).get_content() for kind in ("html", "plain"))
    return re.findall(r'(?:href|src|action)="([^"]*)"', html), re.findall(r"[a-z]+://[^\s<>]+", text)


def check_whole(taken):
    """No defect in any part or header, nothing that nobody wrote, every line as short as SMTP wants it."""
    message = taken.message
    assert [part.defects for part in message.walk() if part.defects] == []
    assert [(name, value.defects) for name, value in message.items() if value.defects] == []
    assert set(message.keys()) <= ALLOWED
    assert len(set(message.keys())) == len(message.keys()), "a header stands there twice"
    assert max(map(len, taken.raw.split(b"\r\n"))) <= 998
    assert b"\r" not in taken.raw.replace(b"\r\n", b"")


def check(taken, mail, reader):
    """One mail to `reader` against its row."""
    message = taken.message
    check_whole(taken)
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()][:2] == ["text/plain", "text/html"]
    assert str(message["Message-ID"]) == mail.message_id
    assert [address.addr_spec for address in message["To"].addresses] == [reader.email]
    assert [address.addr_spec for address in message["From"].addresses] == ["hub@hub.example"]
    assert re.fullmatch(r"(.* )?<[a-z0-9.-]+\.mail\.hub\.example\.gov>", str(message["List-Id"]))
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Auto-Submitted"] == "auto-generated"
    assert read_bounce_address(taken.sender) == mail.pk
    subject = str(message["Subject"]).strip()  # a long one is folded behind the header's name
    assert 0 < len(subject) <= 150
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", subject)
    in_html, in_text = links(message)
    unsubscribe = stop_link(taken)
    every = [unsubscribe, *in_html, *in_text]
    assert [link for link in every if not is_ours(link)] == []
    assert unsubscribe in in_html


def test_every_kind_has_a_maker():
    assert {kind.name for kind in kinds} == set(MAKERS)


@pytest.mark.parametrize("kind", MAKERS)
def test_mail_of_every_kind_is_whole_whatever_its_words(sink, reader, kind):
    for title in TITLES.values():
        MAKERS[kind](reader, title)
        (taken,) = send(sink, reader)
        mail = Mail.objects.filter(member=reader).order_by("pk").last()
        assert mail.state == MailState.SENT
        check(taken, mail, reader)
        row = Notification.objects.get(mail=mail)
        can_answer = subjects[kinds[kind].subject].reply is not None
        answer = read_reply_address(str(taken.message["Reply-To"])) if can_answer else None
        assert bool(taken.message["Reply-To"]) == can_answer
        assert answer is None or (answer.member_id, answer.subject_id) == (reader.pk, row.subject_id)
    assert set(sink.times.values()) == {1}
    assert not Mail.objects.exclude(error="").exists()


@pytest.mark.parametrize("kind", MAKERS)
def test_digest_of_every_kind_is_whole_whatever_its_words(sink, reader, kind):
    choose_levels(member=reader, levels={kind: Level.DAILY})
    for title in TITLES.values():
        MAKERS[kind](reader, title)
    assert write_digests(at=NOON + timedelta(days=1)) == 1
    (taken,) = send(sink, reader, minutes=60 * 24)
    check(taken, Mail.objects.get(channel="digest"), reader)
    assert taken.message["Reply-To"] is None


@pytest.mark.parametrize("title", TITLES)
def test_a_reader_of_any_name_gets_mail(sink, reader, title):
    type(reader).objects.filter(pk=reader.pk).update(display_name=TITLES[title].replace("@", " at ")[:80])
    MAKERS["membership_requested"](reader, "Wells")
    (taken,) = send(sink, reader)
    check(taken, Mail.objects.get(member=reader), reader)


def test_without_a_domain_of_its_own_mail_comes_from_the_hub_and_cannot_be_answered(sink, reader, settings):
    settings.MAIL_DOMAIN = ""
    for kind in MAKERS:
        MAKERS[kind](reader, f"About {kind}")
    mails = send(sink, reader)
    assert {taken.sender for taken in mails} == {"hub@hub.example"}
    assert [taken.message["Reply-To"] for taken in mails] == [None] * len(MAKERS)
    assert {str(taken.message["List-Id"]).rpartition(".hub.example>")[1] for taken in mails} == {".hub.example>"}


def test_mails_of_one_topic_are_one_thread(sink, reader):
    topic = make_topic()
    follow(member=reader, place=topic.place)
    mails = []
    for turn in range(3):
        tell_of_post(post=posting.reply(topic=topic, poster=MemberFactory(), text=compose("Because.")))
        mails += send(sink, reader, minutes=5 + 10 * turn)
    ids = [taken.message_id for taken in mails]
    root, *before = str(mails[2].message["References"]).split()
    assert root == f"<topic-{topic.pk}.{reader.pk}@{DOMAIN}>"
    assert before == ids[:2]
    assert [str(taken.message["In-Reply-To"]) for taken in mails] == [root, *ids[:2]]
    assert str(mails[0].message["References"]) == root


def table_rows():
    """Every row of every table but the tasks' and the search index."""
    models = [model for model in apps.get_models() if model._meta.managed and model._meta.app_label != "django_q"]
    return {model._meta.label: list(model._base_manager.order_by("pk").values_list()) for model in models}


def changed(before):
    return {label for label, rows in table_rows().items() if rows != before[label]}


@pytest.mark.parametrize("kind", MAKERS)
def test_one_click_stops_that_channel_alone_and_twice_is_once(sink, reader, kind):
    Following.objects.filter(member=reader).delete()
    KindChoice.objects.filter(member=reader).exclude(kind=kind).delete()
    MAKERS[kind](reader, "Wells")
    (taken,) = send(sink, reader)
    url = stop_link(taken).removeprefix(SITE)
    body = {"List-Unsubscribe": "One-Click"}
    before = table_rows()
    visitor = Client(enforce_csrf_checks=True)
    assert visitor.post(url, body).status_code == 200
    assert len(changed(before)) == 1
    assert changed(before) <= {"notifications.Following", "notifications.KindChoice"}
    channel = Mail.objects.get(member=reader).channel
    stopped = Following.objects.filter(member=reader, level=Level.SITE).values_list("place", flat=True)
    chosen = KindChoice.objects.filter(member=reader, level=kinds[kind].stopped).values_list("kind", flat=True)
    assert [*stopped, *(f"kind:{name}" for name in chosen)] == [channel]
    before = table_rows()
    assert visitor.post(url, body).status_code == 200
    assert changed(before) == set()


def test_one_click_stops_the_digest_and_nothing_else(sink, reader):
    choose_levels(member=reader, levels={"reply": Level.DAILY})
    MAKERS["reply"](reader, "Wells")
    write_digests(at=NOON + timedelta(days=1))
    (taken,) = send(sink, reader, minutes=60 * 24)
    before = table_rows()
    url = stop_link(taken).removeprefix(SITE)
    Client(enforce_csrf_checks=True).post(url, {"List-Unsubscribe": "One-Click"})
    assert changed(before) == {"notifications.MailHours"}
    assert MailHours.objects.get(member=reader).is_digest_off


def test_whatever_fetches_the_links_of_a_mail_changes_nothing(sink, reader, client_for):
    not_for_everybody = set()
    for kind in MAKERS:
        MAKERS[kind](reader, f"Wells, {kind}")
    taken = send(sink, reader)
    before = table_rows()
    for message in (each.message for each in taken):
        for link in {(link.partition("#")[0].removeprefix(SITE) or "/") for some in links(message) for link in some}:
            status = Client().get(link).status_code
            assert status in {200, 302, 404}, link
            not_for_everybody |= {link} if status == 404 else set()
            Client().head(link)
    assert len(taken) == len(MAKERS)
    assert changed(before) == set()
    assert {client_for(reader).get(link, follow=True).status_code for link in not_for_everybody} == {200}


@pytest.mark.parametrize("fault", ["x", ":", "%00", "WzEsImRpZ2VzdCJd:1abc:sig"])
def test_a_token_that_is_not_ours_is_a_404(reader, fault):
    url = reverse("notifications:unsubscribe", kwargs={"token": "token"}).replace("token", fault)
    assert Client().post(url).status_code in {400, 404}


def test_mail_leads_to_our_own_host_whatever_the_request_says(sink, reader, client_for, settings):
    settings.ALLOWED_HOSTS = ["*"]
    group = WorkGroupFactory(lead=reader)
    client = client_for(MemberFactory())
    client.post(reverse("workgroups:group_request", args=[group.slug]), headers={"host": "evil.example"})
    (taken,) = send(sink, reader)
    check(taken, Mail.objects.get(member=reader), reader)
    assert b"evil.example" not in taken.raw


def ask_for_account_mail(client, reader):
    """A sign-up, a log-in code, a new password and the warning to one who signs up twice."""
    EmailDomainFactory(department=DepartmentFactory(), domain="dt.ca.gov")
    new = {"display_name": "Dana", "password1": PASSWORD}
    host = {"host": "evil.example"}
    client.post(reverse("account_signup"), {"email": "dana@dt.ca.gov", **new}, headers=host)
    Client().post(reverse("account_request_login_code"), {"email": reader.email}, headers=host)
    Client().post(reverse("account_reset_password"), {"email": reader.email}, headers=host)
    Client().post(reverse("account_signup"), {"email": reader.email, **new}, headers=host)


def test_account_mail_goes_through_the_outbox_to_our_own_host_and_is_wiped(sink, reader, client, settings):
    settings.EMAIL_BACKEND = "community.notifications.mail.backend.OutboxBackend"
    settings.ALLOWED_HOSTS = ["*"]
    ask_for_account_mail(client, reader)
    waiting = Mail.objects.order_by("pk")
    assert [bool(mail.raw) for mail in waiting] == [True] * 4
    ids = {mail.message_id: mail for mail in waiting}
    with time_machine.travel(NOON + timedelta(minutes=1), tick=True):
        send_due()
    assert set(sink.times) == set(ids)
    for taken in sink.taken:
        check_whole(taken)
        assert read_bounce_address(taken.sender) == ids[taken.message_id].pk
        assert taken.message["Auto-Submitted"] == "auto-generated"
        assert b"evil.example" not in taken.raw
        text = taken.message.get_body(("plain",)).get_content()
        assert [link for link in re.findall(r"[a-z]+://[^\s<>]+", text) if not is_ours(link)] == []
    assert set(Mail.objects.values_list("raw", "error")) == {(None, "")}
