"""Who wrote an imported message: a member of that address, else a shadow that has a name and can't sign in."""

from __future__ import annotations

import hashlib

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _

from community.people.models import Member
from community.people.services import record
from forum.models import Post, Topic

SHADOWS = "list-archive.invalid"  # no mail ever goes there (RFC 2606)


def author_of(*, address: str, name: str) -> Member:
    """The member whose address it is, or the shadow of this address; without an address, the shadow of this name."""
    member = _member_of(address) if address else None
    if member is not None:
        return member
    shown = name or _("A list member")
    shadow, _made = Member.objects.get_or_create(
        email=_shadow_address(address or f"name:{shown.casefold()}"),
        defaults={"display_name": shown, "is_active": False, "password": make_password(None)},
    )
    return shadow


@transaction.atomic
def claim_posts(*, member: Member) -> int:
    """Give a member the imported posts of the addresses that are proved to be theirs; audited. Returns how many.

    The shadow goes. Without one, or before an address is proved, nothing changes.
    """
    proved = EmailAddress.objects.filter(user=member, verified=True).values_list("email", flat=True)
    shadows = Member.objects.filter(email__in=[_shadow_address(address) for address in proved], is_active=False)
    count = 0
    for shadow in shadows.select_for_update():
        Topic.objects.filter(poster=shadow).update(poster=member)
        count += Post.objects.filter(poster=shadow).update(poster=member)
        shadow.delete()
    if count:
        record(by=member, action="claim", about=member, after={"posts": count})
    return count


def _member_of(address: str) -> Member | None:
    proved = EmailAddress.objects.filter(email__iexact=address, verified=True).values("user")
    return Member.objects.filter(email=address).first() or Member.objects.filter(pk__in=proved).first()


def _shadow_address(address: str) -> str:
    """Of an address only what is needed to know it again."""
    return f"{hashlib.sha256(address.strip().lower().encode()).hexdigest()[:40]}@{SHADOWS}"
