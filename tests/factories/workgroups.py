"""Makes work groups with their leads and members."""

import factory

from community.workgroups.enums import WITH_REASON, Role, State
from community.workgroups.models import Membership, WorkGroup
from community.workgroups.services import found_group
from tests.factories.people import MemberFactory


class WorkGroupFactory(factory.django.DjangoModelFactory):
    """A group made by the service, with a lead: so that it has all that the floors above add."""

    class Meta:
        model = WorkGroup

    name = factory.Sequence(lambda n: f"Work group {n}")
    slug = factory.Sequence(lambda n: f"work-group-{n}")
    purpose = "To agree on one way of doing it."

    @classmethod
    def _create(cls, model_class, *_args, lead=None, **kwargs):
        lead = lead or MemberFactory()
        return found_group(group=model_class(**kwargs), lead=lead, by=lead)


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    group = factory.SubFactory(WorkGroupFactory)
    member = factory.SubFactory(MemberFactory)
    role = Role.MEMBER
    state = State.ACTIVE
    reason = factory.LazyAttribute(lambda row: "Because." if row.state in WITH_REASON else "")
