"""Publishing and withdrawing an outcome; the writers' answers whether they are quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.notifications.services.telling import notify, take_back
from community.people.errors import HubError
from community.people.services import record
from community.safety.races import again_after_race
from community.search.services import index
from forum.models import Outcome, OutcomePost, Post, Topic

from .permissions import can_publish, can_withdraw

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from uuid import UUID

    from community.people.models import Member
    from forum.rendering import PostText

ASKED = "quote_asked"


class OutcomeRefused(HubError):
    """This can't be published, withdrawn or answered by this person, now."""


@again_after_race
@transaction.atomic
def publish_outcome(
    *,
    topic: Topic,
    by: Member,
    title: str,
    text: PostText,
    posts: Collection[int] = (),
    form_token: UUID | None = None,
    at: datetime | None = None,
) -> Outcome:
    """Tell everybody what came of `topic`, in the words of `by`; ask the writers of `posts` whether they are quoted.

    What `by` wrote is quoted at once. The same form sent twice is one outcome. Audited. Raises OutcomeRefused.
    """
    current = Topic.objects.select_for_update(no_key=True, of=("self",)).select_related("forum").get(pk=topic.pk)
    if form_token is not None:
        twin = Outcome.objects.filter(by=by, form_token=form_token).first()
        if twin is not None:
            return twin
    if not can_publish(by, current):
        raise OutcomeRefused(_("Only leads of the work group publish what came of its topics."))
    outcome = Outcome.objects.create(
        group=current.forum.work_group,
        topic=current,
        title=title,
        summary=text.source,
        html=text.html,
        by=by,
        published_at=at or timezone.now(),
        form_token=form_token,
    )
    record(by=by, action="publish", about=outcome, after={"title": title, "topic": current.pk, "posts": sorted(posts)})
    _ask_writers(outcome, current.posts.approved().filter(pk__in=posts).select_related("poster"), by)
    index(kind="outcome", row=outcome)
    return outcome


def _ask_writers(outcome: Outcome, posts: Collection[Post], by: Member) -> None:
    for post in posts:
        if post.poster is None:
            continue  # nobody is left who could agree
        quote = OutcomePost.objects.create(outcome=outcome, post=post)
        if post.poster_id == by.pk:
            _agree(quote, post)
        else:
            notify(kind=ASKED, to=[post.poster_id], about=quote.pk, by=by)


@transaction.atomic
def withdraw_outcome(*, outcome: Outcome, by: Member) -> Outcome:
    """Nobody sees it any more; writers who were asked are asked no longer. Audited. Raises OutcomeRefused."""
    current = Outcome.objects.select_for_update(no_key=True, of=("self",)).select_related("group").get(pk=outcome.pk)
    if not can_withdraw(by, current):
        raise OutcomeRefused(_("Only leads of the work group withdraw what it published."))
    if current.withdrawn_at is None:
        current.withdrawn_at = timezone.now()
        current.save(update_fields=["withdrawn_at"])
        record(by=by, action="withdraw", about=current)
        for pk in current.quoted.values_list("pk", flat=True):
            take_back(kind=ASKED, about=pk)
        index(kind="outcome", row=current)
    return current


@transaction.atomic
def answer_quote(*, quote: OutcomePost, by: Member, is_agreed: bool) -> OutcomePost:
    """The writer of a post says whether everybody may read it, word for word as it is now; may be said anew. Audited.

    Raises OutcomeRefused for anybody else, and when the outcome was withdrawn or the post is hidden.
    """
    rows = OutcomePost.objects.select_for_update(no_key=True, of=("self",)).select_related("post__topic", "outcome")
    current = rows.get(pk=quote.pk)
    post = current.post
    if post.poster_id != by.pk or current.outcome.withdrawn_at is not None:
        raise OutcomeRefused(_("There is nothing to answer here any more."))
    if is_agreed and not (post.approved and post.topic.approved):
        raise OutcomeRefused(_("Your post is hidden in the forum, so it can't be quoted."))
    before = {"is_agreed": current.is_agreed}
    if is_agreed:
        _agree(current, post)
    else:
        current.is_agreed, current.answered_at, current.html = False, timezone.now(), ""
        current.save(update_fields=["is_agreed", "answered_at", "html"])
    record(by=by, action="answer", about=current, before=before, after={"is_agreed": is_agreed})
    take_back(kind=ASKED, about=current.pk)
    return current


def _agree(quote: OutcomePost, post: Post) -> None:
    quote.is_agreed, quote.answered_at, quote.html = True, timezone.now(), post.html
    quote.save(update_fields=["is_agreed", "answered_at", "html"])
