"""Membership: from every standing every allowed act works, every other is refused with a sentence, one lead remains."""

from collections import deque
from random import Random

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.notifications.models import Notification
from community.notifications.services.telling import without_mail
from community.people.models import AuditEntry, Member
from community.workgroups.enums import Role, State
from community.workgroups.models import Document, Membership
from community.workgroups.services import MembershipRefused, close_group, take_step
from community.workgroups.steps import STANDINGS as OURS
from community.workgroups.steps import STEPS
from events.enums import Visibility
from events.feeds.own import my_calendar
from events.models import Occurrence
from events.querysets import viewers_of
from forum.models import Board
from forum.querysets import readers_of
from tests.community.workgroups.standings import ACTS, LEADS_TO, OF_LEADS, STANDINGS, act_of, name_of, put
from tests.factories.events import SeriesFactory
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory, WorkGroupFactory

pytestmark = pytest.mark.django_db


def try_step(group, member, act, by, reason="Because."):
    """The name of where it led, or the sentence that refused it."""
    try:
        return name_of(take_step(group=group, member=member, act=act_of(act), by=by, reason=reason))
    except MembershipRefused as refusal:
        return refusal.message


def test_the_table_here_names_everything_that_is_there():
    assert {act.value for act in STEPS} == set(ACTS)
    assert len(OURS) == len(STANDINGS)


@pytest.mark.parametrize("standing", STANDINGS)
def test_every_act_from_a_standing_works_or_is_refused_with_a_sentence(standing):
    group = WorkGroupFactory()
    lead = group.memberships.get().member
    for act in ACTS:
        member = MemberFactory()
        put(group, member, standing)
        wanted = LEADS_TO[standing, act]

        found = try_step(group, member, act, lead if act in OF_LEADS else member)

        assert name_of(group.memberships.filter(member=member).first()) == (standing if wanted == "." else wanted)
        if wanted == ".":
            assert found.endswith("."), (act, found)
            assert len(found.split()) >= 4, (act, found)
        else:
            assert found == wanted


@pytest.mark.parametrize("act", ACTS)
def test_an_act_of_somebody_else_is_refused(act):
    group, neighbour = WorkGroupFactory(), WorkGroupFactory().memberships.get().member
    start = next(standing for standing in STANDINGS[1:] if LEADS_TO[standing, act] != ".")
    member = MemberFactory()
    put(group, member, start)
    others = [neighbour, MembershipFactory(group=group).member]
    others += [member] if act in OF_LEADS and start != "lead" else [group.memberships.leads().first().member]
    for by in others:
        assert "Only" in try_step(group, member, act, by), by


def test_every_standing_is_reached_from_every_other():
    """Walked with the services, breadth first: no state is a dead end."""
    group = WorkGroupFactory()
    lead = group.memberships.get().member
    rows = [standing for standing in STANDINGS if standing != "outside"]
    for start in rows:
        reached, queue = {start}, deque([start])
        while queue:
            here = queue.popleft()
            for act in ACTS:
                if LEADS_TO[here, act] in {".", *reached}:
                    continue
                member = MemberFactory()
                put(group, member, here)
                end = try_step(group, member, act, lead if act in OF_LEADS else member)
                reached.add(end)
                queue.append(end)
        assert reached == set(rows)


def test_the_only_lead_stays():
    group = WorkGroupFactory()
    lead = group.memberships.get().member
    for act in ("leave", "step down"):
        assert "only lead" in try_step(group, lead, act, lead)
    assert "Leave the group" in try_step(group, lead, "remove", lead)
    assert group.memberships.leads().count() == 1


def test_who_says_no_says_why():
    group = WorkGroupFactory()
    lead = group.memberships.get().member
    for standing, act in (("requested", "decline"), ("active", "remove")):
        member = MemberFactory()
        put(group, member, standing)
        assert try_step(group, member, act, lead, reason="  ") == "Say why. The person reads it."


def test_nobody_enters_a_closed_group_and_who_waits_is_answered():
    group = WorkGroupFactory()
    lead = group.memberships.get().member
    for standing in STANDINGS:
        put(group, MemberFactory(last_name=standing), standing)
    close_group(group=group, by=lead, achieved="Agreed on one way.")
    assert not group.memberships.filter(state__in=[State.REQUESTED, State.INVITED]).exists()
    assert group.memberships.filter(state=State.DECLINED, reason="The group was closed.").count() == 1
    outsider = MemberFactory()
    for act, by in (("request", outsider), ("invite", lead)):
        assert "closed" in try_step(group, outsider, act, by)
    assert try_step(group, group.memberships.filter(role=Role.MEMBER).active().first().member, "make lead", lead)


def test_a_private_group_takes_no_requests():
    group, member = WorkGroupFactory(is_private=True), MemberFactory()
    assert "invite" in try_step(group, member, "request", member)
    assert try_step(group, member, "invite", group.memberships.get().member) == "invited"


def test_the_database_refuses_rows_that_can_not_be():
    group = WorkGroupFactory()
    impossible = [
        {"state": State.LEFT, "role": Role.LEAD},
        {"state": State.ACTIVE, "role": "chief"},
        {"state": "lost"},
        {"state": State.REMOVED, "reason": ""},
        {"state": State.ACTIVE, "reason": "Why?"},
    ]
    for fields in impossible:
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.create(group=group, member=MemberFactory(), **fields)


def test_what_is_told_stands_and_falls_with_the_membership():
    group, member = WorkGroupFactory(), MemberFactory()
    lead = group.memberships.get().member
    told = [
        ("request", member, "membership_requested", lead),
        ("decline", lead, "membership_answered", member),
        ("invite", lead, "membership_invited", member),
        ("refuse", member, "invitation_answered", lead),
        ("invite", lead, "membership_invited", member),
        ("accept", member, "invitation_answered", lead),
        ("make lead", lead, "membership_role", member),
        ("remove", lead, "membership_role", member),
    ]
    for act, by, kind, reader in told:
        before = Notification.objects.filter(member=reader, kind=kind).count()
        try_step(group, member, act, by)
        assert Notification.objects.filter(member=reader, kind=kind).count() == before + 1, act
    assert not Notification.objects.unread().filter(kind__in=["membership_requested", "membership_invited"]).exists()
    acts = AuditEntry.objects.filter(kind="workgroups.membership").order_by("pk").values_list("action", flat=True)
    assert list(acts) == [act for act, *_rest in told]


STEPS_OF_WALK = 10_000


class Walk:
    """A group with a private board, a meeting and a document; people who act at random; what must be true, apart."""

    def __init__(self, seed):
        self.random = Random(seed)
        self.group = WorkGroupFactory()
        self.board = self.group.boards.get()
        lead = self.group.memberships.get().member
        self.series = SeriesFactory(group=self.group, visibility=Visibility.GROUP, by=lead)
        self.document = Document.objects.create(group=self.group, title="Minutes")
        self.people = [lead, *MemberFactory.create_batch(3)]
        self.stands = dict.fromkeys(self.people, "outside") | {lead: "lead"}

    def step(self):
        member, act = self.random.choice(self.people), self.random.choice(ACTS)
        by = self.random.choice(self.people) if act in OF_LEADS else member
        wanted = self.wanted(member, act, by)
        found = try_step(self.group, member, act, by)
        assert found == wanted if wanted else found.endswith("."), (self.stands, member, act, by, found)
        if wanted:
            self.stands[member] = wanted

    def wanted(self, member, act, by):
        here, leads = self.stands[member], sum(stand == "lead" for stand in self.stands.values())
        if act in OF_LEADS and self.stands[by] != "lead":
            return None
        if act == "remove" and by == member:
            return None
        end = LEADS_TO[here, act]
        return None if end == "." or (here == "lead" and leads == 1) else end

    def check(self):
        active = {person for person, stand in self.stands.items() if stand in {"active", "lead"}}
        assert self.group.memberships.leads().count() >= 1
        assert set(Member.objects.filter(readers_of(self.board))) & set(self.people) == active
        assert set(Member.objects.filter(viewers_of(self.series)).distinct()) & set(self.people) == active
        for person in self.people:
            is_in = person in active
            assert Board.objects.visible_to(person).filter(pk=self.board.pk).exists() == is_in
            assert Occurrence.objects.open_to(person).filter(series=self.series).exists() == is_in
            feed = my_calendar(member=person, name="own", since=timezone.now()).rows
            assert any(self.series.title in text for text, _zone in feed) == is_in
            assert Document.objects.visible_to(person).filter(pk=self.document.pk).exists() == is_in


@pytest.mark.once
def test_a_random_walk_keeps_one_lead_and_right_grants_in_forum_and_calendar():
    with without_mail():
        walk = Walk(seed=8)
        seen = set()
        for number in range(STEPS_OF_WALK):
            walk.step()
            seen |= set(walk.stands.values())
            assert "lead" in walk.stands.values()
            if number % 250 == 0:
                walk.check()
        walk.check()
    assert seen == set(STANDINGS)


def test_control_the_walk_sees_a_grant_that_stayed(monkeypatch):
    walk = Walk(seed=1)
    outsider = walk.people[1]
    MembershipFactory(group=walk.group, member=outsider)
    with pytest.raises(AssertionError):
        walk.check()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_one_lead_remains_when_all_go_at_once(at_once):
    group = WorkGroupFactory()
    leads = [group.memberships.get().member]
    leads += [MembershipFactory(group=group, role=Role.LEAD).member for _ in range(7)]

    def go(number):
        me, other = leads[number], leads[(number + 1) % len(leads)]
        act, about = [("leave", me), ("step down", me), ("remove", other)][number % 3]
        return try_step(group, about, act, me)

    for _turn in range(3):
        at_once(len(leads), go)
        assert group.memberships.leads().count() >= 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_who_is_answered_by_eight_leads_at_once_is_answered_once(at_once):
    group, member = WorkGroupFactory(), MemberFactory()
    leads = [group.memberships.get().member]
    leads += [MembershipFactory(group=group, role=Role.LEAD).member for _ in range(7)]
    put(group, member, "requested")

    ends = at_once(8, lambda n: try_step(group, member, ["approve", "decline"][n % 2], leads[n]))

    assert sum(end in {"active", "declined"} for end in ends) == 1
    acts = AuditEntry.objects.filter(kind="workgroups.membership", action__in=["approve", "decline"])
    assert acts.count() == 1
