"""A form's draft: the key that the page carries, what fills the form, and what a sent form holds."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.contrib import messages
from django.db.models import Subquery
from django.forms import MultipleChoiceField
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from community.notifications.registries import place_of
from community.people.models import Member
from forum.models import Board, Draft

from .keys import key_for, opened
from .services import Typed, save_draft

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.forms import Form
    from django.http import HttpRequest, HttpResponse, QueryDict

    from community.people.models import MemberRequest
    from forum.models import Post, Topic

Args = ParamSpec("Args")
KEY = "draft_key"
_NOT_KEPT = {"csrfmiddlewaretoken", "form_token", KEY, "text", "title", "picture_alt", "add_picture", "drop_files"}
_MOST_NAMES, _MOST_VALUES, _LONGEST_VALUE = 40, 20, 300


@dataclass(frozen=True)
class Desk:
    """What stands beside a form: its place, its key, the draft that is there, the board for suggestions."""

    key: str
    board: Board
    draft: Draft | None = None

    def fill(self, form: Form, *, added: str = "") -> None:
        """Put the draft into an unbound form, with `added` words below it."""
        if self.draft is None:
            return
        form.initial["text"] = f"{self.draft.text.rstrip()}\n\n{added}" if added else self.draft.text
        if self.draft.title:
            form.initial["title"] = self.draft.title
        for name, values in self.draft.others.items():
            field = form.fields.get(name)
            if field is not None and values:
                form.initial[name] = values if isinstance(field, MultipleChoiceField) else values[0]


def place_of_post(post: Post) -> str:
    """Where a change of the post is a draft."""
    return place_of("post", post.pk)


def desk_for(member: Member, place: str, board: Board) -> Desk:
    """The desk of `member` at `place`, in one query."""
    return Desk(key_for(member, place), board, Draft.objects.of(member).filter(place=place).first())


def draft_columns(viewer: Member | AnonymousUser, place: str) -> dict[str, Subquery]:
    """Annotations that bring the draft along with the row of its place, without a query of their own."""
    mine = Draft.objects.of(viewer).filter(place=place)
    return {f"draft_{name}": Subquery(mine.values(name)[:1]) for name in ("pk", "text", "saved_at")}


def desk_from(member: Member, topic: Topic) -> Desk:
    """The desk for a reply, from a topic with `draft_columns`."""
    draft = None
    if topic.draft_pk is not None:
        draft = Draft(pk=topic.draft_pk, text=topic.draft_text, saved_at=topic.draft_saved_at)
    return Desk(key_for(member, topic.place), topic.forum, draft)


def keep_typed(request: HttpRequest) -> str:
    """Keep what was typed into a form that carries a key, whoever is signed in now, as the draft of whom it was shown.

    Returns the address of the form, "" when nothing was kept. The key is no one's to forge, so a form whose security
    token is out of date is kept too.
    """
    found = opened(request.POST.get(KEY, ""))
    if found is None or not Member.objects.filter(pk=found[0], is_active=True).exists():
        return ""
    member, place = found
    return address_of(place) if save_draft(member=member, place=place, typed=typed_in(request.POST)) else ""


def keeps_words(view: Callable[Concatenate[MemberRequest, Args], HttpResponse]) -> Callable[..., HttpResponse]:
    """Keep what was typed for a place that is not there any more, and say so on the page that says that (404)."""

    @wraps(view)
    def kept(request: MemberRequest, *args: Args.args, **kwargs: Args.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            if request.method == "POST" and keep_typed(request):
                messages.info(request, _("Your words are kept: you find them under “My drafts”."))
            raise

    return kept


def typed_in(data: QueryDict) -> Typed:
    """What the form held, cut where no form of ours reaches."""
    others = {
        name[:_LONGEST_VALUE]: [_clean(value)[:_LONGEST_VALUE] for value in values[:_MOST_VALUES]]
        for name, values in list(data.lists())[:_MOST_NAMES]
        if name not in _NOT_KEPT and "\x00" not in name
    }
    text = _clean(data.get("text", "")).replace("\r\n", "\n")
    return Typed(text, _clean(data.get("title", "")), others, _token(data.get("form_token", "")))


def address_of(place: str) -> str:
    """The page with the form for that place; the list of drafts when there is none any more."""
    name, _colon, key = place.partition(":")
    if name == "topic":
        return reverse("boards:reply", args=[key])
    if name == "post":
        return reverse("boards:post_edit", args=[key])
    slug = Board.objects.filter(pk=key).values_list("slug", flat=True).first()
    return reverse("boards:topic_start", args=[slug]) if slug else reverse("boards:drafts")


def _clean(text: str) -> str:
    """PostgreSQL keeps no null character."""
    return text.replace("\x00", "\N{REPLACEMENT CHARACTER}")


def _token(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
