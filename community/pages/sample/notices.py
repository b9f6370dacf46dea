"""The sample hub's notices: accessibility, certification, privacy, conditions. The signers are invented."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from community.pages.models import HomePage, StandardPage
from community.pages.pages import AccessibilityPage, CertificationPage
from community.pages.services import found_home

_NOTICES = Path(__file__).with_name("notices.toml")


def load_notices(now: datetime) -> str:
    """Make the four notices; see sample_registry. What an editor changed since is left alone."""
    content = tomllib.loads(_NOTICES.read_text(encoding="utf-8"))
    home, today = found_home(), timezone.localdate(now)
    if not AccessibilityPage.objects.exists():
        reviewed_on = today.replace(day=1)
        _publish(home, AccessibilityPage(**_fields(content["accessibility"]), reviewed_on=reviewed_on))
    if not CertificationPage.objects.exists():
        _publish(home, CertificationPage(**_fields(content["certification"]), signed_on=last_round(today)))
    for data in content["pages"]:
        if not StandardPage.objects.child_of(home).filter(slug=data["slug"]).exists():
            _publish(home, StandardPage(**_fields(data)))
    return f"{2 + len(content['pages'])} notices"


def last_round(today: date) -> date:
    """The 16 June before the last 1 July of an odd year."""
    year = today.year if today.year % 2 and today.month >= 7 else today.year - 1 - today.year % 2
    return date(year, 6, 16)


def _fields(data: dict[str, Any]) -> dict[str, Any]:
    return {**data, "body": [("text", text.strip()) for text in data["body"]]}


def _publish(home: HomePage, page: Page) -> None:
    home.add_child(instance=page)
    page.save_revision().publish()
