"""What a viewer sees of a member: the one place that decides it for a row, as `seen_by` in querysets does for many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .enums import Audience, Part
from .languages import language_names

if TYPE_CHECKING:
    from .models import Member, Skill


@dataclass(frozen=True)
class Profile:
    """A member through somebody's eyes: what that one may not see is empty here."""

    member: Member
    job_title: str = ""
    about: str = ""
    helps_with: str = ""
    skills: tuple[Skill, ...] = ()
    languages: tuple[str, ...] = ()


def is_seen(member: Member, part: Part, viewer: Member | None) -> bool:
    """Whether `viewer` sees that part; None is any other member. `member` comes from `as_seen_by(viewer)`."""
    if viewer is not None and viewer.pk == member.pk:
        return True
    audience = getattr(member, part.audience_field)
    if audience == Audience.GROUPS:
        return viewer is not None and bool(member.is_companion)  # type: ignore[attr-defined]
    return bool(audience == Audience.MEMBERS)


def profile_of(member: Member, viewer: Member | None, parts: Iterable[Part] = Part) -> Profile:
    """What `viewer` sees, of these parts; skills and languages as they were prefetched."""
    seen = {part for part in parts if is_seen(member, part, viewer)}
    return Profile(
        member,
        job_title=member.job_title if Part.JOB_TITLE in seen else "",
        about=member.about if Part.ABOUT in seen else "",
        helps_with=member.helps_with if Part.HELPS_WITH in seen else "",
        skills=tuple(member.skills.all()) if Part.SKILLS in seen else (),
        languages=_names(member) if Part.LANGUAGES in seen else (),
    )


def _names(member: Member) -> tuple[str, ...]:
    return tuple(language_names([row.language for row in member.spoken.all()]))
