"""Work groups as findable things, and the scope their members hold."""

from django.utils.translation import gettext_lazy as _

from community.people.models import Member
from community.search.sources import EVERYBODY, Findable, Source, group_scope

from .models import WorkGroup


def describe_group(group: WorkGroup) -> Findable:
    """The charter is for everybody; that of a private group for its members."""
    text = " · ".join(part for part in (group.purpose, group.scope, group.objectives, group.achieved) if part)
    scope = group_scope(group.pk) if group.is_private else EVERYBODY
    return Findable(title=group.name, text=text, url=group.get_absolute_url(), scope=scope)


def scopes_of(member: Member) -> set[str]:
    """One scope for each group the member is active in."""
    return {group_scope(pk) for pk in WorkGroup.objects.of(member).values_list("pk", flat=True)}


SOURCE = Source("group", _("Work groups"), WorkGroup.objects.all, describe_group)
