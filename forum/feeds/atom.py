"""Atom (RFC 4287) of posts: what a feed is about, whether it changed, and its text."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from community.safety.html import clean_for_mail
from forum.models import Post
from forum.rendering import without_boxes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.xmlutils import SimplerXMLGenerator

    from forum.querysets import PostQuerySet, TopicQuerySet

MOST_ENTRIES = 30
_FORM = 1  # of the text made here: a new number makes every reader fetch it anew
_NOTHING_YET = datetime(2026, 1, 1, tzinfo=UTC)
# XML 1.0 2.2: these may not stand in a document, not even as a reference
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Feed:
    """The newest of `rows` under a title: posts of one topic, or topics with their first posts.

    `page` is the path of what it shows, and `name` that of the feed for everybody, by which it is known for ever: a
    topic's page follows its title.
    """

    title: str
    rows: PostQuerySet | TopicQuerySet
    page: str
    name: str
    is_of_topic: bool = False


@dataclass(frozen=True)
class Version:
    """What a feed holds now, in so far as a reader can tell: `posts` are primary keys, the newest first."""

    etag: str
    changed_at: datetime
    posts: list[int]


def version_of(feed: Feed) -> Version:
    """One query without the words of the posts: everything that the text is made of, or a sign that it changed."""
    # From a topic to its first post, not the other way: so an index gives the newest ones, however many there are.
    post, topic = ("", "topic__") if feed.is_of_topic else ("first_post__", "")
    of_post = (f"{post}{name}" for name in ("pk", "created", "edited_at", "updates_count", "poster__display_name"))
    of_topic = (f"{topic}{name}" for name in ("subject", "forum__name"))
    rows = list(feed.rows.values_list(*of_post, *of_topic)[:MOST_ENTRIES])
    said = repr([_FORM, settings.SITE_ADDRESS, settings.SITE_NAME, feed.title, feed.page, rows])
    moments = [edited or created for _pk, created, edited, *_rest in rows]
    # Surrogates can't be stored, but a title may hold anything else.
    digest = hashlib.sha256(said.encode("utf-8", "backslashreplace")).hexdigest()
    return Version(f'"{digest[:32]}"', max(moments, default=_NOTHING_YET), [row[0] for row in rows])


def text_of(feed: Feed, version: Version, address: str) -> str:
    """The Atom document, in one query; `address` is the path at which it was asked for."""
    found = Post.objects.approved().select_related("poster", "topic__forum").in_bulk(version.posts)
    document = _Atom(
        title=for_xml(f"{feed.title} – {settings.SITE_NAME}"),
        link=settings.SITE_ADDRESS + feed.page,
        description="",
        language="en",
        feed_url=settings.SITE_ADDRESS + address,
        feed_guid=settings.SITE_ADDRESS + feed.name + ("" if address == feed.name else "#own"),
        changed_at=version.changed_at,
    )
    for entry in _entries((found[pk] for pk in version.posts if pk in found), feed):
        document.add_item(**entry)
    return document.writeString("utf-8")


def _entries(posts: Iterable[Post], feed: Feed) -> Iterable[dict[str, Any]]:
    for post in posts:
        name = post.poster.display_name if post.poster else _("A former member")
        said = {"name": name, "title": post.topic.subject}
        address = settings.SITE_ADDRESS + post.get_absolute_url()
        yield {
            "title": for_xml(_("%(name)s in “%(title)s”") % said if feed.is_of_topic else post.topic.subject),
            "link": address,
            "unique_id": address,  # of the post, for ever; a topic's own address follows its title
            "description": None,
            "author_name": for_xml(name),
            "categories": () if feed.is_of_topic else (for_xml(post.topic.forum.name),),
            "pubdate": post.created,
            "updateddate": post.edited_at or post.created,
            "body": for_xml(clean_for_mail(without_boxes(post.html), base=settings.SITE_ADDRESS)),
        }


def for_xml(text: str) -> str:
    """The text without the characters that XML forbids."""
    return _FORBIDDEN.sub("", text)


class _Atom(Atom1Feed):
    """Django's, with whole posts as content and a date that is the same for the same posts."""

    def latest_post_date(self) -> datetime:
        changed_at: datetime = self.feed["changed_at"]
        return changed_at

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["body"], {"type": "html"})
