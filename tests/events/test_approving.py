"""Events that their author may not publish: handed in, decided once, told, and never public before."""

import itertools
import random

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import IntegrityError, transaction
from django.urls import reverse

from community.notifications.models import Notification
from community.people.models import AuditEntry
from community.workgroups.models import Membership
from events import services
from events.approving.enums import ProposalState as S
from events.approving.services.deciding import AlreadyDecided, NotYours, publish_proposed, return_proposed
from events.approving.services.handing_in import MOST_WAITING, TooManyWaiting, propose, revise_proposed
from events.changes.services.following import change_following, rest_of
from events.enums import Visibility
from events.models import Proposal, Series
from events.permissions import can_publish
from tests.events.test_organizing import typed
from tests.factories.events import SeriesFactory, a_lead_of
from tests.factories.people import DepartmentFactory, MemberFactory
from tests.factories.workgroups import MembershipFactory, WorkGroupFactory

db = pytest.mark.django_db
NEW, APPROVALS = "/events/new/", "/events/approvals/"


def organizer():
    found = MemberFactory()
    found.groups.add(Group.objects.get_or_create(name="Organizers")[0])
    return found


@pytest.fixture
def group(db):
    return WorkGroupFactory()


@pytest.fixture
def lead(group):
    return a_lead_of(group)


@pytest.fixture
def author(group):
    return MembershipFactory(group=group).member


def handed_in(by, **fields):
    return propose(series=SeriesFactory.build(**fields), by=by, hand_in=True)


def changed(series, **values):
    version = Series.objects.get(pk=series.pk).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(version, name, value)
    return version


def latest(series):
    return Series.objects.values_list("latest_revision_id", flat=True).get(pk=series.pk)


def told(member):
    return list(Notification.objects.visible_to(member).values_list("kind", flat=True))


def state_of(series):
    return Proposal.objects.get(pk=series.pk).state


@db
def test_who_publishes_for_whom(group, lead, author, client_for):
    """The whole table: who, for which owner, and what becomes of a new event."""
    named, staff, other = organizer(), MemberFactory(is_staff=True), WorkGroupFactory()
    MembershipFactory(group=other, member=lead)
    department = DepartmentFactory()
    owners = {
        "our group": {"group": str(group.pk)},
        "a group one is only in": {"group": str(other.pk)},
        "a department": {"group": "", "department": str(department.pk)},
        "the programme": {"group": ""},
    }
    published = {
        (who, owner)
        for (who, person), (owner, fields) in itertools.product(
            {"organizer": named, "staff": staff, "lead": lead, "member": author}.items(), owners.items()
        )
        if client_for(person).post(NEW, typed(title=f"{who} {owner}", **fields)).status_code == 302
        and Series.objects.get(title=f"{who} {owner}").live
    }
    everything = set(itertools.product(("organizer", "staff"), owners))
    assert published == everything | {("lead", "our group")}
    waiting = Proposal.objects.waiting()
    assert {row.series.title for row in waiting} == {
        "lead a group one is only in", "lead a department", "lead the programme",
        "member our group", "member a department", "member the programme",
    }  # fmt: skip
    assert set(waiting.values_list("series__live", flat=True)) == {False}
    assert not Series.objects.filter(title="member a group one is only in").exists()  # not among the choices


@db
def test_author_hears_why_it_came_back_hands_it_in_again_and_sees_it_published(group, lead, author, client_for):
    page = client_for(author).get(NEW)
    assert "Propose an event" in page.text
    client_for(author).post(NEW, typed(group=str(group.pk)))
    series = Series.objects.get()
    assert (told(lead), series.live, series.occurrences.count()) == (["event_handed_in"], False, 0)

    client = client_for(lead)
    assert series.title in client.get(APPROVALS).text
    back = reverse("events:proposal_return", args=[series.slug])
    refused = client.post(back, {"version": latest(series), "reason": ""})
    assert (refused.status_code, told(author)) == (422, [])
    client.post(back, {"version": latest(series), "reason": "Say where the recording will be."})
    assert (told(author), told(lead), state_of(series)) == (["event_decided"], [], S.RETURNED)
    assert series.title not in client.get(APPROVALS).text

    client = client_for(author)
    assert "Say where the recording will be." in client.get(series.get_absolute_url()).text
    form = client.get(f"{series.get_absolute_url()}edit/")
    assert "Save and hand in" in form.text
    again = typed(title="With a recording", group=str(group.pk), version=form.context["form"]["version"].value())
    assert client.post(f"{series.get_absolute_url()}edit/", again).status_code == 302
    assert (state_of(series), told(lead)) == (S.WAITING, ["event_handed_in"])

    client = client_for(lead)
    shown = client.get(reverse("events:preview", args=[series.slug]))
    assert "With a recording" in shown.text
    version = shown.context["series"].latest_revision_id
    assert client.post(reverse("events:proposal_publish", args=[series.slug]), {"version": version}).status_code == 302
    series.refresh_from_db()
    assert (series.live, series.title, series.occurrences.count()) == (True, "With a recording", 1)
    assert (told(author), told(lead)) == (["event_decided"] * 2, [])
    actions = AuditEntry.objects.filter(action__in=["hand in", "return", "publish"]).order_by("pk")
    assert list(actions.values_list("action", "by")) == [
        ("hand in", author.pk), ("return", lead.pk), ("hand in", author.pk), ("publish", lead.pk),
    ]  # fmt: skip


@db
def test_changes_of_a_published_event_wait_too_and_the_calendar_keeps_what_was_decided(group, lead, author, client_for):
    series = handed_in(author, title="As decided", group=group)
    publish_proposed(series=series, by=lead, version=latest(series))
    client = client_for(author)
    url = f"{series.get_absolute_url()}edit/"
    client.post(url, typed(title="Quite another thing", group=str(group.pk), version=latest(series)))
    series.refresh_from_db()
    assert (series.title, series.live, state_of(series)) == ("As decided", True, S.WAITING)
    assert "Quite another thing" not in client_for(MemberFactory()).get(series.get_absolute_url(), follow=True).text
    assert "Quite another thing" in client.get(reverse("events:preview", args=[series.slug])).text
    publish_proposed(series=series, by=lead, version=latest(series))
    series.refresh_from_db()
    assert series.title == "Quite another thing"


@db
def test_no_other_way_publishes_what_was_handed_in(group, author, client_for):
    """The rest of a series, the admin's form and its buttons: the words would become public."""
    lead = a_lead_of(group)
    series = handed_in(author, title="Weekly", group=group, rule="FREQ=WEEKLY;COUNT=6")
    publish_proposed(series=series, by=lead, version=latest(series))
    author.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = client_for(author)
    third = series.occurrences.order_by("start_at")[2]
    values = typed(
        title="Taken over", group=str(group.pk), version=latest(series), starts_on=str(third.local_start.date())
    )
    client.post(reverse("events:following_edit", args=[series.slug, third.pk]), values)
    edit = reverse("wagtailsnippets_events_series:edit", args=[series.pk])
    admin = values | {"title": "Taken over", "duration": "60", "rule": series.rule, "action-publish": "1"}
    assert "others publish it" in client.post(edit, admin).text
    client.post(reverse("wagtailsnippets_events_series:unpublish", args=[series.pk]))
    assert list(Series.objects.values_list("title", "live")) == [("Weekly", True)]
    lead.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client_for(lead).post(edit, admin)  # the control: who may publish does it there
    assert list(Series.objects.values_list("title", "live")) == [("Taken over", True)]


@db
def test_the_rest_of_a_handed_in_series_goes_through_decisions_too(group, lead, author):
    series = handed_in(author, group=group, rule="FREQ=WEEKLY;COUNT=6")
    publish_proposed(series=series, by=lead, version=latest(series))
    third = series.occurrences.order_by("start_at")[2]
    series.refresh_from_db()
    rest = rest_of(series, third.local_start)
    following = change_following(occurrence=third, changed=rest, by=lead, version=latest(series))
    assert following.organizers.contains(author)
    assert [can_publish(person, following) for person in (author, lead)] == [False, True]


@db
def test_draft_made_in_the_admin_for_no_group_is_published_by_others(author, client_for):
    handed_in(author)  # so that the admin lets them in at all
    author.user_permissions.add(Permission.objects.get(codename="access_admin"))
    values = typed(title="Round the back", duration="60", rule="", group="")
    client_for(author).post(reverse("wagtailsnippets_events_series:add"), values)
    made = Series.objects.filter(title="Round the back").first()
    assert made is None or not can_publish(author, made)


@db
def test_published_by_another_way_is_decided(group, lead, author):
    series = handed_in(author, group=group)
    services.revise(series=changed(series, title="Mended"), by=lead, version=latest(series))
    row = Proposal.objects.get()
    assert (row.state, row.decided_by, told(author), told(lead)) == (S.PUBLISHED, lead, ["event_decided"], [])


@db
def test_what_waits_is_seen_by_its_deciders_alone(group, lead, author, client_for):
    private = handed_in(author, title="Closed", group=group, visibility=Visibility.GROUP)
    public = handed_in(author, title="Open")
    named, neighbour = organizer(), a_lead_of(WorkGroupFactory())
    seen = {"lead": {"Closed"}, "organizer": {"Open"}, "neighbour": set()}
    for name, member in {"lead": lead, "organizer": named, "neighbour": neighbour}.items():
        client = client_for(member)
        text = client.get(APPROVALS).text
        assert {title for title in ("Closed", "Open") if f">{title}<" in text} == seen[name]
        for series in (private, public):
            for view in ("preview", "proposal_return"):
                status = client.get(reverse(f"events:{view}", args=[series.slug])).status_code
                assert status == (200 if series.title in seen[name] else 404), (name, series.title, view)
    for view in (APPROVALS, reverse("events:proposal_return", args=[public.slug])):
        assert client_for(author).get(view).status_code == 404
    assert "proposal/publish" not in client_for(author).get(reverse("events:preview", args=[public.slug])).text


@db
def test_moved_to_another_group_it_goes_to_that_groups_leads(group, lead, author):
    other = WorkGroupFactory()
    MembershipFactory(group=other, member=author)
    series = handed_in(author, group=group)
    revise_proposed(series=changed(series, group=other), by=author, version=latest(series), hand_in=True)
    assert (told(lead), told(a_lead_of(other))) == ([], ["event_handed_in"])
    assert not can_publish(lead, Series.objects.get())
    publish_proposed(series=series, by=a_lead_of(other), version=latest(series))
    revise_proposed(series=changed(series, group=group), by=author, version=latest(series), hand_in=True)
    with pytest.raises(
        NotYours
    ):  # published by then, so it is still in the other group's queue, but not theirs to give
        publish_proposed(series=series, by=a_lead_of(other), version=latest(series))


@db
def test_a_version_nobody_read_is_not_published(group, lead, author, client_for):
    series = handed_in(author, group=group)
    read = latest(series)
    revise_proposed(series=changed(series, title="Swapped"), by=author, version=read, hand_in=True)
    answer = client_for(lead).post(reverse("events:proposal_publish", args=[series.slug]), {"version": read})
    assert (answer.status_code, "changed while you were reading" in answer.text) == (409, True)
    assert "Swapped" in answer.text
    series.refresh_from_db()
    assert not series.live


@db
def test_late_decision_is_told_who_was_faster(group, lead, author, client_for):
    second = MembershipFactory(group=group, role="lead").member
    series = handed_in(author, group=group)
    client = client_for(second)
    version = latest(series)
    return_proposed(series=series, by=lead, version=version, reason="Why?")
    for view, fields in (("publish", {}), ("return", {"reason": "No."})):
        answer = client.post(reverse(f"events:proposal_{view}", args=[series.slug]), {"version": version, **fields})
        assert (answer.status_code, f"Already decided by {lead}" in answer.text) == (409, True)
    assert Proposal.objects.get().reason == "Why?"


@db
def test_taken_back_or_kept_as_a_draft_it_waits_for_nobody(group, lead, author, client_for):
    draft = propose(series=SeriesFactory.build(group=group), by=author, hand_in=False)
    series = handed_in(author, group=group)
    values = typed(group=str(group.pk), draft="on", version=latest(series))
    client_for(author).post(f"{series.get_absolute_url()}edit/", values)
    assert (state_of(draft), state_of(series), told(lead)) == (S.DRAFT, S.DRAFT, [])
    with pytest.raises(AlreadyDecided, match="Nobody has to decide"):
        publish_proposed(series=series, by=lead, version=latest(series))


@db
def test_one_more_than_a_queue_can_bear_is_refused_and_nothing_is_lost(author, client_for):
    for _ in range(MOST_WAITING):
        handed_in(author)
    answer = client_for(author).post(NEW, typed(title="One more"))
    assert (answer.status_code, "One more" in answer.text) == (422, True)
    assert "wait for a decision" in answer.text
    assert Series.objects.count() == MOST_WAITING
    assert client_for(author).post(NEW, typed(title="One more", draft="on")).status_code == 302
    with pytest.raises(TooManyWaiting):
        handed_in(author)


@db
def test_same_form_sent_twice_hands_in_once(author, client_for):
    values = typed()
    for _ in range(2):
        client_for(author).post(NEW, values)
    assert list(Proposal.objects.values_list("handed_in_count", flat=True)) == [1]


@db
@pytest.mark.parametrize("values", [{"state": S.WAITING}, {"state": S.RETURNED, "reason": "x"}, {"state": "lost"}])
def test_rows_that_say_nothing_true_are_refused(values, author):
    series = propose(series=SeriesFactory.build(), by=author, hand_in=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=series.pk).update(**values)


@db
@pytest.mark.parametrize("seed", range(2))
def test_any_history_keeps_what_is_public_decided(seed, group, lead, author):
    """Random steps of all: what the calendar shows was decided by who may, and the queue is what waits."""
    chance, second = random.Random(seed), MembershipFactory(group=group, role="lead").member
    series, decided, wanted, waits = handed_in(author, title="0", group=group), None, "0", True
    for number in range(1, 25):
        step = chance.choice(["change", "take back", "publish", "return", "demote"])
        if step in {"change", "take back"}:
            waits, wanted = step == "change", str(number)
            version = changed(series, title=wanted)
            revise_proposed(series=version, by=author, version=latest(series), hand_in=waits)
        elif step == "demote":
            Membership.objects.filter(group=group, member=second).update(role=chance.choice(["lead", "member"]))
        else:
            by = chance.choice([lead, second])
            if not Proposal.objects.to_decide(by).exists():
                continue
            if step == "publish":
                publish_proposed(series=series, by=by, version=latest(series))
                decided, waits = wanted, False
            else:
                return_proposed(series=series, by=by, version=latest(series), reason="No.")
                waits = False
        series.refresh_from_db()
        assert (series.title if series.live else None) == decided
        assert Proposal.objects.to_decide(lead).exists() == waits
        assert told(lead) == (["event_handed_in"] if waits else [])


@db
def test_queue_costs_the_same_with_1_and_30(group, lead, client_for, count_queries):
    def more(count):
        for _ in range(count):
            handed_in(MembershipFactory(group=group).member, group=group)

    more(1)
    with_one = count_queries(client_for(lead), APPROVALS)
    more(29)
    assert count_queries(client_for(lead), APPROVALS) == with_one <= 15
    assert len(client_for(lead).get(f"{APPROVALS}?page=2").context["page"].object_list) == 10


class TestManyAtOnce:
    pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

    def test_16_decide_and_one_decision_holds(self, at_once):
        group = WorkGroupFactory()
        leads = [MembershipFactory(group=group, role="lead").member for _ in range(16)]
        for _ in range(5):
            series = handed_in(MembershipFactory(group=group).member, group=group)
            version = latest(series)

            def decide(number, series=series, version=version):
                if number % 2:
                    return return_proposed(series=series, by=leads[number], version=version, reason=f"{number}")
                return publish_proposed(series=series, by=leads[number], version=version)

            results = at_once(16, decide)
            assert [type(result) for result in results].count(AlreadyDecided) == 15
            row = Proposal.objects.get(pk=series.pk)
            series.refresh_from_db()
            assert series.live == (row.state == S.PUBLISHED)
            decisions = AuditEntry.objects.filter(action__in=["publish", "return"], key=str(series.pk))
            assert [entry.by for entry in decisions] == [row.decided_by]
            assert Notification.objects.filter(kind="event_decided", subject_id=series.pk).count() == 1
