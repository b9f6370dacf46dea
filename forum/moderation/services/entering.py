"""What is asked before a post is taken: is its writer suspended, too fast, a newcomer; and does it wait.

What must be known each time comes with the row that the writer's post is to join, in the query that locks it (`asked`);
the rest is asked only when one of these says that it matters.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.db.models import Aggregate, CharField, Count, Exists, IntegerField, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Concat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.people.errors import HubError
from community.search.services import plain_words
from forum.kinds.permissions import can_look_after
from forum.models import Board, Post, Suspension, Topic, WaitingRule
from forum.moderation.enums import RuleKind
from forum.moderation.limits_of_newcomers import limits
from forum.moderation.permissions import suspension_of

if TYPE_CHECKING:
    from django.db.models.sql.compiler import SQLCompiler

    from community.people.models import Member

_LINK = re.compile(r'<a\s[^>]*?href="((?:https?:)?//[^"]+)"', re.IGNORECASE)
_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class EntryRefused(HubError):
    """The post is not taken from this person, now; the sentence says when or how it would be."""


@dataclass(frozen=True)
class Wait:
    """A post is taken, and shown when a moderator has looked at it: what its writer reads, and which rule it was."""

    reason: str
    rule: str


class _Lines(Aggregate):
    """The texts of several rows in one, with line breaks between."""

    function = "group_concat"
    template = "%(function)s(%(expressions)s, char(10))"
    output_field = TextField()

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **extra: Any) -> Any:
        return self.as_sql(
            compiler, connection, function="string_agg", template="%(function)s(%(expressions)s, chr(10))", **extra
        )


def asked(poster: Member, board: str, *, at: datetime | None = None) -> dict[str, Any]:
    """Annotations for the topic or board that a post is to join; `board` is the way from the row to the board's key."""
    now = at or timezone.now()
    written = Post.objects.filter(poster=poster).order_by().values("poster").annotate(number=Count("pk"))
    rules = WaitingRule.objects.in_board(OuterRef(board)).order_by().annotate(every=Value(1)).values("every")
    lines = rules.annotate(lines=_Lines(Concat("kind", Value(":"), "value", output_field=CharField())))
    return {
        "asked_suspended": Exists(Suspension.objects.running(now).filter(member=poster)),
        "asked_minute": _number(written.filter(created__gt=now - _MINUTE)),
        "asked_hour": _number(written.filter(created__gt=now - _HOUR)),
        "asked_rules": Coalesce(Subquery(lines.values("lines")), Value(""), output_field=TextField()),
    }


def _number(rows: Any) -> Coalesce:
    return Coalesce(Subquery(rows.values("number"), output_field=IntegerField()), 0)


def enter(row: Topic | Board, poster: Member, *, html: str, title: str = "", files: int = 0) -> Wait | None:
    """Let a post into the topic or board `row`, which is locked and has `asked`; None shows it, a Wait holds it back.

    Raises EntryRefused. Those who look after the board pass, unless they are suspended.
    """
    asked_of: Any = row
    refuse_suspended(row, poster)
    refusal = _too_fast(asked_of, poster) or _too_much(row, poster, html, files)
    wait = _rule_that_holds(asked_of.asked_rules, poster, html, title)
    if (refusal or wait) and can_look_after(poster, row if isinstance(row, Board) else row.forum):
        return None
    if refusal:
        raise EntryRefused(refusal)
    return wait


def refuse_suspended(row: Topic | Board, writer: Member) -> None:
    """Raise EntryRefused, with until when and why, for a member who is suspended; the row has `asked`."""
    asked_of: Any = row
    running = suspension_of(writer) if asked_of.asked_suspended else None
    if running is not None:
        raise EntryRefused(running.sentence)


def enter_edit(topic: Topic, poster: Member, *, html: str, former: str, title: str = "") -> Wait | None:
    """The same for other words in a post: only what is new in them counts. The topic has `asked`."""
    asked_of: Any = topic
    refusal = _links_refusal(html, poster) if len(links_in(html)) > len(links_in(former)) else ""
    words = [line for line in asked_of.asked_rules.splitlines() if not line.startswith(RuleKind.NEWCOMERS)]
    known = {line for line in words if _matches(line, former, "")}
    wait = _rule_that_holds("\n".join(line for line in words if line not in known), poster, html, title)
    if (refusal or wait) and can_look_after(poster, topic.forum):
        return None
    if refusal:
        raise EntryRefused(refusal)
    return wait


def links_in(html: str) -> list[str]:
    """The addresses of other sites that a rendered text links to."""
    return _LINK.findall(html)


def is_newcomer(member: Member, *, at: datetime | None = None) -> bool:
    """Whether the member joined a short while ago, or has few posts that are shown."""
    if member.date_joined > (at or timezone.now()) - limits().newcomer_for:
        return True
    shown = Post.objects.filter(poster=member, approved=True).order_by("pk").values_list("pk")[: limits().shown_posts]
    return len(shown) < limits().shown_posts


def _too_fast(asked_of: Any, poster: Member) -> str:
    for most, length, number in (
        (limits().posts_a_minute, _MINUTE, asked_of.asked_minute),
        (limits().posts_an_hour, _HOUR, asked_of.asked_hour),
    ):
        if number >= most:
            times = Post.objects.filter(poster=poster).order_by("-created").values_list("created", flat=True)
            return _("You posted %(number)d times in a short while. Try again in %(wait)s.") % {
                "number": number,
                "wait": _in_words(list(times[:most])[-1] + length - timezone.now()),
            }
    return ""


def _in_words(left: timedelta) -> str:
    seconds = max(int(left.total_seconds()) + 1, 1)
    if seconds < 120:
        return ngettext("%(number)d second", "%(number)d seconds", seconds) % {"number": seconds}
    minutes = seconds // 60 + 1
    return ngettext("%(number)d minute", "%(number)d minutes", minutes) % {"number": minutes}


def _too_much(row: Topic | Board, poster: Member, html: str, files: int) -> str:
    """What a newcomer may not do yet; asks only where something is beyond a limit."""
    if files > limits().files_a_post and is_newcomer(poster):
        return _("New members attach at most %(number)d files to a post. Leave some out, or post them later.") % {
            "number": limits().files_a_post
        }
    if isinstance(row, Board):
        return _links_refusal(html, poster) or _topics_refusal(poster)
    return _links_refusal(html, poster)


def _links_refusal(html: str, poster: Member) -> str:
    if len(links_in(html)) <= limits().links_a_post or not is_newcomer(poster):
        return ""
    return _("New members put at most %(number)d links into a post. Leave some out, or post them later.") % {
        "number": limits().links_a_post
    }


def _topics_refusal(poster: Member) -> str:
    started = Topic.objects.filter(poster=poster, created__gt=timezone.now() - _DAY).order_by("-created")
    times = list(started.values_list("created", flat=True)[: limits().topics_a_day])
    if len(times) < limits().topics_a_day or not is_newcomer(poster):
        return ""
    return _("New members start at most %(number)d topics a day. Try again in %(wait)s, or reply in a topic.") % {
        "number": limits().topics_a_day,
        "wait": _in_words(times[-1] + _DAY - timezone.now()),
    }


def _rule_that_holds(lines: str, poster: Member, html: str, title: str) -> Wait | None:
    """The first rule that makes the post wait."""
    rules: Collection[str] = sorted(lines.splitlines())
    for line in rules:
        kind, _colon, value = line.partition(":")
        if kind == RuleKind.NEWCOMERS and is_newcomer(poster):
            reason = _("First posts of new members wait until a moderator has read them.")
            return Wait(reason, str(RuleKind(kind).label))
        if _matches(line, html, title):
            label = RuleKind(kind).label
            return Wait(_("Moderators look first at posts with certain words or links."), f"{label}: {value}")
    return None


def _matches(line: str, html: str, title: str) -> bool:
    kind, _colon, value = line.partition(":")
    if kind == RuleKind.WORD:
        words = f"{title} {plain_words(html)}".casefold()
        return re.search(rf"(?<!\w){re.escape(value.casefold())}(?!\w)", words) is not None
    if kind == RuleKind.DOMAIN:
        hosts = [(urlsplit(address).hostname or "").casefold() for address in links_in(html)]
        return any(host == value or host.endswith(f".{value}") for host in hosts)
    return False
