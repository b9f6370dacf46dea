"""What changes a member or the audit log."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction

from .models import AuditEntry, Department, Member
from .signals import department_changed, member_changed


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
    """Give `member` the department that lists the domain of the address; audited. No department: nothing changes."""
    department = Department.objects.of_address(member.email)
    if department is not None and member.department_id != department.pk:
        before = {"department": member.department_id}
        member.department = department
        member.save(update_fields=["department"])
        record(by=member, action="join", about=member, before=before, after={"department": department.pk})
    announce_member(member=member)
    return member


def announce_member(*, member: Member) -> None:
    """Tell the floors above that what others see of `member` is new, in the caller's transaction."""
    member_changed.send(sender=Member, member=member)


def announce_department(*, department: Department) -> None:
    """Tell the floors above that `department` is new or changed, in the caller's transaction."""
    department_changed.send(sender=Department, department=department)
