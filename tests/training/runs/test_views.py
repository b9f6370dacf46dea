"""Pages of runs: what each person sees, and what was typed is kept."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from community.notifications.models import Notification
from events.models import Occurrence
from tests.factories.events import SeriesFactory
from tests.factories.people import MemberFactory
from tests.factories.runs import make_run, make_session
from training.models import Completion, Run, RunEnrolment, RunSession
from training.runs.enums import PlaceState, RunState, Way
from training.runs.permissions import COORDINATORS
from training.runs.services.places import join

pytestmark = pytest.mark.django_db
TOKEN = "8f9c9e3c-3f5b-4b1e-9a7a-00000000000{}"


def text(answer):
    return " ".join(answer.content.decode().split())


def to(name, pk):
    return reverse(f"training:{name}", args=[pk])


def test_a_learner_joins_from_the_courses_page_and_leaves(client_for, run, member):
    client = client_for(member)
    assert run.get_absolute_url() in text(client.get(run.course.get_absolute_url()))
    page = text(client.get(run.get_absolute_url()))
    assert "2 of 2 seats left" in page
    assert "Take a place" in page
    answer = client.post(to("run_join", run.pk), {"form_token": TOKEN.format(1)})
    assert (answer.status_code, answer["Location"]) == (303, run.get_absolute_url())
    assert "Leave this run" in text(client.get(run.get_absolute_url()))
    assert "You have a place" in text(client.get(run.course.get_absolute_url()))
    client.post(to("run_leave", run.pk))
    assert RunEnrolment.objects.get().state == PlaceState.LEFT


def test_who_waits_reads_how_many_are_before_them(client_for, run, people):
    for member in people[:4]:
        join(run=run, member=member)
    page = text(client_for(people[3]).get(run.get_absolute_url()))
    assert "1 person is before you." in page
    assert "Full: all 2 seats are taken" in page


def test_a_closed_run_refuses_with_a_sentence_and_keeps_the_words(client_for, course, member):
    run = make_run(course, way=Way.APPROVAL)
    Run.objects.update(state=RunState.CLOSED)
    answer = client_for(member).post(
        to("run_join", run.pk), {"form_token": TOKEN.format(2), "words": "For our portal."}
    )
    assert answer.status_code == 409
    assert "Enrolment for this run is closed" in text(answer)


def test_an_instructor_decides_requests_with_a_reason(client_for, course, teacher, people):
    run = make_run(course, by=teacher, way=Way.APPROVAL)
    first, second = (join(run=run, member=member, words="For our portal.") for member in people[:2])
    client = client_for(teacher)
    page = text(client.get(to("run_roster", run.pk)))
    assert page.count("For our portal.") == 2
    assert client.post(to("place_approve", first.pk)).status_code == 303
    assert client.post(to("place_decline", second.pk), {"reason": ""}).status_code == 422
    client.post(to("place_decline", second.pk), {"reason": "For stewards only."})
    assert list(RunEnrolment.objects.order_by("number").values_list("state", "reason")) == [
        ("in", ""),
        ("declined", "For stewards only."),
    ]
    assert "For stewards only." in text(client_for(people[1]).get(run.get_absolute_url()))


def test_a_coordinator_ticks_people_of_the_own_department(client_for, course):
    run = make_run(course, way=Way.DEPARTMENT)
    coordinator = MemberFactory()
    coordinator.groups.add(Group.objects.get_or_create(name=COORDINATORS)[0])
    own, stranger = MemberFactory(department=coordinator.department), MemberFactory()
    client, address = client_for(coordinator), to("run_department", run.pk)
    page = text(client.get(address))
    assert own.display_name in page
    assert stranger.display_name not in page
    assert client.post(address, {"members": []}).status_code == 422
    assert client.post(address, {"members": [stranger.pk]}).status_code == 422
    assert client.post(address, {"members": [own.pk]}).status_code == 303
    row = RunEnrolment.objects.get()
    assert (row.member, row.by, row.is_in) == (own, coordinator, True)
    assert client.get(to("place_decline", row.pk)).status_code == 200
    assert client_for(own).get(address).status_code == 404


def plan(**values):
    first = timezone.localdate() + timedelta(days=2)
    return {
        "title": "Spring",
        "starts_on": first,
        "ends_on": first + timedelta(days=9),
        "seats": "12",
        "way": "self",
        "state": "open",
        "form_token": TOKEN.format(3),
        **values,
    }


def test_an_editor_plans_a_run_once_and_changes_it(client_for, course, admin):
    client, address = client_for(admin), reverse("training:run_new", args=[course.slug])
    for _time in range(2):
        answer = client.post(address, plan(instructors=[admin.pk]))
    run = Run.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, to("run_roster", run.pk))
    assert (run.seats, list(run.instructors.all())) == (12, [admin])
    client.post(to("run_edit", run.pk), plan(seats="3", version="1"))
    stale = client.post(to("run_edit", run.pk), plan(seats="4", version="1"))
    assert stale.status_code == 422
    assert "Somebody else changed this run" in text(stale)
    assert 'name="version" value="2"' in text(stale)
    assert Run.objects.get().seats == 3


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"ends_on": "2026-01-01"}, "The last day is before the first one."),
        ({"opens_on": "2027-02-02", "closes_on": "2027-02-01"}, "The last day is before the first one."),
        ({"title": ""}, "This field is required."),
        ({"seats": "-1"}, "greater than or equal to 0"),
        ({"state": "cancelled"}, "Select a valid choice"),
        ({"starts_on": "soon"}, "Enter a valid date"),
    ],
)
def test_bad_plans_get_a_sentence(client_for, course, admin, values, words):
    answer = client_for(admin).post(reverse("training:run_new", args=[course.slug]), plan(**values))
    assert answer.status_code == 422
    assert words in text(answer)
    assert not Run.objects.exists()


def session(run, **values):
    return {
        "title": "Clinic",
        "summary": "We meet.",
        "starts_on": run.starts_on,
        "starts_at": "10:00",
        "ends_at": "11:30",
        "zone": "America/Los_Angeles",
        "format": "online",
        "accessibility": "Live captions.",
        "accommodation_contact": "access@hub.example",
        "repeats": "never",
        "form_token": TOKEN.format(4),
        **values,
    }


def test_an_instructor_adds_a_session_once(client_for, run, teacher, lesson):
    client, address = client_for(teacher), to("session_new", run.pk)
    for _time in range(2):
        assert client.post(address, session(run, lesson=lesson.pk)).status_code == 303
    row = RunSession.objects.get()
    assert (row.lesson.pk, row.is_own, row.occurrence.series.duration) == (lesson.pk, True, 90)
    page = text(client.get(run.get_absolute_url()))
    assert "10 a.m. to 11:30 a.m. Pacific Time" in page
    assert lesson.get_absolute_url() in page


def test_a_weekly_session_within_the_run_and_one_beyond_its_end(client_for, run, teacher):
    client, address = client_for(teacher), to("session_new", run.pk)
    beyond = client.post(address, session(run, repeats="weekly", count="4"))
    assert beyond.status_code == 422
    assert "between the first and the last day of the run" in text(beyond)
    assert client.post(address, session(run, repeats="weekly", count="3")).status_code == 303
    assert RunSession.objects.count() == 3


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"repeats": "weekly"}, "Give the last day or the number of times"),
        ({"ends_at": "09:00"}, "The event ends before it begins"),
        ({"format": "in-person"}, "Say where people meet"),
        ({"lesson": "999999"}, "Select a valid choice"),
        ({"starts_at": ""}, "This field is required"),
    ],
)
def test_bad_sessions_get_a_sentence(client_for, run, teacher, values, words):
    answer = client_for(teacher).post(to("session_new", run.pk), session(run, **values))
    assert answer.status_code == 422
    assert words in text(answer)
    assert not RunSession.objects.exists()


def test_a_date_of_the_calendar_is_linked(client_for, run, teacher, lesson):
    occurrence = SeriesFactory(starts_on=run.starts_on).occurrences.get()
    outside = SeriesFactory(starts_on=run.ends_on + timedelta(days=9)).occurrences.get()
    client, address = client_for(teacher), to("session_link", run.pk)
    assert client.post(address, {"occurrence": outside.pk}).status_code == 422
    assert client.post(address, {"occurrence": occurrence.pk, "lesson": lesson.pk}).status_code == 303
    row = RunSession.objects.get()
    client.post(to("session_lesson", row.pk), {"lesson": ""})
    row.refresh_from_db()
    assert (row.occurrence, row.lesson, row.is_own) == (occurrence, None, False)


def test_attendance_is_one_save_and_completes_the_lesson(client_for, run, teacher, lesson, people):
    row = make_session(run, lesson)
    for member in people[:2]:
        join(run=run, member=member)
    client, address = client_for(teacher), to("session_attendance", row.pk)
    assert client.post(address, {"present": [people[0].pk]}).status_code == 422
    now = timezone.now()
    Occurrence.objects.update(start_at=now - timedelta(hours=1), end_at=now)
    assert client.post(address, {"present": [people[0].pk]}).status_code == 303
    assert Completion.objects.get().member == people[0]
    assert "You were there" in text(client_for(people[0]).get(run.get_absolute_url()))


def test_the_rule_in_force_is_shown_and_the_button_is_not(client_for, run, member, lesson):
    client, address = client_for(member), lesson.get_absolute_url()
    make_session(run, lesson)
    assert "when you mark it done" in text(client.get(address))
    join(run=run, member=member)
    page = text(client.get(address))
    assert "This lesson counts as done when you attend its session." in page
    assert "10 a.m. to 11 a.m. Pacific Time" in page
    assert "Mark done" not in page
    answer = client.post(f"{address}done/", {"form_token": TOKEN.format(5)})
    assert (answer.status_code, Completion.objects.count()) == (409, 0)
    Run.objects.update(starts_on="2026-01-01", ends_on="2026-01-02")
    assert client.post(f"{address}done/", {"form_token": TOKEN.format(6)}).status_code == 303


def test_reading_the_run_clears_its_notices(client_for, run, member):
    join(run=run, member=member)
    client_for(member).get(run.get_absolute_url())
    assert not Notification.objects.unread().filter(member=member, kind="run_place").exists()
    assert mail.outbox == []


@pytest.mark.parametrize("name", ["run", "run_roster", "session_attendance", "run_department"])
def test_pages_take_as_many_queries_for_30_people_as_for_one(client_for, count_queries, course, admin, name):
    run = make_run(course, by=admin, way=Way.DEPARTMENT if name == "run_department" else Way.SELF)
    admin.groups.add(Group.objects.get_or_create(name=COORDINATORS)[0])
    row = make_session(run)
    url, client = to(name, row.pk if name == "session_attendance" else run.pk), client_for(admin)

    def fill(count):
        people = [MemberFactory(department=admin.department) for _number in range(count)]
        if name != "run_department":
            first = RunEnrolment.objects.count()
            values = {"run": run, "state": PlaceState.IN, "asked_at": timezone.now()}
            RunEnrolment.objects.bulk_create(
                RunEnrolment(member=member, number=number, **values) for number, member in enumerate(people, first + 1)
            )

    fill(1)
    few = count_queries(client, url)
    fill(29)
    assert count_queries(client, url) == few


def test_the_list_of_runs_takes_as_many_queries_for_30_as_for_one(client_for, count_queries, course, member):
    url, client = reverse("training:course_runs", args=[course.slug]), client_for(member)
    run = make_run(course)
    few = count_queries(client, url)
    values = {name: getattr(run, name) for name in ("course", "title", "starts_on", "ends_on", "made_by")}
    Run.objects.bulk_create([Run(**values) for _number in range(29)])
    assert count_queries(client, url) == few
