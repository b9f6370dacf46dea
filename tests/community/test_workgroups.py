"""Membership of work groups: who gets in, who leads, what outsiders see."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from community.people.models import AuditEntry
from community.workgroups import services
from community.workgroups.enums import Role, State
from community.workgroups.models import Membership, WorkGroup
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory, WorkGroupFactory

pytestmark = pytest.mark.django_db


def test_founding_gives_a_lead_and_an_audit_entry():
    group = WorkGroupFactory()
    lead = group.memberships.get()
    assert (lead.role, lead.state) == (Role.LEAD, State.ACTIVE)
    assert AuditEntry.objects.get(kind="workgroups.workgroup").key == str(group.pk)


def test_asking_does_not_let_in_and_approval_does(member):
    group = WorkGroupFactory()
    membership = services.request_membership(group=group, member=member)
    assert not WorkGroup.objects.of(member).exists()
    services.approve(membership=membership, by=group.memberships.leads().get().member)
    assert list(WorkGroup.objects.of(member)) == [group]


def test_asking_twice_is_told(member):
    group = WorkGroupFactory()
    services.request_membership(group=group, member=member)
    with pytest.raises(services.MembershipRefused, match="already asked"):
        services.request_membership(group=group, member=member)


def test_a_request_answered_by_another_lead_is_told(member):
    group = WorkGroupFactory()
    lead = group.memberships.get().member
    stale = services.request_membership(group=group, member=member)
    services.approve(membership=Membership.objects.get(pk=stale.pk), by=lead)
    with pytest.raises(services.MembershipRefused, match="answered already"):
        services.decline(membership=stale, by=lead, reason="too late")
    assert Membership.objects.get(pk=stale.pk).state == State.ACTIVE


def test_a_declined_member_reads_the_reason_and_may_ask_again(member, client_for):
    group = WorkGroupFactory()
    membership = services.request_membership(group=group, member=member)
    services.decline(membership=membership, by=group.memberships.leads().get().member, reason="The group is full.")
    assert "The group is full." in client_for(member).get(group.get_absolute_url()).content.decode()
    assert services.request_membership(group=group, member=member).state == State.REQUESTED


def test_the_last_lead_cannot_leave():
    group = WorkGroupFactory()
    with pytest.raises(services.MembershipRefused, match="only lead"):
        services.leave(group=group, member=group.memberships.get().member)


def test_a_lead_may_leave_when_another_one_stays():
    group = WorkGroupFactory()
    first = group.memberships.get().member
    services.make_lead(membership=MembershipFactory(group=group), by=first)
    services.leave(group=group, member=first)
    assert group.memberships.leads().count() == 1
    assert not WorkGroup.objects.of(first).exists()


def test_the_database_knows_no_lead_who_is_not_active():
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(role=Role.LEAD, state=State.LEFT)


def test_only_leads_of_the_group_answer_requests(client_for, member):
    group, other = WorkGroupFactory(), WorkGroupFactory()
    waiting = services.request_membership(group=group, member=member)
    address = reverse("workgroups:membership_approve", args=[group.slug, waiting.pk])
    outsiders = [MemberFactory(), member, MembershipFactory(group=group).member, other.memberships.get().member]
    assert [client_for(who).post(address).status_code for who in outsiders] == [404] * 4
    assert client_for(group.memberships.leads().get().member).post(address).status_code == 302


def test_a_lead_cannot_answer_a_neighbour_groups_request_through_the_own_groups_address(client_for, member):
    group, neighbour = WorkGroupFactory(), WorkGroupFactory()
    waiting = services.request_membership(group=neighbour, member=member)
    address = reverse("workgroups:membership_approve", args=[group.slug, waiting.pk])
    assert client_for(group.memberships.get().member).post(address).status_code == 404


def test_declining_without_a_reason_is_refused_beside_the_right_request(client_for, member):
    group = WorkGroupFactory()
    waiting = services.request_membership(group=group, member=member)
    address = reverse("workgroups:membership_decline", args=[group.slug, waiting.pk])
    answer = client_for(group.memberships.leads().get().member).post(address, {"reason": " "})
    assert answer.status_code == 422
    assert "This field is required." in answer.content.decode()


def test_the_roster_is_for_members_of_the_hub(client, client_for):
    group = WorkGroupFactory(lead=MemberFactory(display_name="Dana R."))
    assert "Dana R." not in client.get(group.get_absolute_url()).content.decode()
    assert "Dana R." in client_for(MemberFactory()).get(group.get_absolute_url()).content.decode()


def test_requests_show_to_leads_only(client_for):
    group = WorkGroupFactory()
    services.request_membership(group=group, member=MemberFactory(display_name="Waiting W."))
    lead = group.memberships.leads().get().member
    assert "Waiting W." in client_for(lead).get(group.get_absolute_url()).content.decode()
    other = MembershipFactory(group=group).member
    assert "Waiting W." not in client_for(other).get(group.get_absolute_url()).content.decode()


def test_group_pages_run_the_same_queries_with_many_groups_and_members(client_for, count_queries):
    group = WorkGroupFactory()
    client = client_for(group.memberships.get().member)
    addresses = [reverse("workgroups:groups"), group.get_absolute_url()]
    few = [count_queries(client, address) for address in addresses]
    MembershipFactory.create_batch(29, group=group)
    WorkGroupFactory.create_batch(29)
    assert [count_queries(client, address) for address in addresses] == few
    assert max(few) <= 15


def test_an_administrator_founds_a_group_with_its_first_lead(client_for, admin, member):
    charter = {"name": "Maps", "slug": "maps", "purpose": "Draw them.", "lead": member.pk}
    answer = client_for(admin).post("/django-admin/workgroups/workgroup/add/", charter)
    assert answer.status_code == 302
    assert WorkGroup.objects.get(slug="maps").memberships.leads().get().member == member
    assert AuditEntry.objects.get(kind="workgroups.workgroup").by == admin


def test_an_administrator_makes_another_member_a_lead(client_for, admin):
    membership = MembershipFactory()
    chosen = {"action": "make_lead", "_selected_action": [membership.pk]}
    client_for(admin).post("/django-admin/workgroups/membership/", chosen)
    assert membership.group.memberships.leads().count() == 2
