"""The sample hub's boards and threads, written by its invented people."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import Group

from community.notifications.enums import Level
from community.notifications.services.following import follow
from community.notifications.services.telling import without_mail
from community.people.models import Member
from community.people.sample import sample_member
from community.people.zones import DEFAULT_ZONE
from forum.drafts.services import Typed, save_draft
from forum.enums import Audience, TopicKind
from forum.kinds.permissions import MODERATORS
from forum.kinds.services import accept_answer, share_question
from forum.kinds.tagging import tag_slug
from forum.models import Board, BoardRead, Post, Tag, Topic
from forum.rendering import compose
from forum.routing.services.asking import put_question
from forum.routing.services.reminding import remind_of_waiting
from forum.routing.services.settling import settle_all
from forum.services.boards import found_board
from forum.services.editing import edit_post
from forum.services.posting import reply, start_topic
from forum.services.reading import mark_boards_read
from forum.services.telling import tell_of_post

from .moderation import load_moderation
from .polls import load_poll
from .taking_part import load_taking_part

_HERE = Path(__file__).parent
_TOLD_SINCE = timedelta(days=60)
_FOLLOWERS = (("member", ""), ("learner", Level.DAILY), ("coordinator", Level.WEEKLY), ("editor", Level.OFF))
_READ_UP_TO = timedelta(days=5)  # sample members were last here that long ago


def load_forum(now: datetime) -> str:
    """Make the sample boards and topics; see sample_registry."""
    _load_boards()
    _load_tags()
    sample_member("moderator").groups.add(Group.objects.get_or_create(name=MODERATORS)[0])
    threads = [
        (Board.objects.get(slug=file.stem), thread)
        for file in sorted((_HERE / "threads").glob("*.toml"))
        for thread in _read(file)["threads"]
    ]
    is_new = not Topic.objects.exists()
    made = [post for board, thread in threads for post in _load_thread(board, thread, now)]
    if is_new:
        _follow()
        _leave_drafts(now)
    if made:
        _put_questions(made)
        _tell([post for post in made if post.created > now - _TOLD_SINCE])
        _settle([(board, thread) for board, thread in threads if thread.keys() & {"accepted", "shared_by"}], now)
        _mark_what_is_old(now - _READ_UP_TO)
    if is_new:
        load_moderation()
    load_taking_part(partial(_moment, now))
    if made:
        settle_all()
        with without_mail():
            remind_of_waiting(at=now)
    return f"{Board.objects.holding_topics().count()} boards, {len(threads)} topics"


def _read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _load_boards() -> None:
    data = _read(_HERE / "boards.toml")
    by = sample_member("admin")
    for fields in data["sections"]:
        if not Board.objects.filter(slug=fields["slug"]).exists():
            section = Board(type=Board.FORUM_CAT, audience=Audience.EVERYBODY, **fields)
            found_board(board=section, by=by)
    for fields in data["boards"]:
        if not Board.objects.filter(slug=fields["slug"]).exists():
            parent = Board.objects.get(slug=fields.pop("section"))
            found_board(board=Board(**{"audience": Audience.EVERYBODY, "parent": parent, **fields}), by=by)


def _load_tags() -> None:
    """The editors' list."""
    tags = [Tag(slug=tag_slug(fields["name"]), is_kept=True, **fields) for fields in _read(_HERE / "tags.toml")["tags"]]
    Tag.objects.bulk_create(tags, ignore_conflicts=True)


def _load_thread(board: Board, thread: dict[str, Any], now: datetime) -> list[Post]:
    """The posts of a thread that was not there."""
    if Topic.objects.filter(forum=board, subject=thread["title"]).exists():
        return []
    first, *others = thread["posts"]
    topic = start_topic(board=board, title=thread["title"], **_sorted(thread), **written(first, [], now))
    if "poll" in thread:
        load_poll(topic, thread["poll"], now)
    posts = [topic.posts.get()]
    for post in others:
        posts.append(reply(topic=topic, **written(post, posts, now)))
    for row, post in zip(posts, thread["posts"], strict=True):
        if "changed" in post and row.poster is not None:
            later = written(post["changed"] | {"by": post["by"]}, posts, now)
            edit_post(post=row, by=later["poster"], text=later["text"], at=later["at"])
    return posts


def _sorted(thread: dict[str, Any]) -> dict[str, Any]:
    return {"kind": thread.get("kind", TopicKind.DISCUSSION), "tags": thread.get("tags", [])}


def _settle(threads: list[tuple[Board, dict[str, Any]]], now: datetime) -> None:
    """Who has a question too says so, then whoever asked accepts an answer."""
    for board, thread in threads:
        topic = Topic.objects.select_related("poster").get(forum=board, subject=thread["title"])
        for key in thread.get("shared_by", ()):
            share_question(topic=topic, member=sample_member(key))
        if "accepted" in thread and topic.poster is not None:
            answer = topic.posts.in_order()[thread["accepted"]["post"]]
            with without_mail():
                accept_answer(post=answer, by=topic.poster, at=_moment(now, thread["accepted"]["hours"]))


def _follow() -> None:
    """Each of these follows a board, in a way of their own."""
    boards = Board.objects.holding_topics().filter(audience=Audience.EVERYBODY, work_group=None).order_by("pk")
    for key, level in _FOLLOWERS:
        for board in boards[:2]:
            follow(member=sample_member(key), place=board.place, level=level)


def _leave_drafts(now: datetime) -> None:
    """What somebody began to write."""
    for each in _read(_HERE / "drafts.toml")["drafts"]:
        topic = Topic.objects.get(subject=each["topic"])
        at, typed = _moment(now, each["hours"]), Typed(each["text"])
        save_draft(member=sample_member(each["by"]).pk, place=topic.place, typed=typed, at=at)


def _put_questions(posts: list[Post]) -> None:
    """As if each open question had been put to those who know when it was asked, oldest first."""
    asked = Topic.objects.unanswered().filter(first_post__in=[post.pk for post in posts]).order_by("created", "pk")
    with without_mail():
        for topic in asked:
            put_question(topic=topic, at=topic.created)


def _tell(posts: list[Post]) -> None:
    """As if each had been told when it was written, and mailed."""
    with without_mail():
        for post in Post.objects.select_related("topic__forum", "poster").filter(pk__in=[row.pk for row in posts]):
            tell_of_post(post=post)


def written(post: dict[str, Any], earlier: list[Post], now: datetime) -> dict[str, Any]:
    """What the services take of a post in a file: who wrote it, the text, and when."""
    text = post["text"]
    if "quotes" in post:
        text = text.replace("QUOTED", earlier[post["quotes"]].get_absolute_url())
    if "names" in post:
        named = sample_member(post["names"])
        text = text.replace("NAMED", f"[@{named.display_name}]({named.get_absolute_url()})")
    return {"poster": sample_member(post["by"]), "text": compose(text), "at": _moment(now, post["hours"])}


def _moment(now: datetime, hours: int) -> datetime:
    """About so many hours ago, in the working day of somebody in California; order is kept."""
    here = now.astimezone(ZoneInfo(DEFAULT_ZONE))
    days, rest = divmod(hours, 24)
    return here.replace(hour=8, minute=30, second=0, microsecond=0) - timedelta(
        days=days + 1, minutes=-21 * (24 - rest)
    )


def _mark_what_is_old(at: datetime) -> None:
    """Everybody has read what is older, so that “unread” means something on the first day."""
    for member in Member.objects.filter(pk__in=Topic.objects.values("posts__poster")):
        marked = BoardRead.objects.filter(user=member).values("forum")
        boards = Board.objects.visible_to(member).holding_topics().exclude(pk__in=marked)
        mark_boards_read(reader=member, boards=boards, at=at)
