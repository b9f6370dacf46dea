"""What people need to take part: read by few, said nowhere else, gone in time."""

import logging
import uuid
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.utils import timezone

from community.notifications.mail.composing import compose
from community.notifications.models import Mail, Notification
from community.people.models import AuditEntry
from events import services
from events.models import AccommodationRequest, Question, Registration, RegistrationRules
from events.querysets import ORGANIZERS
from events.registering.rules import Filled
from events.registering.services.asking import AskedQuestion, set_rules
from events.registering.services.deciding import decline
from events.tasks import forget_what_people_needed
from tests.factories.events import an_occurrence
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db
NEED = "A Quagga interpreter"


@pytest.fixture
def handler():
    return MemberFactory()


@pytest.fixture
def occurrence(handler):
    made = an_occurrence(capacity=5)
    asked = AskedQuestion(None, "Which dataset?", "text", "", is_required=False)
    rules = RegistrationRules(accommodation_handler=handler)
    set_rules(series=made.series, rules=rules, questions=[asked], by=made.series.scheduled_by, version=0)
    return made


def ask(client_for, occurrence, member):
    data = {"form_token": uuid.uuid4(), "needs": NEED, f"question-{Question.objects.get().pk}": "Wells"}
    assert client_for(member).post(f"{occurrence.get_absolute_url()}register/", data).status_code == 302


def readers(handler, occurrence):
    """Who reads it, and who does not, whatever else they may do."""
    site_organizer = MemberFactory()
    site_organizer.groups.add(Group.objects.get_or_create(name=ORGANIZERS)[0])
    return {
        "organizer": (occurrence.series.scheduled_by, 200),
        "handler": (handler, 200),
        "site organizer": (site_organizer, 404),
        "admin": (MemberFactory(is_staff=True, is_superuser=True), 404),
        "member": (MemberFactory(), 404),
    }


def test_only_the_organizers_and_the_contact_read_it(client_for, occurrence, handler, member):
    ask(client_for, occurrence, member)
    url = f"{occurrence.get_absolute_url()}accommodations/"
    for name, (reader, status) in readers(handler, occurrence).items():
        answer = client_for(reader).get(url)
        assert (name, answer.status_code, NEED in answer.text) == (name, status, status == 200)
        listed = AccommodationRequest.objects.visible_to(reader).exists()
        assert (name, listed) == (name, status == 200)
        shown = "1 person needs something" in client_for(reader).get(occurrence.get_absolute_url()).text
        assert (name, shown) == (name, status == 200)
    assert client_for(None).get(url).status_code == 302
    assert "no-store" in client_for(handler).get(url)["Cache-Control"]


def everything_else(client_for, occurrence, people):
    """All that could carry it: pages, files, mails, notifications, audit texts, rows of other tables."""
    url = occurrence.get_absolute_url()
    pages = [url, f"{url}registrations/", f"{url}registrations/people.csv", f"{url}attendance/"]
    pages += ["/my/", "/events/list/", "/my/notifications/", "/search/?q=interpreter"]
    pages.append(f"{occurrence.series.get_absolute_url()}calendar.ics")
    for person in people:
        client = client_for(person)
        for page in pages:
            answer = client.get(page)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            yield f"{person} {page}", body.decode()
    for mail in Mail.objects.select_related("member"):
        message = compose(mail)
        parts = [message.subject, message.body, *(part.content for part in message.alternatives)] if message else []
        yield f"mail {mail.pk}", "\n".join(parts)
    for entry in AuditEntry.objects.all():
        yield f"audit {entry.pk}", f"{entry.name} {entry.before} {entry.after}"
    for row in Notification.objects.all():
        yield f"notification {row.pk}", row.key
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            is_ours = table.startswith(("events_", "people_", "notifications_", "search_"))
            if is_ours and table != AccommodationRequest._meta.db_table:
                cursor.execute(f'SELECT * FROM "{table}"')
                yield f"table {table}", str(cursor.fetchall())


def leaks(client_for, occurrence, people):
    return [where for where, text in everything_else(client_for, occurrence, people) if "Quagga" in text]


def test_it_is_said_nowhere_else(client_for, occurrence, handler, member, caplog):
    caplog.set_level(logging.DEBUG)
    ask(client_for, occurrence, member)
    people = [reader for reader, _status in readers(handler, occurrence).values()] + [member]
    services.cancel_occurrence(occurrence=occurrence, by=occurrence.series.scheduled_by, reason="Storm.")
    assert leaks(client_for, occurrence, people) == []
    ours = [record for record in caplog.records if not record.name.startswith("django.db")]
    assert not any("Quagga" in record.getMessage() for record in ours)


def test_a_planted_leak_is_found(client_for, occurrence, handler, member):
    """The control: the same words where an answer would stand."""
    key = Question.objects.get().pk
    services.register(occurrence=occurrence, member=member, filled=Filled({key: NEED}, NEED))
    found = leaks(client_for, occurrence, [occurrence.series.scheduled_by])
    assert {where.rpartition("/")[2] or where for where in found} >= {"people.csv"}
    assert "table events_answer" in found


@pytest.mark.parametrize("how", ["withdrawn", "declined", "offer left"])
def test_it_goes_when_the_person_does(client_for, occurrence, member, how):
    ask(client_for, occurrence, member)
    row = Registration.objects.get()
    if how == "declined":
        decline(registration=row, by=occurrence.series.scheduled_by, reason="Full.")
    else:
        services.withdraw(occurrence=occurrence, member=member)
    assert not AccommodationRequest.objects.exists()


def test_it_goes_thirty_days_after_the_date(client_for, occurrence, member, settings):
    ask(client_for, occurrence, member)
    registration = Registration.objects.get()
    occurrence.start_at, occurrence.end_at = (timezone.now() - timedelta(days=30, hours=hours) for hours in (0, -1))
    occurrence.save()
    assert forget_what_people_needed() == "0 requests for accommodation deleted"
    settings.ACCOMMODATION_DAYS = 29
    assert forget_what_people_needed() == "1 requests for accommodation deleted"
    assert Registration.objects.get() == registration


def test_the_list_costs_the_same_with_1_and_30(client_for, occurrence, handler, count_queries):
    occurrence.series.occurrences.update(capacity=None)
    url = f"{occurrence.get_absolute_url()}accommodations/"
    services.register(occurrence=occurrence, member=MemberFactory(), filled=Filled({}, NEED))
    with_one = count_queries(client_for(handler), url)
    for _ in range(29):
        services.register(occurrence=occurrence, member=MemberFactory(), filled=Filled({}, NEED))
    assert count_queries(client_for(handler), url) == with_one <= 15
