"""What the migration knows of who came and went before passages were kept."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps

from community.people.models import AuditEntry
from community.workgroups.models import Passage
from community.workgroups.services import approve, leave, request_membership
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory, WorkGroupFactory

pytestmark = pytest.mark.django_db


def test_passages_come_from_the_audit_log_or_else_from_the_founding():
    group = WorkGroupFactory()
    lead = group.memberships.get()
    came = approve(membership=request_membership(group=group, member=MemberFactory()), by=lead.member)
    leave(group=group, member=came.member)
    went = MembershipFactory(group=group)  # of whom the log knows only the way out
    leave(group=group, member=went.member)
    MembershipFactory(group=group, state="requested")
    kept = list(came.passages.order_by("pk").values_list("is_in", flat=True))
    Passage.objects.all().delete()

    import_module("community.workgroups.migrations.0003_quarters").keep_passages(apps, None)

    found = {row.pk: list(row.passages.order_by("pk")) for row in (lead, came, went)}
    assert [[one.is_in for one in found[row.pk]] for row in (lead, came, went)] == [[True], kept, [True, False]]
    assert [found[row.pk][0].at for row in (lead, went)] == [group.founded_at] * 2
    entry = AuditEntry.objects.get(action="approve", key=str(came.pk))
    assert abs(found[came.pk][0].at - entry.at) < timedelta(seconds=1)
    assert Passage.objects.count() == 5
