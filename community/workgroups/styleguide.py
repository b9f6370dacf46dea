"""What `/styleguide/` shows of work groups, with made-up content and no database."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.pages.registries import Specimen
from community.pages.styleguide import member

from .enums import Health, Role, State
from .models import Deliverable, Document, Membership, WorkGroup


def _group(number: int, name: str, **fields: Any) -> WorkGroup:
    return WorkGroup(pk=number, name=name, slug=f"group-{number}", **fields)


def _document(number: int, title: str, versions: int) -> Document:
    row: Any = Document(pk=number, title=title)
    row.newest_at, row.newest_size, row.version_count = timezone.now(), 52_000, versions
    return row


def _context() -> dict[str, Any]:
    groups = [
        _group(1, "Open Data Portal"),
        _group(2, "Automation", health=Health.AMBER),
        _group(3, "Legal and Privacy", health=Health.RED, is_private=True),
        _group(4, "Sustainability Challenge", closed_at=timezone.now()),
    ]
    memberships = [
        Membership(pk=number, group=groups[0], member=member(number, name), role=role, state=State.ACTIVE)
        for number, name, role in ((1, "Ana R.", Role.LEAD), (2, "Ben O.", Role.MEMBER))
    ]
    deliverables = [
        Deliverable(pk=1, title="Checklist for publishers", done_on=date(2026, 3, 4)),
        Deliverable(pk=2, title="Welcome session", due_on=date(2026, 12, 1)),
        Deliverable(pk=3, title="A shared glossary", link="https://example.org/glossary"),
    ]
    documents = [_document(1, "Publishing checklist", 2), _document(2, "Charter, signed", 1)]
    return {"groups": groups, "memberships": memberships, "deliverables": deliverables, "documents": documents}


SPECIMEN = Specimen(_("Work groups"), "styleguide/workgroups.html", _context)
