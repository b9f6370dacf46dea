"""Who may answer work: those who may change the course, and nobody their own."""

from __future__ import annotations

from community.people.models import Member
from training.models import Work


def can_review(user: Member, work: Work) -> bool:
    """Work that `user` sees and that is not theirs."""
    return work.member_id != user.pk and Work.objects.visible_to(user).filter(pk=work.pk).exists()
