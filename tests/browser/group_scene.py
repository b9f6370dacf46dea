"""What the pages of group_pages.py need beyond the sample hub; scene.py takes it in."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from community.people.models import Member
from community.safety.uploads import Purpose, admit
from community.workgroups import services
from community.workgroups.models import Deliverable, Membership, WorkGroup
from community.workgroups.quarters.services import count_again, make_reports, write_words


def groups_in_a_box(people: dict[str, Member]) -> dict[str, str]:
    """A group with something of everything, a silent private one, and one that is closed."""
    lead, at = people["lead"], timezone.now() - timedelta(days=120)
    boxed = _found("Scene: group in a box", lead, has_public_board=True)
    charter = {**boxed.charter(), "scope": "Tables on the portal.", "review_on": None}
    services.change_charter(group=boxed, charter=charter, by=lead, version=1, note="We agreed on less.")
    Membership.objects.create(group=boxed, member=people["editor"], state="active")
    services.invite(group=boxed, member=people["learner"], by=lead)
    file = SimpleUploadedFile("plan.csv", b"step,who\n1,lead\n")
    let_in = (file, admit(file, purpose=Purpose.DOCUMENT))
    document = services.add_document(group=boxed, title="Plan of the year", file=let_in, by=lead)
    services.add_version(document=document, file=let_in, by=lead, note="Names who does what.")
    today = timezone.localdate()
    services.save_deliverable(deliverable=Deliverable(group=boxed, title="A map", done_on=today), by=lead)
    due = Deliverable(group=boxed, title="A guide", due_on=today + timedelta(days=30))
    services.save_deliverable(deliverable=due, by=lead)
    silent = _found("Scene: silent private group", lead, is_private=True, at=at)
    services.settle_health(groups=[silent.pk])
    reports = _report(boxed, lead, at)
    closed = _found("Scene: closed group", lead)
    services.close_group(group=closed, by=lead, achieved="One template.", merged_into=boxed)
    return {
        **reports,
        "boxed_group": boxed.get_absolute_url(),
        "silent_group": silent.get_absolute_url(),
        "closed_group": closed.get_absolute_url(),
        "group_document": document.get_absolute_url(),
        "group_deliverable": reverse("workgroups:deliverable_edit", args=[boxed.slug, due.pk]),
    }


def _report(group: WorkGroup, lead: Member, founded_at: datetime) -> dict[str, str]:
    """Two quarters, one with words of its lead, one of which the last count changed something."""
    WorkGroup.objects.filter(pk=group.pk).update(founded_at=founded_at - timedelta(days=100))
    make_reports()
    latest, before = group.quarter_reports.latest_first()[:2]
    write_words(report=latest, words="One template.\n\nNext: a map.", by=lead, version=0)
    Deliverable.objects.create(group=group, title="A list", done_on=before.quarter.last_day)
    count_again(report=before, by=lead)
    return {
        "boxed_quarter": latest.get_absolute_url(),
        "recounted_quarter": before.get_absolute_url(),
        "all_quarter": reverse("workgroups:all_groups", args=[latest.quarter]),
    }


def _found(name: str, lead: Member, *, is_private: bool = False, **kwargs: object) -> WorkGroup:
    group = WorkGroup(
        name=name,
        purpose="One way to describe a table.",
        scope="All tables.",
        objectives="A template",
        sponsor="Chief data officer",
        is_private=is_private,
    )
    return services.found_group(group=group, lead=lead, by=lead, **kwargs)
