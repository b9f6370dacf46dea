"""Makes practices by their services: drafts, reviews, published versions, adoptions."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from community.people.models import Member
from community.practices.enums import Verdict
from community.practices.models import Adoption, Practice, Seat, Version
from community.practices.services import adopting, reviewing, writing
from community.practices.words import Written
from tests.factories.people import MemberFactory

TEXTS = {
    "title": "Combine first",
    "summary": "Combined groups keep a table whole.",
    "problem": "Low counts point at people.",
    "context": "A department of 400 people.",
    "approach": "Combine what nobody needs.",
    "steps": "Ask who reads it.\nCombine.\nCheck again.",
    "result": "Two tables were published.",
    "cost": "A day.",
    "contact": "The data office",
    "caution": "Your own limit comes first.",
}


def words(**fields: object) -> Written:
    """A whole practice; `tags`, `links` and `coauthors` as the service takes them, texts by name."""
    rest = {name: tuple(fields.pop(name, ())) for name in ("tags", "links", "coauthors")}
    return Written({**TEXTS, **fields}, **rest)


def make_draft(by: Member | None = None, **fields: object) -> Version:
    """The first draft of somebody in a department of their own."""
    return writing.start(written=words(**fields), by=by or MemberFactory())


def make_submitted(by: Member | None = None, *, at: datetime | None = None, **fields: object) -> Version:
    """In review, with both places free."""
    draft = make_draft(by, **fields)
    return writing.submit(version=draft, by=draft.practice.owner, at=at)


def give_answer(version: Version, verdict: str = Verdict.APPROVE, reviewer: Member | None = None) -> Seat:
    """Somebody of another department takes a place and answers."""
    seat = reviewing.take_place(version=version, member=reviewer or MemberFactory())
    reviewing.answer(version=version, by=seat.member, verdict=verdict, words="I have tried it.")
    return seat


def make_split(by: Member | None = None, **fields: object) -> Version:
    """One reviewer approves, one asks for changes."""
    version = make_submitted(by, **fields)
    for verdict in (Verdict.APPROVE, Verdict.CHANGES):
        give_answer(version, verdict)
    version.refresh_from_db()
    return version


def make_approved(by: Member | None = None, **fields: object) -> Version:
    """Two reviewers approve."""
    version = make_submitted(by, **fields)
    for _number in range(2):
        give_answer(version)
    version.refresh_from_db()
    return version


def make_practice(by: Member | None = None, *, at: datetime | None = None, **fields: object) -> Practice:
    """Published, at that moment."""
    version = make_approved(by, **fields)
    return writing.publish(version=version, by=version.practice.owner, at=at).practice


def make_adoption(practice: Practice, by: Member | None = None, on: date | None = None, note: str = "") -> Adoption:
    """Somebody's department uses it."""
    return adopting.adopt(practice=practice, by=by or MemberFactory(), adopted_on=on or timezone.localdate(), note=note)
