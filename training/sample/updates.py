"""Updates of sample lessons (`lesson_updates.toml`), published as if some days ago."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from training.models import LessonVersion
from training.pages import ArticleLessonPage, CoursePage
from training.versions.services import published_at

_FILE = Path(__file__).with_name("lesson_updates.toml")


class SampleUpdateStale(Exception):
    """A piece of text that an update names is not in its lesson any more."""


@cache
def _updates() -> list[dict[str, Any]]:
    updates: list[dict[str, Any]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))["updates"]
    return updates


def text_block(slug: str, html: str) -> list[dict[str, str]]:
    """A body of one block, with the same id each time."""
    return [{"type": "text", "value": html, "id": str(uuid5(NAMESPACE_URL, f"{slug}/body"))}]


def as_it_was(lesson: str, html: str) -> str:
    """The text before its update; the same text for a lesson without one."""
    for update in _updates():
        for now, before in update["swaps"] if update["lesson"] == lesson else ():
            if now not in html:
                raise SampleUpdateStale(f"{lesson}: {now[:60]}")
            html = html.replace(now, before)
    return html


def publish_updates(courses: dict[str, CoursePage], texts: Path, now: datetime) -> None:
    """Publish each update that has no version yet, dated in the past."""
    for update in _updates():
        course = courses.get(update["course"])
        lessons = ArticleLessonPage.objects.descendant_of(course) if course else ArticleLessonPage.objects.none()
        lesson = lessons.filter(slug=update["lesson"]).first()
        if lesson is None or LessonVersion.objects.about([lesson.pk]).filter(number__gt=1).exists():
            continue
        html = (texts / update["course"] / f"{update['lesson']}.html").read_text(encoding="utf-8")
        lesson.body = text_block(lesson.slug, html)
        lesson.change, lesson.what_changed = update["change"], update["what_changed"]
        with published_at(now - timedelta(days=update["days"])):
            lesson.save_revision().publish()
