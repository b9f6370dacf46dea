"""What changes a member or the audit log."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from community.safety.races import again_after_race

from .errors import HubError
from .models import AuditEntry, Department, Member, Skill, SkillSynonym, Spoken
from .signals import department_changed, member_changed, member_joined
from .words import skill_key


class SkillsNotMerged(HubError):
    """These can't become one skill."""


def record(
    *,
    by: Member | None,
    action: str,
    about: models.Model,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> AuditEntry:
    """Add an entry to the audit log, in the caller's transaction.

    `action` is a verb of the field (register, withdraw, publish); `before` and `after` hold JSON values.
    """
    return AuditEntry.objects.create(
        by=by,
        action=action,
        kind=about._meta.label_lower,
        key=str(about.pk),
        name=str(about)[:255],
        before=before or {},
        after=after or {},
    )


@transaction.atomic
def join_department(*, member: Member) -> Member:
    """Give `member` the department that lists the domain of the address; audited. No department: nothing changes.

    Tells the floors above that somebody joined.
    """
    department = Department.objects.of_address(member.email)
    if department is not None and member.department_id != department.pk:
        before = {"department": member.department_id}
        member.department = department
        member.save(update_fields=["department"])
        record(by=member, action="join", about=member, before=before, after={"department": department.pk})
    announce_member(member=member)
    member_joined.send(sender=Member, member=member)
    return member


def announce_member(*, member: Member) -> None:
    """Tell the floors above that what others see of `member` is new, in the caller's transaction."""
    member_changed.send(sender=Member, member=member)


def announce_department(*, department: Department) -> None:
    """Tell the floors above that `department` is new or changed, in the caller's transaction."""
    department_changed.send(sender=Department, department=department)


@again_after_race
@transaction.atomic
def save_profile(*, member: Member, skills: Iterable[str], languages: Collection[str]) -> Member:
    """Save what `member` says of themselves, with skills as they were typed and codes of languages."""
    member.save()
    member.skills.set(find_or_add_skills(names=skills))
    member.spoken.exclude(language__in=languages).delete()
    known = set(member.spoken.values_list("language", flat=True))
    Spoken.objects.bulk_create([Spoken(member=member, language=code) for code in languages if code not in known])
    announce_member(member=member)
    return member


def find_or_add_skills(*, names: Iterable[str]) -> list[Skill]:
    """The skills of these names in the shared vocabulary, each spelling at most once; new ones are added.

    In the caller's transaction, with the rows locked against a merge. Raises IntegrityError when another request added
    or merged one of them meanwhile: `again_after_race` starts over and finds it.
    """
    wanted = {key: name for name in names if (key := skill_key(name))}
    found = Skill.objects.spelled(wanted)
    keys = {skill.pk for skill in found.values()}
    held = list(Skill.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))
    if len(held) < len(keys):
        raise IntegrityError("A skill was merged meanwhile.")
    return held + [Skill.objects.create(name=name) for key, name in wanted.items() if key not in found]


@transaction.atomic
def merge_skills(*, keep: Skill, others: Iterable[Skill], by: Member) -> Skill:
    """Make `others` synonyms of `keep`: who had one of them has `keep`; audited.

    Raises SkillsNotMerged when one of them is gone, or nothing is left to merge.
    """
    wanted = {skill.pk for skill in others} - {keep.pk}
    held = {row.pk: row for row in Skill.objects.select_for_update().filter(pk__in=wanted | {keep.pk}).order_by("pk")}
    if not wanted or len(held) <= len(wanted):
        raise SkillsNotMerged(_("Choose a skill to keep, and at least one other that is still there."))
    gone = [held[pk] for pk in sorted(wanted)]
    has = Member.skills.through.objects
    moved = list(has.filter(skill__in=gone).values_list("member", flat=True).distinct())
    has.bulk_create([has.model(member_id=member, skill_id=keep.pk) for member in moved], ignore_conflicts=True)
    SkillSynonym.objects.filter(skill__in=gone).update(skill=keep)
    names = [skill.name for skill in gone]
    for skill in gone:
        record(by=by, action="merge", about=skill, before={"name": skill.name}, after={"into": keep.name})
    Skill.objects.filter(pk__in=wanted).delete()
    SkillSynonym.objects.bulk_create([SkillSynonym(skill=keep, name=name) for name in names])
    for member in Member.objects.filter(pk__in=moved):
        announce_member(member=member)
    return keep
