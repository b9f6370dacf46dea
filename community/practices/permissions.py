"""Who may do what with a practice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from community.people.permissions import is_editor

from .enums import Standing
from .models import Adoption, Practice, Version

if TYPE_CHECKING:
    from community.people.models import Member

    from .querysets import Viewer


def can_write(user: Viewer, practice: Practice) -> bool:
    """Its authors."""
    return user.is_authenticated and Practice.objects.written_by(user).filter(pk=practice.pk).exists()


def can_look_after(user: Viewer, practice: Practice) -> bool:
    """Say that it holds, retire it: its authors and editors."""
    return is_editor(user) or can_write(user, practice)


def can_edit_review(user: Viewer, practice: Practice) -> bool:
    """Ask reviewers and decide where they disagree: editors, but not about what they wrote themselves."""
    return is_editor(user) and not can_write(user, practice)


def can_adopt(user: Viewer, practice: Practice) -> bool:
    """Members of every department but its own, once."""
    if not user.is_authenticated or user.department_id in {None, practice.department_id} or not practice.is_published:
        return False
    return not practice.adoptions.active().filter(department=user.department_id).exists()


def can_withdraw(user: Viewer, adoption: Adoption) -> bool:
    """Everybody of that department, and editors."""
    if not user.is_authenticated or adoption.withdrawn_at is not None:
        return False
    return user.department_id == adoption.department_id or is_editor(user)


def why_not_publish(practice: Practice) -> str:
    """A sentence, or nothing."""
    if practice.standing == Standing.RETIRED:
        return _("This practice is retired. Bring it back before you publish a new version.")
    return ""


def why_not_review(member: Member, version: Version) -> str:
    """Why `member` may not review `version`: a sentence, or nothing. Independent of which places are free."""
    practice = version.practice
    if not member.is_active:
        return _("%(name)s has no active account.") % {"name": member}
    if member.department_id is None:
        return _("The profile of %(name)s names no department. A reviewer comes from another one.") % {"name": member}
    authors = {author.pk: author.department_id for author in practice.authors.all()}
    if member.pk in authors:
        return _("%(name)s is an author of this practice, and authors do not review their own work.") % {"name": member}
    if member.department_id in {practice.department_id, *authors.values()}:
        return _("%(name)s works in a department that wrote this practice. A reviewer comes from another one.") % {
            "name": member
        }
    return ""
