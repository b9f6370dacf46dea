"""Questions, approval, deadlines, quotas, others' registrations: each refused with a sentence, nothing lost."""

import csv
import uuid
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine

from community.notifications.models import Notification
from community.people.models import AuditEntry
from events import services
from events.enums import RegistrationState as S
from events.enums import Told, Visibility
from events.models import Answer, Question, Registration, RegistrationRules
from events.registering.rules import Filled
from events.registering.services.asking import AskedQuestion, set_rules
from events.registering.services.deciding import bring, decline, let_in
from events.services import EditedMeanwhile, EventFull, RegistrationRefused
from tests.events.line_check import faults_of
from tests.factories.events import an_occurrence, day
from tests.factories.people import DepartmentFactory, MemberFactory
from tests.factories.workgroups import WorkGroupFactory

db = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
STYLE = AskedQuestion(None, "What do you bring?", "choice", "Code\nDesign", is_required=True)
WHY = AskedQuestion(None, "Which dataset?", "text", "", is_required=False)


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def a_date(questions=(), *, event=None, **rules):
    """A date on December 8 whose organizer set these rules."""
    occurrence = an_occurrence(starts_on=day("2026-12-08"), **(event or {}))
    set_rules(
        series=occurrence.series,
        rules=RegistrationRules(**rules),
        questions=list(questions),
        by=occurrence.series.scheduled_by,
        version=0,
    )
    return occurrence


def register(occurrence, member=None, **kwargs):
    return services.register(occurrence=occurrence, member=member or MemberFactory(), may_wait=True, **kwargs)


def organizer_of(occurrence):
    return occurrence.series.scheduled_by


@db
class TestDeadlines:
    def test_before_it_opens_and_after_it_closes_nobody_registers(self):
        occurrence = a_date(opens_days=7, closes_hours=24)
        with pytest.raises(RegistrationRefused, match=r"opens on Tuesday, December 1, 10 a.m. PST"):
            register(occurrence)
        with pytest.raises(RegistrationRefused, match="closed on Monday, December 7"):
            register(occurrence, at=occurrence.start_at - timedelta(hours=24))
        assert register(occurrence, at=occurrence.start_at - timedelta(hours=25)).is_registered

    def test_an_offer_holds_after_the_closing(self):
        occurrence = a_date(event={"capacity": 1}, closes_hours=24)
        first, second = register(occurrence), register(occurrence)
        at = occurrence.start_at - timedelta(hours=20)
        services.withdraw(occurrence=occurrence, member=first.member, at=at)
        assert services.take(occurrence=occurrence, member=second.member, at=at).is_registered

    def test_who_has_a_place_withdraws_in_time_and_a_floor_above_at_any_time(self):
        occurrence = a_date(withdraw_hours=48)
        row = register(occurrence)
        late = occurrence.start_at - timedelta(hours=47)
        with pytest.raises(RegistrationRefused, match="You could withdraw until Sunday, December 6"):
            services.withdraw(occurrence=occurrence, member=row.member, by=row.member, at=late)
        assert services.withdraw(occurrence=occurrence, member=row.member, at=late).state == S.WITHDRAWN

    def test_the_page_says_so(self, client_for):
        url = a_date(opens_days=7).get_absolute_url()
        client = client_for(MemberFactory())
        assert "Registration opens on Tuesday, December 1" in client.get(url).text
        answer = client.post(f"{url}register/", {"form_token": uuid.uuid4()})
        assert (answer.status_code, Registration.objects.count()) == (409, 0)


@db
class TestQuota:
    def test_one_department_gets_so_many_places_and_numbers(self):
        occurrence, department = a_date(event={"capacity": 1}, department_quota=2), DepartmentFactory(acronym="CDPH")
        first, second, third = MemberFactory.create_batch(3, department=department)
        assert [register(occurrence, one).state for one in (first, second)] == [S.REGISTERED, S.WAITING]
        with pytest.raises(RegistrationRefused, match=r"2 people of .*CDPH.* take part or wait already"):
            register(occurrence, third)
        assert register(occurrence).state == S.WAITING
        services.withdraw(occurrence=occurrence, member=first)
        assert register(occurrence, third).state == S.WAITING
        assert faults_of(occurrence) == []

    def test_people_of_no_department_are_not_counted(self):
        occurrence = a_date(department_quota=1)
        assert all(register(occurrence, MemberFactory(department=None)).is_registered for _ in range(3))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_quota_holds_when_20_of_one_department_come_at_once(at_once):
    occurrence, department = a_date(department_quota=3), DepartmentFactory()
    members = MemberFactory.create_batch(20, department=department)
    results = at_once(20, lambda n: register(occurrence, members[n]))
    assert occurrence.registrations.current().count() == 3
    assert sum(isinstance(result, RegistrationRefused) for result in results) == 17


@db
class TestQuestions:
    def test_answers_are_kept_and_shown_to_organizers_and_in_the_file(self, client_for):
        occurrence = a_date([STYLE, WHY])
        style, why = Question.objects.asked()
        member = MemberFactory(display_name="Ana Reyes")
        client, url = client_for(member), occurrence.get_absolute_url()
        assert f'{url}register/"' in client.get(url).text
        data = {"form_token": uuid.uuid4(), f"question-{style.pk}": "Design", f"question-{why.pk}": "=HYPERLINK(1)"}
        assert client.post(f"{url}register/", data).status_code == 302
        organizer = client_for(organizer_of(occurrence))
        page = organizer.get(f"{url}registrations/").text
        assert "What do you bring?" in page
        assert "Design" in page
        answer = organizer.get(f"{url}registrations/people.csv")
        text = b"".join(answer.streaming_content).decode("utf-8-sig")
        head, row = csv.reader(StringIO(text))
        assert head[-2:] == ["What do you bring?", "Which dataset?"]
        assert (row[0], row[-2:]) == ("Ana Reyes", ["Design", "'=HYPERLINK(1)"])
        assert member.email not in text

    def test_a_required_answer_is_asked_for_and_what_was_typed_stays(self, client_for):
        occurrence = a_date([STYLE, WHY])
        _style, why = Question.objects.asked()
        data = {"form_token": uuid.uuid4(), f"question-{why.pk}": "Wells in Kern", "needs": "Captions"}
        answer = client_for(MemberFactory()).post(f"{occurrence.get_absolute_url()}register/", data)
        assert answer.status_code == 422
        assert "Wells in Kern" in answer.text
        assert "Captions" in answer.text
        assert not Registration.objects.exists()

    def test_a_choice_that_is_none_is_refused(self, client_for):
        occurrence = a_date([STYLE])
        data = {"form_token": uuid.uuid4(), f"question-{Question.objects.get().pk}": "Dance"}
        assert client_for(MemberFactory()).post(f"{occurrence.get_absolute_url()}register/", data).status_code == 422

    def test_no_way_past_a_required_answer(self):
        occurrence = a_date([STYLE])
        with pytest.raises(RegistrationRefused, match="ask something first"):
            register(occurrence)

    def test_registering_again_writes_answers_again(self):
        occurrence, member = a_date([WHY]), MemberFactory()
        key = Question.objects.get().pk
        register(occurrence, member, filled=Filled({key: "First"}))
        services.withdraw(occurrence=occurrence, member=member)
        register(occurrence, member, filled=Filled({key: "Second"}))
        assert Answer.objects.get().text == "Second"

    def test_a_question_with_answers_that_changes_is_kept_beside_them(self):
        occurrence = a_date([WHY])
        old = Question.objects.get()
        register(occurrence, filled=Filled({old.pk: "Wells"}))
        new = AskedQuestion(old.pk, "Which two datasets?", "text", "", is_required=False)
        set_rules(
            series=occurrence.series, rules=RegistrationRules(), questions=[new], by=organizer_of(occurrence), version=1
        )
        assert Answer.objects.get().question.text == "Which dataset?"
        assert [question.text for question in Question.objects.asked()] == ["Which two datasets?"]


@db
class TestTheOrganizersPage:
    def data(self, **values):
        management = {"questions-TOTAL_FORMS": "2", "questions-INITIAL_FORMS": "0"}
        one = {
            "questions-0-text": "What do you bring?",
            "questions-0-kind": "choice",
            "questions-0-choices": "Code\nDesign",
        }
        return {"version": "0", **management, **one, "questions-1-text": "", "questions-1-kind": "text"} | values

    def url(self, occurrence):
        return f"{occurrence.series.get_absolute_url()}registration/"

    def test_rules_and_questions_are_saved_and_audited(self, client_for):
        occurrence, handler = an_occurrence(), MemberFactory()
        data = self.data(is_by_approval="on", opens_days="30", handler=handler.email)
        answer = client_for(organizer_of(occurrence)).post(self.url(occurrence), data)
        assert answer.status_code == 302
        rules = RegistrationRules.objects.get()
        assert (rules.is_by_approval, rules.opens_days, rules.accommodation_handler) == (True, 30, handler)
        assert (rules.question_count, rules.version) == (1, 1)
        assert Question.objects.get().options == ["Code", "Design"]
        assert AuditEntry.objects.filter(action="set registration rules").exists()

    @pytest.mark.parametrize(
        ("bad", "sentence"),
        [
            ({"questions-0-choices": "Code"}, "two choices or more"),
            ({"opens_days": "1", "closes_hours": "24"}, "would close before it opens"),
            ({"department_quota": "0"}, "greater than or equal to 1"),
            ({"handler": "nobody@example.org"}, "No member has this address"),
            ({"questions-TOTAL_FORMS": "50"}, "at most 12"),
        ],
    )
    def test_bad_input_shows_the_form_with_what_was_typed(self, client_for, bad, sentence):
        occurrence = an_occurrence()
        answer = client_for(organizer_of(occurrence)).post(self.url(occurrence), self.data(**bad))
        assert answer.status_code == 422
        assert sentence in answer.text
        assert "What do you bring?" in answer.text
        assert not RegistrationRules.objects.exists()

    def test_two_organizers_at_once_are_told(self, client_for):
        occurrence = a_date(opens_days=3)
        client = client_for(organizer_of(occurrence))
        answer = client.post(self.url(occurrence), self.data(opens_days="9"))
        assert answer.status_code == 409
        assert "Somebody else changed these rules" in answer.text
        again = client.post(self.url(occurrence), self.data(opens_days="9", version="1"))
        assert (again.status_code, RegistrationRules.objects.get().opens_days) == (302, 9)
        with pytest.raises(EditedMeanwhile):
            set_rules(series=occurrence.series, rules=RegistrationRules(), questions=[], by=MemberFactory(), version=1)


@db
class TestApproval:
    def test_who_asks_is_let_in_and_hears_with_the_date(self):
        occurrence = a_date(is_by_approval=True)
        row = register(occurrence)
        assert (row.state, row.number) == (S.REQUESTED, 1)
        assert Notification.objects.filter(member=organizer_of(occurrence), kind=Told.REQUESTED).count() == 1
        let_in(registration=row, by=organizer_of(occurrence))
        row.refresh_from_db()
        assert row.is_registered
        assert Notification.objects.filter(member=row.member, kind=Told.REGISTRATION).count() == 1
        assert not Notification.objects.filter(kind=Told.REQUESTED).exists()
        assert faults_of_open(occurrence) == []

    def test_let_in_where_all_is_taken_waits_with_the_number_of_the_request(self):
        occurrence = a_date(event={"capacity": 1}, is_by_approval=True)
        rows = [register(occurrence) for _ in range(3)]
        for row in (rows[2], rows[1], rows[0]):
            let_in(registration=row, by=organizer_of(occurrence))
        assert [(row.number, row.state) for row in Registration.objects.order_by("pk")] == [
            (1, S.WAITING),
            (2, S.WAITING),
            (3, S.REGISTERED),
        ]
        services.withdraw(occurrence=occurrence, member=rows[2].member)
        assert Registration.objects.get(pk=rows[0].pk).state == S.OFFERED

    def test_declined_hears_why_and_may_ask_again(self, client_for):
        occurrence = a_date(is_by_approval=True)
        row = register(occurrence)
        client = client_for(organizer_of(occurrence))
        url = f"{occurrence.get_absolute_url()}registrations/{row.pk}/decline/"
        assert client.post(url, {"reason": ""}).status_code == 422
        assert client.post(url, {"reason": "Only for stewards."}).status_code == 302
        assert "Only for stewards." in client_for(row.member).get(occurrence.get_absolute_url()).text
        assert Notification.objects.filter(member=row.member, kind=Told.PLACE).count() == 1
        assert register(occurrence, row.member).state == S.REQUESTED

    def test_taking_somebody_out_frees_the_place_for_the_next(self):
        occurrence = a_date(event={"capacity": 1})
        first, second = register(occurrence), register(occurrence)
        decline(registration=first, by=organizer_of(occurrence), reason="Wrong room.")
        assert Registration.objects.get(pk=second.pk).state == S.OFFERED
        assert AuditEntry.objects.filter(action="decline", by=organizer_of(occurrence)).count() == 1

    def test_taking_a_request_back_leaves_nothing_to_answer(self):
        occurrence = a_date(is_by_approval=True)
        row = register(occurrence)
        services.withdraw(occurrence=occurrence, member=row.member, by=row.member)
        assert not Notification.objects.filter(kind=Told.REQUESTED).exists()
        assert let_in(registration=row, by=organizer_of(occurrence)).state == S.WITHDRAWN

    def test_a_floor_above_never_bypasses_it(self):
        occurrence = a_date(is_by_approval=True)
        row = services.register(occurrence=occurrence, member=MemberFactory(), is_told=False)
        assert row.state == S.REQUESTED


def faults_of_open(occurrence):
    occurrence.refresh_from_db()
    return [] if occurrence.registered_count == occurrence.registrations.registered().count() else ["count"]


@db
class TestOnBehalf:
    def test_they_get_places_in_order_and_hear_who_did_it(self, client_for):
        occurrence = a_date([STYLE], event={"capacity": 1}, is_by_approval=True, opens_days=1)
        first, second = MemberFactory.create_batch(2)
        client, url = client_for(organizer_of(occurrence)), f"{occurrence.get_absolute_url()}registrations/bring/"
        answer = client.post(url, {"people": f"{first.email}\n {second.email.upper()} \n"}, follow=True)
        assert "1 person has a place. 1 waits." in answer.text
        assert list(occurrence.registrations.order_by("pk").values_list("member", "state", "by")) == [
            (first.pk, S.REGISTERED, organizer_of(occurrence).pk),
            (second.pk, S.WAITING, organizer_of(occurrence).pk),
        ]
        told = Notification.objects.exclude(kind=Told.REQUESTED).order_by("pk").values_list("member", "kind")
        assert list(told) == [(first.pk, Told.REGISTRATION), (second.pk, Told.PLACE)]
        assert AuditEntry.objects.filter(action="register others").count() == 1

    def test_an_unknown_address_is_named_and_nobody_is_registered(self, client_for):
        occurrence, member = an_occurrence(), MemberFactory()
        client, url = client_for(organizer_of(occurrence)), f"{occurrence.get_absolute_url()}registrations/bring/"
        answer = client.post(url, {"people": f"{member.email}\nwho@example.org"})
        assert answer.status_code == 422
        assert "who@example.org" in answer.text
        assert not Registration.objects.exists()

    def test_who_may_not_see_the_event_is_named_and_nobody_is_registered(self):
        occurrence = an_occurrence(group=WorkGroupFactory(), visibility=Visibility.GROUP)
        with pytest.raises(RegistrationRefused, match="Outsider can't see this event"):
            bring(
                occurrence=occurrence,
                members=[occurrence.series.group.members.get(), MemberFactory(display_name="Outsider")],
                by=organizer_of(occurrence),
            )
        assert not Registration.objects.exists()

    def test_the_quota_holds_for_them_too(self):
        occurrence, department = a_date(department_quota=1), DepartmentFactory()
        with pytest.raises(RegistrationRefused, match="the most for one department"):
            bring(
                occurrence=occurrence,
                members=MemberFactory.create_batch(2, department=department),
                by=organizer_of(occurrence),
            )
        assert not Registration.objects.exists()


@db
def test_the_list_costs_the_same_with_1_and_30(client_for, count_queries):
    occurrence = a_date([WHY], event={"capacity": 40}, is_by_approval=True)
    key = Question.objects.get().pk
    client, url = client_for(organizer_of(occurrence)), f"{occurrence.get_absolute_url()}registrations/"

    def fill(number):
        for _ in range(number):
            let_in(registration=register(occurrence, filled=Filled({key: "Wells"})), by=organizer_of(occurrence))
            register(occurrence, filled=Filled({key: "Roads"}))

    fill(1)
    with_one = count_queries(client, url)
    fill(29)
    assert count_queries(client, url) == with_one <= 15


@db
def test_a_full_linked_date_is_still_refused_for_who_may_not_wait():
    occurrence = a_date(event={"capacity": 1})
    register(occurrence)
    with pytest.raises(EventFull):
        services.register(occurrence=occurrence, member=MemberFactory(), is_told=False)
