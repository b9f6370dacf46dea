"""What hangs on the past dates of the sample hub, as `afterwards.toml` writes it; made through the services."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from community.people.models import Member
from community.safety.uploads import Purpose, admit
from events import services
from events.after.enums import Audience, LinkKind
from events.after.models.outcomes import Link
from events.after.services.materials import give_material
from events.after.services.minutes import approve_minutes, publish_minutes, write_minutes
from events.after.services.outcomes import write_outcome
from events.after.services.recordings import save_recording
from events.after.services.surveys import answer_survey, begin_survey, skip_survey
from events.models import Occurrence, Series
from forum.models import Topic
from forum.rendering import compose

_FACTS = Path(__file__).with_name("afterwards.toml")
_FILES = Path(__file__).with_name("files")
_LATEST = 9  # of the past dates of a series, the file speaks of these
_SOON, _LATER = timedelta(days=3), timedelta(days=7)


def hang_on(name: str, series: Series, members: dict[str, Member], now: datetime) -> None:
    """Give the past dates of the event called `name` what the file says of them."""
    organizer = series.scheduled_by
    past = list(Occurrence.objects.filter(series=series).past(now).select_related("series")[:_LATEST])
    for facts in tomllib.loads(_FACTS.read_text(encoding="utf-8"))["dates"]:
        if facts["event"] == name and organizer is not None and facts["back"] <= len(past):
            _hang(past[facts["back"] - 1], facts, organizer, members, now)


def _hang(date: Occurrence, facts: dict[str, Any], by: Member, members: dict[str, Member], now: datetime) -> None:
    seen = {name for name in (*facts.get("there", ()), *facts.get("minutes_there", ())) if name in members}
    services.mark_attendance(
        occurrence=date,
        marks={members[name]: True for name in seen},
        minutes={members[name]: length for name, length in facts.get("minutes_there", {}).items() if name in members},
        by=by,
        at=date.end_at,
    )
    _give(date, facts, by)
    if facts.get("video"):
        save_recording(occurrence=date, by=by, version=0, address=facts["video"], at=date.end_at)
    _write(date, facts, by, now)
    for outcome in facts.get("outcomes", ()):
        links = [link for each in outcome["links"] if (link := _link(each)) is not None]
        write_outcome(occurrence=date, by=by, text=outcome["text"], links=links, at=min(now, date.end_at + _LATER))
    _ask(date, facts, by, now)


def _give(date: Occurrence, facts: dict[str, Any], by: Member) -> None:
    for each in facts.get("materials", ()):
        let_in = None
        if "file" in each:
            file = SimpleUploadedFile(each["file"], (_FILES / each["file"]).read_bytes())
            let_in = (file, admit(file, purpose=Purpose.DOCUMENT))
        give_material(
            occurrence=date,
            by=by,
            title=each["title"],
            audience=Audience(each.get("audience", Audience.VIEWERS)),
            address=each.get("address", ""),
            let_in=let_in,
            at=date.start_at,
        )


def _write(date: Occurrence, facts: dict[str, Any], by: Member, now: datetime) -> None:
    """Minutes: each step is written, approved and published; or the one draft is only written."""
    for number, text in enumerate(facts.get("steps", ())):
        at = min(now, date.end_at + (_LATER if number else _SOON))
        row = write_minutes(occurrence=date, by=by, text=compose(text), version=number, at=at)
        if facts.get("published", True):
            approve_minutes(minutes=row, by=by, version=row.version, at=at)
            publish_minutes(minutes=row, by=by, version=row.version, note=facts["note"] if number else "", at=at)


def _link(facts: dict[str, str]) -> Link | None:
    """A link; None for a topic that is not there."""
    address, title = facts.get("address", ""), facts.get("title", facts.get("topic", ""))
    if "topic" in facts:
        topic = Topic.objects.filter(subject=facts["topic"]).order_by("pk").first()
        address = topic.get_absolute_url() if topic is not None else ""
    return Link(kind=LinkKind(facts["kind"]), title=title, address=address) if address else None


def _ask(date: Occurrence, facts: dict[str, Any], by: Member, now: datetime) -> None:
    """A survey that is over, with answers, and one person who skipped it; or one that has just begun."""
    if facts.get("asks_now"):
        begin_survey(occurrence=date, by=by, at=now)
    if "survey" in facts:
        survey = begin_survey(occurrence=date, by=by, at=date.end_at)
        rows = list(survey.answers.order_by("member__email"))
        for row, said in zip(rows, facts["survey"], strict=False):
            chosen = {name: value for name, value in said.items() if name != "words"}
            answer_survey(answer=row, answers=chosen, words=said["words"], at=date.end_at + _SOON)
        for row in rows[len(facts["survey"]) :]:
            skip_survey(answer=row, at=date.end_at + _SOON)
