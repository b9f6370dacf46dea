"""What the pages of meeting_pages.py need beyond the sample hub; scene.py takes it in."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from community.people.models import Member
from community.workgroups.models import Membership, WorkGroup
from community.workgroups.services import found_group
from events.meetings.enums import ActionState
from events.meetings.services.actions import close_action
from events.meetings.services.agenda import carry_over, change_item
from events.meetings.services.decisions import Said, correct_decision, replace_decision, withdraw_decision
from events.models import Occurrence
from tests.factories.after import make_minutes
from tests.factories.meetings import make_action, make_decision, make_item, make_moved, met, to_meet


def meetings(people: dict[str, Member]) -> dict[str, str]:
    """A group with a meeting of everything, an empty one, drafts, and a register in each state there is."""
    lead, member = people["lead"], people["member"]
    group = WorkGroup(name="Scene: group that meets", purpose="One way to count wells.")
    group = found_group(group=group, lead=lead, by=lead)
    Membership.objects.create(group=group, member=member, state="active")
    whole, bare, draft = (_open(group, title) for title in ("all of it", "bare", "drafts"))
    coming = to_meet(group, title="Scene: meeting to come", visibility="everybody")
    make_item(coming, title="Welcome", minutes=5, published=True)
    item = make_item(
        whole, title="The dictionary", minutes=20, presenter="Ana Reyes", notes="Read https://data.ca.gov/"
    )
    make_item(whole, title="Any questions", published=True)
    carry_over(item=item, by=lead)
    said = {"title": item.title, "minutes": 25, "presenter": item.presenter, "notes": item.notes}
    change_item(item=item, by=lead, version=1, said=said)
    make_minutes(whole, by=lead)
    make_moved(whole, title="Scene: a dictionary")
    make_item(draft, title="Only a draft")
    make_minutes(draft, by=lead, published=False)
    _decide(group, whole, lead)
    late = make_action(group, what="Ask the counties", owner=member, days=-3, meeting=whole)
    make_action(group, what="Send the minutes", outside="Water Board", days=9, meeting=whole)
    done = make_action(group, what="Book the room", owner=member)
    close_action(action=done, by=member, state=ActionState.DROPPED, note="We meet online.")
    return {
        "meeting_group": group.get_absolute_url(),
        "whole_meeting": _page(whole),
        "bare_meeting": _page(bare),
        "draft_meeting": _page(draft),
        "date_to_meet": coming.get_absolute_url(),
        "agenda_item": f"{_page(whole)}agenda/{item.pk}/",
        "action_item": reverse("meetings:action_change", args=[group.slug, late.pk]),
    }


def _decide(group: WorkGroup, meeting: Occurrence, lead: Member) -> None:
    """One replaced, one corrected, one in force and one withdrawn; all but the last are published."""
    first = make_decision(group, text="Dates are written as in the file.", meeting=meeting, is_published=True)
    second = make_decision(group, text="We meat monthly.", reasons="It is enough.", is_published=True)
    said = Said("Dates are written as 2026-11-29.", "Programs sort them.", timezone.localdate(), meeting, True)
    replace_decision(decision=first, by=lead, said=said)
    correct_decision(decision=second, by=lead, version=1, text="We meet monthly.", reasons="", note="A letter.")
    withdraw_decision(decision=make_decision(group, text="We vote by hand."), by=lead, why="Nobody came.")


def _open(group: WorkGroup, title: str) -> Occurrence:
    return met(group, title=f"Scene: meeting, {title}", visibility="everybody")


def _page(date: Occurrence) -> str:
    return reverse("events:meeting", args=[date.series.slug, date.pk])
