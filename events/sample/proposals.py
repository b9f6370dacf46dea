"""The sample's events that wait for a decision or came back, and its templates."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from community.notifications.services.telling import without_mail
from community.people.models import Department, Member
from community.workgroups.models import WorkGroup
from events.approving.services.handing_in import propose
from events.enums import Kind
from events.event_templates.services import save_template
from events.models import EventTemplate, Series

_CONTACT = "access@hub.example"
_TEMPLATES = {
    "clinic": ("Publishing clinic", ""),
    "portal-meeting": ("Monthly work-group meeting", "open-data-portal"),
}


def propose_events(members: dict[str, Member], now: datetime) -> int:
    """One event of a member who publishes nothing: the site's organizers decide. Idempotent."""
    by, token = members.get("coordinator"), uuid5(NAMESPACE_URL, "sample-event:federation-walkthrough")
    if by is None or Series.objects.filter(form_token=token).exists():
        return 0
    first = (now + timedelta(days=24)).date()
    series = Series(
        uid=uuid5(NAMESPACE_URL, "sample-event-uid:federation-walkthrough"),
        title="How our catalog feeds data.ca.gov",
        kind=Kind.SHOWCASE,
        summary="A department shows how its own catalog is harvested every night, and what broke on the way.",
        body="We show the harvest log of one week, the three faults that came back most often, and the checks that we "
        "now run before the night.\n\nBring a dataset identifier of your own: we look it up together.",
        department=by.department or Department.objects.order_by("pk").first(),
        accessibility="Live captions. The slides are sent in large print a day before.",
        accommodation_contact=_CONTACT,
        capacity=60,
        starts_on=first + timedelta(days=(3 - first.weekday()) % 7),
        starts_at=time(11, 0),
        duration=60,
        zone="America/Los_Angeles",
    )
    with without_mail():
        propose(series=series, by=by, hand_in=True, form_token=token, at=now - timedelta(hours=20))
    return 1


def save_templates(members: dict[str, Member], now: datetime) -> int:
    """Of the weekly clinic for the organizer alone, of a monthly meeting for its group. Idempotent."""
    made = 0
    for plan, (name, slug) in _TEMPLATES.items():
        series = Series.objects.filter(form_token=uuid5(NAMESPACE_URL, f"sample-event:{plan}")).first()
        group = WorkGroup.objects.filter(slug=slug).first() if slug else None
        by = members.get("lead") if slug else members["organizer"]
        if series is None or by is None or EventTemplate.objects.filter(name=name, group=group).exists():
            continue
        save_template(series=series, name=name, group=group, by=by, at=now)
        made += 1
    return made
