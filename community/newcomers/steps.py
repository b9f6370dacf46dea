"""The steps of the ground floor: the profile, a work group, three people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from community.notifications.enums import Level
from community.notifications.models import Following
from community.people.directory import ranked
from community.people.models import Member
from community.people.registries import knowledge
from community.people.words import Words
from community.workgroups.enums import State
from community.workgroups.models import Membership, WorkGroup

from .enums import Why
from .models import FirstWeek
from .registries import Step, Suggested

if TYPE_CHECKING:
    from django.db.models import QuerySet

PEOPLE = 3
_NAMED = 20


def words_about(member: Member) -> Words:
    """What a member works on, as far as they said: skills and job title."""
    return Words.of(member.job_title, [skill.name for skill in member.skills.all()])


def _has_profile(member: Member) -> Exists:
    said = ~Q(job_title="") & (~Q(about="") | ~Q(helps_with=""))
    return Exists(Member.objects.filter(said, pk=member.pk, skills__isnull=False))


def _fitting_group(member: Member, _done: Sequence[int]) -> list[Suggested]:
    """The group whose name the member's words are in; else one with colleagues, else the largest."""
    words = words_about(member)
    colleagues = Q(memberships__state=State.ACTIVE, memberships__member__department=member.department_id)
    near = Count("memberships", filter=colleagues, distinct=True)
    rows: Any = WorkGroup.objects.visible_to(member).open().for_list().annotate(near_count=near)
    groups = list(rows.order_by("-near_count", "-member_count", "pk"))
    about = [group for group in groups if Words.of(group.name).by_key.keys() & words.by_key.keys()]
    return [Suggested(group.pk) for group in (about or groups)[:1]]


def _follows_a_group(member: Member) -> Exists:
    follows = Following.objects.filter(member=member, place__startswith="group:").exclude(level=Level.OFF)
    return Exists(follows) | Exists(Membership.objects.filter(member=member, state__in=[State.ACTIVE, State.REQUESTED]))  # type: ignore[return-value]


def _group_address(_key: int | None, slug: str) -> str:
    return reverse("workgroups:group", kwargs={"slug": slug}) if slug else reverse("workgroups:groups")


def _may_be_met(member: Member) -> QuerySet[Member]:
    """Members who may be named, and who are not new themselves."""
    return Member.objects.visible_to(member).namable().exclude(pk=member.pk)


def _fitting_people(member: Member, done: Sequence[int]) -> list[Suggested]:
    """A colleague, then those who know about the member's work, then leads of groups: PEOPLE with those met already."""
    there = _may_be_met(member).exclude(pk__in=FirstWeek.objects.open().values("member")).exclude(pk__in=done)
    knowing = ranked(knowledge.shown(words_about(member), there, member))[:_NAMED]
    colleagues: list[int] = []
    if member.department_id is not None:
        same = there.filter(department=member.department_id).order_by("date_joined", "pk")
        colleagues = list(same.values_list("pk", flat=True)[:_NAMED])
    known = WorkGroup.objects.visible_to(member).open().values("pk")
    leads = Membership.objects.leads().filter(member__in=there.values("pk"), group__in=known).order_by("pk")
    leading = list(leads.values_list("member", flat=True)[:_NAMED])
    found: dict[int, Why] = {}
    for keys, why in (
        (colleagues[:1], Why.COLLEAGUE),
        (knowing, Why.KNOWS),
        (leading, Why.LEADS),
        (colleagues, Why.COLLEAGUE),
    ):
        for key in keys:
            found.setdefault(key, why)
    return [Suggested(key, why) for key, why in found.items()][: max(PEOPLE - len(done), 0)]


def _say_group(name: str) -> str:
    return _("Follow a work group: %(name)s") % {"name": name} if name else _("Follow a work group")


def _say_person(name: str) -> str:
    return _("Meet %(name)s") % {"name": name} if name else _("Meet somebody of the directory")


def _person_address(key: int | None, slug: str) -> str:
    return reverse("people:member", kwargs={"pk": key}) if slug else reverse("people:directory")


PROFILE = Step(
    "profile",
    choose=lambda _member, _done: [Suggested()],
    say=lambda _title: _("Fill in your profile: your job, your skills, a line about you"),
    address=lambda _key, _slug: reverse("people:profile_edit"),
    done=_has_profile,
)
GROUP = Step(
    "group",
    choose=_fitting_group,
    say=_say_group,
    address=_group_address,
    rows=lambda member: WorkGroup.objects.visible_to(member).open(),
    title="name",
    slug="slug",
    done=_follows_a_group,
)
PERSON = Step(
    "person",
    choose=_fitting_people,
    say=_say_person,
    address=_person_address,
    rows=_may_be_met,
    title="display_name",
    slug="display_name",
)
