"""Members and departments as findable things."""

from django.utils.translation import gettext_lazy as _

from community.people.models import Department, Member
from community.people.showing import profile_of

from .sources import EVERYBODY, MEMBERS, Findable, Source, sources


def describe_member(member: Member) -> Findable | None:
    """Found by signed-in members by name, department and what they show everybody; never by address."""
    if not (member.is_active and member.is_listed):
        return None
    seen = profile_of(member, None)
    skills = ", ".join(skill.name for skill in seen.skills)
    where = member.department.name if member.department else ""
    return Findable(
        title=member.display_name,
        text=" · ".join(part for part in (seen.job_title, where, skills, seen.about, seen.helps_with) if part),
        url=member.get_absolute_url(),
        scope=MEMBERS,
        department=member.department,
    )


def describe_department(department: Department) -> Findable:
    """Found by everybody."""
    return Findable(
        title=department.name,
        text=" · ".join(part for part in (department.acronym, department.agency, department.purpose) if part),
        url=department.get_absolute_url(),
        scope=EVERYBODY,
        department=department,
    )


def register() -> None:
    """Add both kinds."""
    members = Member.objects.select_related("department").prefetch_related("skills", "spoken")
    sources.register(Source("person", _("People"), members.all, describe_member))
    sources.register(Source("department", _("Departments"), Department.objects.all, describe_department))
