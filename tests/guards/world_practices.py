"""What the lines of practices are about: one that is published and used, a draft, a review, a disagreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from community.practices.enums import Verdict
from community.practices.services import reviewing
from tests.factories.people import MemberFactory
from tests.factories.practices import TEXTS, give_answer, make_adoption, make_draft, make_practice, make_submitted

if TYPE_CHECKING:
    from tests.guards.world import World


def practices(world: World) -> None:
    """The group's member wrote them all; its lead reviews two."""
    member, lead = world.people["member"], world.people["lead"]
    practice, draft, review, split = (
        make_practice(member, title="Published"),
        make_draft(member, title="Draft practice"),
        make_submitted(member, title="Review practice"),
        make_submitted(member, title="Split practice"),
    )
    call = make_submitted(title="Call")
    seat = reviewing.take_place(version=review, member=lead)
    give_answer(split, Verdict.APPROVE, lead)
    give_answer(split, Verdict.CHANGES)
    adoption = make_adoption(practice)
    about = {"slug": practice.slug}
    world.objects |= {
        "practice": about,
        "practice-version": about | {"number": 1},
        "adoption": about | {"pk": adoption.pk},
        "crossed-adoption": about | {"pk": make_adoption(make_practice(title="Another")).pk},
        "call": {"pk": call.pk},
        "no-call": {"pk": draft.pk},
        "review-place": {"slug": review.practice.slug, "pk": seat.pk},
        "crossed-place": {"slug": split.practice.slug, "pk": seat.pk},
    }
    for name, version in (("draft", draft), ("review", review), ("split", split)):
        world.objects |= {
            f"{name}-practice": {"slug": version.practice.slug},
            f"{name}-version": {"slug": version.practice.slug, "number": 1},
        }
    said = {"verdict": Verdict.APPROVE, "words": "It is right."}
    world.forms |= dict.fromkeys(("practices:answer", "practices:decide"), said)
    world.forms |= {
        "practices:new": dict(TEXTS),
        "practices:ask": {"member": str(MemberFactory().pk)},
        "practices:adopt": {"adopted_on": "2026-01-05", "note": "Since January."},
        "practices:retire": {"because": "The law changed."},
    }
