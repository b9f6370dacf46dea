"""A question as schema.org's QAPage, for search engines: public boards only, from what the page has at hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from community.safety.structured import json_ld
from community.search.services import plain_words
from forum.enums import Audience

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from community.people.models import AnyRequest
    from forum.models import Post, Topic

_LONGEST = 1_000  # characters of one text
_MOST_ANSWERS = 5


def qa_page(request: AnyRequest, topic: Topic, posts: Iterable[Post]) -> SafeString | str:
    """The element for the first page of a public question; else nothing."""
    rows = list(posts)
    if not topic.is_question or topic.forum.audience != Audience.EVERYBODY or not rows:
        return ""
    first, *others = rows
    if first.pk != topic.first_post_id:
        return ""
    accepted = topic.shown_answer
    question = {
        "@type": "Question",
        "name": topic.subject,
        **_said(request, first),
        "answerCount": topic.replies_count,
        "upvoteCount": getattr(topic, "sharers_count", 0),
    }
    if accepted is not None:
        question["acceptedAnswer"] = {"@type": "Answer", **_said(request, accepted)}
    others = [post for post in others if accepted is None or post.pk != accepted.pk]
    if others:
        question["suggestedAnswer"] = [{"@type": "Answer", **_said(request, post)} for post in others[:_MOST_ANSWERS]]
    page = {"@context": "https://schema.org", "@type": "QAPage", "mainEntity": question}
    return json_ld(page, nonce=request.csp_nonce)  # type: ignore[attr-defined]


def _said(request: AnyRequest, post: Post) -> dict[str, Any]:
    said: dict[str, Any] = {
        "text": plain_words(post.html)[:_LONGEST],
        "datePublished": post.created.isoformat(),
        "url": request.build_absolute_uri(post.get_absolute_url()),
    }
    if post.poster is not None:
        said["author"] = {"@type": "Person", "name": post.poster.display_name}
    return said
