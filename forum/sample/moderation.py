"""What moderators of the sample hub find: a rule, a post that waits, one that is hidden and contested, a report."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

from community.notifications.services.telling import without_mail
from community.people.sample import sample_member
from forum.models import Post, Ruling, Topic, Withheld
from forum.moderation.cases import state_of
from forum.moderation.enums import RuleKind, Why
from forum.moderation.services.deciding import Decision, hide
from forum.moderation.services.rules import add_rule
from forum.moderation.services.taking_part import flag, object_to
from forum.moderation.services.withholding import withhold
from forum.rendering import compose
from forum.services.posting import reply

_FILE = Path(__file__).parent / "moderation.toml"


def load_moderation() -> None:
    """Make them once, after the threads; nobody gets a mail of it."""
    if Ruling.objects.exists() or Withheld.objects.exists():
        return
    said = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    with without_mail():
        rule = add_rule(board=None, by=sample_member("moderator"), **said["rule"])
        waiting = _write(said["waiting"])
        reason = "Moderators look first at posts with certain words or links."
        label = f"{RuleKind(rule.kind).label}: {rule.value}"
        withhold(waiting, Why.WAITING, by=None, reason=reason, rule=label)
        _hide(said["hidden"])
        _report(said["report"])


def _topic(said: dict[str, Any]) -> Topic:
    """The named topic of a board, or the one that was started first."""
    topics = Topic.objects.select_related("forum").filter(forum__slug=said["board"]).order_by("created", "pk")
    return topics.get(subject=said["title"]) if "title" in said else topics[0]


def _write(said: dict[str, Any]) -> Post:
    """A reply an hour after the last one."""
    topic = _topic(said)
    at = topic.posts.latest("created").created + timedelta(hours=1)
    return reply(topic=topic, poster=sample_member(said["by"]), text=compose(said["text"].strip()), at=at)


def _hide(said: dict[str, Any]) -> None:
    post = _write(said)
    ruling = hide(Decision(post, sample_member("moderator"), state_of(post), said["reason"]))
    object_to(ruling=ruling, member=sample_member(said["by"]), words=said["objection"])


def _report(said: dict[str, Any]) -> None:
    member = sample_member(said["by"])
    newest = Topic.objects.filter(forum__slug=said["board"]).order_by("-created").first()
    if newest is not None:
        flag(post=newest.posts.in_order()[0], member=member, fault=said["fault"], words=said["words"])
