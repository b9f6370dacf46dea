"""Templates of events: what a new event begins with, and what never comes along."""

import json

import pytest

from community.people.models import Department
from events import services
from events.event_templates.contents import WORDS
from events.event_templates.services import NameTaken, save_template
from events.models import EventTemplate, Proposal, Question, RegistrationRules, Series
from events.registering.enums import QuestionKind
from events.registering.services.asking import AskedQuestion, set_rules
from forum.models import Tag
from tests.events.test_approving import organizer
from tests.factories.events import SeriesFactory, a_lead_of, day
from tests.factories.people import DepartmentFactory, MemberFactory
from tests.factories.workgroups import MembershipFactory, WorkGroupFactory

pytestmark = pytest.mark.django_db
LIST = "/events/templates/"
RULES = {
    "never": ("", {"repeats": "never"}),
    "until a day": ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20270601T065959Z", {"repeats": "weekly", "count": None}),
    "so many times": ("FREQ=MONTHLY;BYDAY=1TU;COUNT=9", {"repeats": "monthly-weekday", "count": 9}),
    "its own": ("FREQ=DAILY;INTERVAL=3;UNTIL=20270601T065959Z", {"repeats": "rule", "rule": "FREQ=DAILY;INTERVAL=3"}),
}  # fmt: skip


def full_series(by, **fields):
    """An event that says everything, with rules, two questions and somebody who registered."""
    values = {
        "title": "Steward training", "body": "Bring a file.", "department": DepartmentFactory(), "credit_hours": "1.5",
        "format": "hybrid", "venue": "915 Capitol Mall", "join_link": "https://meet.example/secret", "capacity": 12,
        "duration": 95, "zone": "America/New_York", "skip_holidays": True, "starts_on": day("2027-01-05"), **fields,
    }  # fmt: skip
    series = SeriesFactory(by=by, **values)
    series.topics.add(Tag.objects.create(name="Water", slug="water", is_kept=True))
    services.revise(series=series, by=by, version=series.latest_revision_id)
    services.register(occurrence=series.occurrences.first(), member=MemberFactory())
    asked = [
        AskedQuestion(None, "Which dataset?", QuestionKind.TEXT, "", True),
        AskedQuestion(None, "Room?", QuestionKind.CHOICE, "North\nSouth", False),
    ]
    rules = RegistrationRules(is_by_approval=True, closes_hours=24, accommodation_handler=by)
    set_rules(series=series, rules=rules, questions=asked, by=by, version=0)
    return series


def saved(series, by, **values):
    return save_template(series=series, by=by, **{"name": "Training", "group": None, **values})


def begun(client, template, **values):
    """The form as it opens, sent with the dates that an organizer chooses."""
    form = client.get(f"{LIST}{template.pk}/new/").context["form"]
    shown = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in shown.items() if value is not None and value is not False}
    return shown, client.post(f"{LIST}{template.pk}/new/", {**sent, "starts_on": "2028-03-07", **values})


@pytest.mark.parametrize("name", RULES)
def test_new_event_says_what_the_old_one_said_but_no_dates(name, client_for):
    rule, rhythm = RULES[name]
    by = organizer()
    series = full_series(by, rule=rule)
    template = saved(series, by)
    kept = json.dumps([template.said, template.rules, template.questions])
    assert [word for word in ("2027", "meet.example", str(series.uid)) if word in kept] == []
    ends = {} if name in {"never", "so many times"} else {"until": "2028-06-01"}
    if name == "its own":
        ends = {"rule": "FREQ=DAILY;INTERVAL=3;COUNT=4"}
    shown, answer = begun(client_for(by), template, **ends)
    assert (shown["starts_on"], shown["until"], shown["join_link"]) == (None, None, "")
    assert {field: shown[field] for field in rhythm} == rhythm
    assert answer.status_code == 302
    new = Series.objects.exclude(pk=series.pk).get()
    assert {field: getattr(new, field) for field in WORDS} == {field: getattr(series, field) for field in WORDS} | {
        "credit_hours": new.credit_hours
    }
    assert (new.credit_hours, list(new.topics.all())) == (series.credit_hours, list(series.topics.all()))
    assert (new.live, new.occurrences.filter(registered_count__gt=0).exists()) == (True, False)
    assert (new.starts_at, new.join_link) == (series.starts_at, "")
    rules = RegistrationRules.objects.get(series=new)
    assert (rules.is_by_approval, rules.closes_hours, rules.question_count) == (True, 24, 2)
    assert rules.accommodation_handler == by
    copied = Question.objects.filter(series=new).values_list("text", "kind", "choices", "is_required")
    assert list(copied) == list(
        Question.objects.filter(series=series).values_list("text", "kind", "choices", "is_required")
    )


def test_what_is_gone_by_then_is_left_out(client_for):
    by, gone = organizer(), MemberFactory()
    series = full_series(by)
    RegistrationRules.objects.filter(series=series).update(accommodation_handler=gone)
    template = saved(series, by)
    gone.is_active = False
    gone.save()
    series.topics.get().delete()
    Series.objects.update(department=None)
    Department.objects.get(pk=template.said["department_id"]).delete()
    assert begun(client_for(by), template)[1].status_code == 302
    new = Series.objects.exclude(pk=series.pk).get()
    handler = RegistrationRules.objects.get(series=new).accommodation_handler
    assert (new.department, new.topics.count(), handler) == (None, 0, None)


def test_templates_of_a_group_are_for_its_members_and_of_one_member_for_nobody_else(client_for):
    group = WorkGroupFactory()
    lead, member = a_lead_of(group), MembershipFactory(group=group).member
    series = SeriesFactory(by=lead, group=group, visibility="group", title="Closed meeting")
    of_group, own = saved(series, lead, group=group, name="Of the group"), saved(series, lead, name="My own")
    answers = {}
    for who, person in {"lead": lead, "member": member, "neighbour": a_lead_of(WorkGroupFactory())}.items():
        client = client_for(person)
        text = client.get(LIST).text
        answers[who] = {
            (
                template.name,
                template.name in text,
                *(client.get(f"{LIST}{template.pk}/{view}/").status_code for view in ("new", "delete")),
            )
            for template in (of_group, own)
        }
    assert answers == {
        "lead": {("Of the group", True, 200, 200), ("My own", True, 200, 200)},
        "member": {("Of the group", True, 200, 404), ("My own", False, 404, 404)},
        "neighbour": {("Of the group", False, 404, 404), ("My own", False, 404, 404)},
    }
    assert begun(client_for(member), of_group)[1].status_code == 302  # who may not publish hands in what began with it
    assert Proposal.objects.waiting().get().series.group == group


def test_save_on_the_site_and_delete(client_for):
    group = WorkGroupFactory()
    lead = a_lead_of(group)
    series, client = SeriesFactory(by=lead, group=group), client_for(lead)
    url = f"{series.get_absolute_url()}template/"
    assert client.get(url).context["form"]["group"].value() == group.pk
    for status in (302, 422):  # once, and then the name is taken
        assert client.post(url, {"name": "Clinic", "group": str(group.pk)}).status_code == status
    assert client.post(url, {"name": "Clinic", "group": ""}).status_code == 302  # one's own is another list
    assert client.post(url, {"name": " ", "group": ""}).status_code == 422
    assert client.post(url, {"name": "Theirs", "group": str(WorkGroupFactory().pk)}).status_code == 422
    template = EventTemplate.objects.get(group=group)
    client.post(f"{LIST}{template.pk}/delete/")
    assert list(EventTemplate.objects.values_list("group", flat=True)) == [None]
    assert Series.objects.filter(pk=series.pk).exists()


def test_name_is_taken_once_for_each_owner():
    by = organizer()
    series = SeriesFactory(by=by)
    saved(series, by)
    saved(series, MemberFactory())
    with pytest.raises(NameTaken):
        saved(series, by)


def test_list_costs_the_same_with_1_and_30(client_for, count_queries):
    group = WorkGroupFactory()
    lead = a_lead_of(group)
    series = SeriesFactory(by=lead, group=group)
    saved(series, lead, group=group)
    with_one = count_queries(client_for(lead), LIST)
    for number in range(29):
        saved(series, lead, group=group, name=f"Number {number}")
    assert count_queries(client_for(lead), LIST) == with_one <= 15
    assert len(client_for(lead).get(f"{LIST}?page=2").context["page"].object_list) == 10
