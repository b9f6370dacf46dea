"""What the lines of work groups are about: our group with a document and a deliverable, and a private one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from community.safety.uploads import Purpose, admit
from community.workgroups.enums import Role, State
from community.workgroups.models import Deliverable, WorkGroup
from community.workgroups.quarters.quarter import Quarter
from community.workgroups.quarters.services import make_reports
from community.workgroups.services import add_document, save_deliverable
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory, WorkGroupFactory

if TYPE_CHECKING:
    from tests.guards.world import World


def within_groups(world: World) -> None:
    """Ours and theirs have the same things; the writer is a guest of the private group."""
    ours, lead = world.ours, world.people["lead"]
    private = WorkGroupFactory(slug="private", name="Private", is_private=True)
    MembershipFactory(group=private, member=world.people["member"], role=Role.MEMBER, state=State.ACTIVE)
    MembershipFactory(group=private, member=world.people["writer"], role=Role.MEMBER, state=State.INVITED)
    kept = _document(ours, lead)
    theirs = _document(world.theirs, world.people["outsider"])
    promised = save_deliverable(deliverable=Deliverable(group=ours, title="Guide"), by=lead)
    elsewhere = Deliverable(group=world.theirs, title="Guide")
    save_deliverable(deliverable=elsewhere, by=world.people["outsider"])
    slug = {"slug": ours.slug}
    world.objects |= {
        "private-group": {"slug": private.slug},
        "membership": {**slug, "pk": MembershipFactory(group=ours).pk},
        "document": {**slug, "pk": kept.pk},
        "crossed-document": {**slug, "pk": theirs.pk},
        "document-file": {**slug, "pk": kept.versions.get().pk},
        "crossed-file": {**slug, "pk": theirs.versions.get().pk},
        "deliverable": {**slug, "pk": promised.pk},
        "crossed-deliverable": {**slug, "pk": elsewhere.pk},
    }
    WorkGroup.objects.update(founded_at=timezone.now() - timedelta(days=100))
    make_reports()
    last, running = Quarter.of(timezone.now()).before, Quarter.of(timezone.now())
    world.objects |= {
        "quarter": {**slug, "quarter": last},
        "no-quarter": {**slug, "quarter": running},
        "their-quarter": {"slug": world.theirs.slug, "quarter": last},
        "private-quarter": {"slug": private.slug, "quarter": last},
        "quarter-file": {**slug, "quarter": last, "kind": "csv"},
        "private-file": {"slug": private.slug, "quarter": last, "kind": "xlsx"},
        "last-quarter": {"quarter": last},
        "next-quarter": {"quarter": running},
        "last-quarter-file": {"quarter": last, "kind": "csv"},
    }
    charter = {**ours.charter(), "scope": "All of it."}
    world.forms |= {
        "workgroups:group_found": {**charter, "name": "New group", "is_private": "no"},
        "workgroups:membership_remove": {"reason": "They changed their job."},
        "workgroups:group_invite": {"addresses": MemberFactory().email},
        "workgroups:charter_edit": {**charter, "version": ours.charter_version},
        "workgroups:group_close": {"achieved": "One way for all."},
        "workgroups:deliverable_add": {"title": "Map", "version": 0},
        "workgroups:deliverable_edit": {"title": "Map", "version": 1},
        "workgroups:quarter_words": {"words": "One way for all.", "version": 0},
    }


def _document(group, by):
    file = SimpleUploadedFile("notes.csv", b"a,b\n1,2\n")
    return add_document(group=group, title="Notes", file=(file, admit(file, purpose=Purpose.DOCUMENT)), by=by)
