"""Which departments use a practice, and how many."""

from __future__ import annotations

import logging
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from community.people.models import Member
from community.people.services import record
from community.practices.models import Adoption, Practice
from community.practices.permissions import can_withdraw
from community.practices.refusals import PracticeRefused

_log = logging.getLogger("hub.practices")


@transaction.atomic
def adopt(*, practice: Practice, by: Member, adopted_on: date, note: str = "", at: datetime | None = None) -> Adoption:
    """Say that the department of `by` uses `practice`; audited.

    Raises PracticeRefused for one's own practice, for what is not published, and where a colleague has said so.
    """
    now = at or timezone.now()
    department = Member.objects.select_related("department").get(pk=by.pk).department
    # One writer of a practice's count at a time, and nobody retires it meanwhile.
    stored = Practice.objects.select_for_update().get(pk=practice.pk)
    if department is None:
        raise PracticeRefused(_("Your profile names no department, and departments use practices."))
    if department.pk == stored.department_id:
        raise PracticeRefused(_("Your department wrote this practice. Others are counted here."))
    if not stored.is_published:
        raise PracticeRefused(_("This practice is not published now, so nobody can begin to use it."))
    if adopted_on > timezone.localdate(now):
        raise PracticeRefused(_("Choose today or a day that is over: say so once your department uses it."))
    try:
        with transaction.atomic():
            adoption = Adoption.objects.create(
                practice=stored, department=department, by=by, adopted_on=adopted_on, note=note, at=now
            )
    except IntegrityError:
        raise PracticeRefused(_("A colleague has said so already: your department is in the list.")) from None
    Practice.objects.filter(pk=stored.pk).update(adoption_count=F("adoption_count") + 1)
    record(by=by, action="adopt", about=stored, after={"department": department.pk})
    return adoption


@transaction.atomic
def withdraw(*, adoption: Adoption, by: Member, at: datetime | None = None) -> Adoption:
    """Take back that a department uses a practice; audited. A second time changes nothing.

    Raises PracticeRefused for people of other departments.
    """
    if not can_withdraw(by, adoption):
        raise PracticeRefused(_("Only people of that department and editors can take it back."))
    now = at or timezone.now()
    if Adoption.objects.active().filter(pk=adoption.pk).update(withdrawn_at=now, withdrawn_by=by):
        Practice.objects.filter(pk=adoption.practice_id).update(adoption_count=F("adoption_count") - 1)
        record(by=by, action="withdraw", about=adoption.practice, before={"department": adoption.department_id})
    adoption.refresh_from_db()
    return adoption


@transaction.atomic
def count_again() -> int:
    """Mend counts that the adoptions contradict, and log each; return how many there were."""
    wrong = Practice.objects.miscounted().values_list("pk", flat=True)
    mended = 0
    for pk in list(wrong):
        practice = Practice.objects.select_for_update().get(pk=pk)  # nobody adopts while it is counted
        counted = practice.adoptions.active().values("department").distinct().count()
        if Practice.objects.filter(pk=pk).exclude(adoption_count=counted).update(adoption_count=counted):
            _log.error("Practice %s was counted %s times and is used by %s", pk, practice.adoption_count, counted)
            mended += 1
    return mended
