"""What operators see and do: the outbox, the given-up mails, addresses without mail, received mail."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from community.notifications.enums import MailState, Stop
from community.notifications.models import Mail, MailAddress, ReceivedMail
from community.notifications.services.bounces import record_bounce
from community.people.models import AuditEntry
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db

MAILS = "/django-admin/notifications/mail/"
ADDRESSES = "/django-admin/notifications/mailaddress/"


@pytest.fixture
def mails():
    """One of each state."""
    now = timezone.now()
    ends = {"waiting": {}, "sent": {"sent_at": now}, "not needed": {"not_needed_at": now}, "dead": {"dead_at": now}}
    return {
        state: Mail.objects.create(to=f"{state.split()[0]}@dt.ca.gov", channel="digest", message_id=f"<{state}>", **end)
        for state, end in ends.items()
    }


@pytest.fixture
def browser(client_for, admin):
    return client_for(admin)


def act(browser, address, action, *rows, **options):
    return browser.post(address, {"action": action, "_selected_action": [row.pk for row in rows]}, **options)


def test_each_state_is_filtered(browser, mails):
    for state, mail in mails.items():
        page = browser.get(MAILS, {"state": state})
        assert list(page.context["cl"].result_list) == [mail]
        assert mail.state == state
    assert set(mails) == set(MailState.values)
    assert browser.get(MAILS).context["cl"].result_count == 4


def test_an_unknown_state_is_no_error(browser, mails):
    assert browser.get(MAILS, {"state": "lost"}).context["cl"].result_count == 4


def test_given_up_mails_are_tried_again(browser, mails):
    Mail.objects.filter(pk=mails["dead"].pk).update(attempts=8)
    page = act(browser, MAILS, "try_again", *mails.values(), follow=True)
    assert "1 mail is tried again." in page.text
    again = Mail.objects.get(pk=mails["dead"].pk)
    assert (again.state, again.attempts) == (MailState.WAITING, 0)
    assert Mail.objects.get(pk=mails["sent"].pk).state == MailState.SENT


def test_text_of_a_mail_is_never_shown(browser, mails):
    Mail.objects.filter(pk=mails["dead"].pk).update(raw=b"Your code is ABC-DEF")
    page = browser.get(reverse("admin:notifications_mail_change", args=[mails["dead"].pk]))
    assert page.status_code == 200
    assert "ABC-DEF" not in page.text
    assert "raw" not in page.context["adminform"].readonly_fields


def test_nobody_adds_changes_or_deletes_mails(browser, mails):
    change = reverse("admin:notifications_mail_change", args=[mails["dead"].pk])
    delete = reverse("admin:notifications_mail_delete", args=[mails["dead"].pk])
    answers = [
        browser.get(f"{MAILS}add/"), browser.post(change, {"to": "x@dt.ca.gov"}), browser.post(delete, {"post": "yes"}),
    ]  # fmt: skip
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert "delete_selected" not in browser.get(MAILS).text


@pytest.mark.parametrize(("address", "action"), [(MAILS, "try_again"), (ADDRESSES, "lift"), (ADDRESSES, "stop")])
def test_who_may_only_look_may_not_act(client_for, mails, address, action):
    watcher = MemberFactory(is_staff=True)
    watcher.user_permissions.add(*Permission.objects.filter(codename__in=["view_mail", "view_mailaddress"]))
    row = record_bounce(address="full@dt.ca.gov", is_hard=True)
    browser = client_for(watcher)
    assert f'value="{action}"' not in browser.get(address).text
    act(browser, address, action, mails["dead"] if address == MAILS else row)
    assert Mail.objects.get(pk=mails["dead"].pk).state == MailState.DEAD
    assert MailAddress.objects.get().why == Stop.BOUNCES


def test_an_operator_stops_mail_to_an_address(browser, admin):
    browser.post(f"{ADDRESSES}add/", {"address": "Gone@DT.ca.gov"})
    row = MailAddress.objects.get()
    assert (row.address, row.why, row.stopped_at is None) == ("gone@dt.ca.gov", Stop.OPERATOR, False)
    entry = AuditEntry.objects.get(action="stop")
    assert (entry.by, entry.name, entry.before, entry.after) == (
        admin, "gone@dt.ca.gov", {"why": ""}, {"why": "operator"},
    )  # fmt: skip


def test_an_operator_lifts_and_stops_in_the_list(browser, admin):
    row = record_bounce(address="full@dt.ca.gov", is_hard=True, diagnostic="550 no")
    act(browser, ADDRESSES, "lift", row)
    lifted = MailAddress.objects.get()
    assert (lifted.stopped_at, lifted.why, lifted.score, lifted.diagnostic) == (None, "", 0, "")
    act(browser, ADDRESSES, "stop", row)
    assert MailAddress.objects.get().why == Stop.OPERATOR
    entries = AuditEntry.objects.filter(kind="notifications.mailaddress").order_by("pk")
    assert [(entry.action, entry.by) for entry in entries] == [("lift", admin), ("stop", admin)]


def test_lifting_what_is_not_stopped_writes_no_entry(browser):
    act(browser, ADDRESSES, "lift", record_bounce(address="full@dt.ca.gov", is_hard=False))
    assert not AuditEntry.objects.filter(action="lift").exists()


def test_addresses_are_found_and_read(browser):
    row = record_bounce(address="full@dt.ca.gov", is_hard=True, diagnostic="552 mailbox full")
    record_bounce(address="other@dt.ca.gov", is_hard=True)
    assert list(browser.get(ADDRESSES, {"q": "full@"}).context["cl"].result_list) == [row]
    change = reverse("admin:notifications_mailaddress_change", args=[row.pk])
    assert "552 mailbox full" in browser.get(change).text
    assert browser.post(change, {"address": "x@dt.ca.gov"}).status_code == 403


def test_an_address_that_is_listed_is_not_added_twice(browser):
    record_bounce(address="full@dt.ca.gov", is_hard=False)
    assert "already exists" in browser.post(f"{ADDRESSES}add/", {"address": "Full@dt.ca.gov"}).text


def test_received_mail_is_read_only(browser):
    row = ReceivedMail.objects.create(token=uuid4(), message_id="<a@b>", sender="ana@dt.ca.gov", outcome="a reply")
    change = reverse("admin:notifications_receivedmail_change", args=[row.pk])
    assert "a reply" in browser.get("/django-admin/notifications/receivedmail/").text
    assert "a reply" in browser.get(change).text
    assert browser.post(change, {"outcome": "x"}).status_code == 403
