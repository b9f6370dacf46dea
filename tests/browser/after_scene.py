"""What the pages of after_pages.py need beyond the sample hub; scene.py takes it in."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from community.people.models import Member
from events import services
from events.after.models.outcomes import Link
from events.after.services.minutes import approve_minutes, publish_minutes, write_minutes
from events.after.services.outcomes import write_outcome
from events.after.services.surveys import answer_survey, begin_survey
from events.models import Occurrence
from forum.rendering import compose
from tests.browser.attending_scene import a_date
from tests.factories.after import make_material, make_minutes, make_recording
from tests.factories.people import MemberFactory


def after(people: dict[str, Member]) -> dict[str, str]:
    """A past date with everything, one with nothing, and minutes on their way."""
    by = people["organizer"]
    whole, bare, draft, approved = (_past(people, f"Scene: {name}") for name in ("all", "bare", "draft", "approved"))
    material = make_material(whole, by=by)
    make_material(whole, by=by, title="For who was there", let_in=None, address="/training/", audience="taking-part")
    make_recording(whole, by=by)
    minutes = make_minutes(whole, by=by, text="### Budget\n\nWe spend 10.\n\n- [x] told")
    minutes = write_minutes(occurrence=whole, by=by, text=compose("### Budget\n\nWe spend 12."), version=1)
    approve_minutes(minutes=minutes, by=by, version=2)
    publish_minutes(minutes=minutes, by=by, version=2, note="The sum was wrong.")
    crowd = [people["member"], *MemberFactory.create_batch(5)]
    stayed = {one: 30 + number for number, one in enumerate(crowd[:3])}
    services.mark_attendance(occurrence=whole, marks=dict.fromkeys(crowd, True), minutes=stayed, by=by)
    survey = begin_survey(occurrence=whole, by=by)
    for row in survey.answers.exclude(member=people["member"]):
        answer_survey(answer=row, answers={"useful": 5, "clear": 4, "length": 2}, words="More maps.")
    link = Link(kind="course", title="A course", address="/training/")
    note = write_outcome(occurrence=whole, by=by, text="Three datasets were published.", links=[link])
    make_minutes(draft, by=by, published=False)
    row = make_minutes(approved, by=by, published=False)
    approve_minutes(minutes=row, by=by, version=row.version)
    here = whole.get_absolute_url()
    return {
        "whole_date": here,
        "bare_date": bare.get_absolute_url(),
        "a_material": f"{here}after/materials/{material.pk}/",
        "a_note": f"{here}after/outcomes/{note.pk}/",
        "draft_minutes": f"{draft.get_absolute_url()}after/minutes/",
        "approved_minutes": f"{approved.get_absolute_url()}after/minutes/",
    }


def _past(people: dict[str, Member], title: str) -> Occurrence:
    made, now = a_date(people, title), timezone.now()
    Occurrence.objects.filter(pk=made.pk).update(start_at=now - timedelta(days=2), end_at=now - timedelta(days=1))
    return Occurrence.objects.select_related("series").get(pk=made.pk)
