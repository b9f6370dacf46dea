"""Which version of a feed is the newest: raised when something changes that all see, compared for one's own."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from events.models import FeedVersion, Occurrence, OwnFeed
from events.services.calendars import PUBLIC, current_version

if TYPE_CHECKING:
    from community.people.models import Member

DATES = "dates"  # the lists of coming dates, which grow when the calendar reaches further ahead
MOST_OWN = 50  # feeds of one member whose date is kept; a date that is forgotten begins again with today


@dataclass(frozen=True)
class Version:
    """What a reader compares. The date has the precision of HTTP and never goes back."""

    etag: str
    changed_at: datetime


def of_calendar(asked: str) -> tuple[Version, datetime]:
    """The public calendar file narrowed by `asked`, and since when it shows what is over. One query."""
    row = current_version()
    return Version(_tag(f"{row.number}", asked), row.changed_at), row.since


def of_list(asked: str, at: datetime) -> Version:
    """A public list of what comes: it changes too when a date is over. Two queries."""
    rows = list(FeedVersion.objects.filter(name__in=(PUBLIC, DATES)).values_list("name", "number", "changed_at"))
    ended = Occurrence.objects.open_to(AnonymousUser()).filter(end_at__lte=at).order_by("-end_at")
    over = ended.values_list("end_at", flat=True).first()
    moments = [changed_at for _name, _number, changed_at in rows] + [over or current_start()]
    numbers = sorted((name, number) for name, number, _changed_at in rows)
    return Version(_tag(f"{numbers} {over}", asked), max(moments))


def current_start() -> datetime:
    """Before the first change of all."""
    return FeedVersion(changed_at=datetime.fromisoformat("2026-01-01T00:00:00+00:00")).changed_at


def _tag(*parts: str) -> str:
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


@transaction.atomic
def raise_dates(*, at: datetime) -> None:
    """The lists of coming dates hold more than before."""
    newer = {"number": F("number") + 1, "changed_at": Greatest(F("changed_at"), at)}
    if not FeedVersion.objects.filter(name=DATES).update(**newer):
        FeedVersion.objects.get_or_create(name=DATES, defaults={"number": 1, "changed_at": at, "since": at})


def of_text(text: str) -> str:
    """The ETag of what is served."""
    return _tag(text)


@transaction.atomic
def remember(*, member: Member, name: str, etag: str, at: datetime) -> datetime:
    """Keep what `member`'s feed holds now, and return since when; that only rises. For a feed that has changed."""
    mine = OwnFeed.objects.filter(member=member, name=name)
    if mine.update(etag=etag, changed_at=Greatest(F("changed_at"), at)):
        return mine.values_list("changed_at", flat=True).get()
    row, is_new = OwnFeed.objects.get_or_create(member=member, name=name, defaults={"etag": etag, "changed_at": at})
    if is_new:
        newest = OwnFeed.objects.filter(member=member).order_by("-changed_at", "-pk").values("pk")[:MOST_OWN]
        OwnFeed.objects.filter(member=member).exclude(pk__in=list(newest.values_list("pk", flat=True))).delete()
    return row.changed_at
