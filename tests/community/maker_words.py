"""What the makers of mails share: people and groups with hostile names, and the same words without addresses."""

from __future__ import annotations

from community.people.models import Member
from community.workgroups.models import WorkGroup
from tests.factories.people import MemberFactory
from tests.factories.workgroups import WorkGroupFactory


def named(title: str) -> Member:
    """Somebody whose public name is the title, as far as the database lets a name be one."""
    member = MemberFactory()
    Member.objects.filter(pk=member.pk).update(display_name=words(title)[:80])
    member.refresh_from_db()
    return member


def words(title: str) -> str:
    """The same as words of a post, without the addresses that become links."""
    return title.replace("@", " at ")


def a_group(title: str, **fields: Member) -> WorkGroup:
    group = WorkGroupFactory(**fields)
    WorkGroup.objects.filter(pk=group.pk).update(name=title[:120])
    group.refresh_from_db()
    return group
