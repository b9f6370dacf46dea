"""One post and all about it, and the decisions about it: each POST has its own address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from community.people.access import member_required
from community.people.errors import HubError
from forum.models import Post, Ruling
from forum.moderation.cases import history_of, posts_looked_after, state_of, with_case
from forum.moderation.enums import Act
from forum.moderation.forms import DecisionForm, FixForm, ReasonForm, SuspendForm
from forum.moderation.permissions import can_suspend, suspension_of
from forum.moderation.services import deciding
from forum.moderation.services.deciding import DecidedMeanwhile, Decision

from .queue import PER_PAGE, crumbs

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from community.people.models import MemberRequest

BUTTONS = {
    Act.APPROVE: gettext_lazy("Approve the post"),
    Act.KEEP: gettext_lazy("Leave it as it is"),
    Act.HIDE: gettext_lazy("Hide the post"),
    Act.RESTORE: gettext_lazy("Show the post again"),
    Act.EDIT: gettext_lazy("Edit the post"),
    Act.WARN: gettext_lazy("Warn the writer"),
    Act.SUSPEND: gettext_lazy("Suspend the writer"),
    Act.RELEASE: gettext_lazy("End the suspension"),
}
FORMS: dict[Act, type[DecisionForm]] = {
    Act.APPROVE: DecisionForm,
    Act.KEEP: DecisionForm,
    Act.HIDE: ReasonForm,
    Act.RESTORE: DecisionForm,
    Act.WARN: ReasonForm,
    Act.SUSPEND: SuspendForm,
    Act.RELEASE: DecisionForm,
}


@dataclass(frozen=True)
class Offer:
    """A decision that can be made: its button, its form, and where that is sent."""

    act: Act
    form: forms.Form
    address: str
    is_open: bool = False

    @property
    def button(self) -> StrOrPromise:
        """What it says."""
        return BUTTONS[self.act]


def _post_or_404(request: MemberRequest, pk: int) -> Post:
    return get_object_or_404(with_case().filter(pk__in=posts_looked_after(request.user).values("pk")), pk=pk)


def _form(act: Act, post: Post, data: Any = None, seen: str = "") -> forms.Form:
    initial = {"seen": seen, "text": post.content, "title": post.topic.subject}
    if act == Act.EDIT:
        return FixForm(data, post=post, initial=initial)
    return FORMS[act](data, act=act, initial=initial)


def _offered(request: MemberRequest, post: Post, why: str, running: object) -> list[Act]:
    """What can be decided about the post as it stands."""
    acts: dict[str, list[Act]] = {
        "waiting": [Act.APPROVE, Act.HIDE],
        "hidden": [Act.RESTORE, Act.KEEP],
        "removed": [Act.RESTORE, Act.HIDE, Act.KEEP],
    }
    offered = [*acts.get(why, [Act.KEEP, Act.HIDE]), Act.EDIT]
    if post.poster is None or post.poster.pk == request.user.pk or not post.poster.is_active:
        return offered
    offered.append(Act.WARN)
    if can_suspend(request.user, post.poster):
        offered += [Act.SUSPEND, Act.RELEASE] if running else [Act.SUSPEND]
    return offered


def _page(
    request: MemberRequest, post: Post, act: Act | None = None, bound: forms.Form | None = None, *, status: int = 200
) -> HttpResponse:
    """The case as it is now; the form of `act` keeps what was typed, about the state that the page shows now."""
    seen = state_of(post)
    if bound is not None:
        # What was refused may be sent again, about what is seen now.
        bound.data = {name: bound.data.get(name) for name in bound.data} | {"seen": seen}
    running = suspension_of(post.poster) if post.poster else None
    withheld = getattr(post, "withheld", None)
    acts = _offered(request, post, withheld.why if withheld else "", running)
    if act is not None and act not in acts:
        acts.insert(0, act)
    offers = [
        Offer(
            each,
            bound if bound is not None and each == act else _form(each, post, seen=seen),
            reverse(f"boards:case_{each.value}", args=[post.pk]),
            is_open=each == act,
        )
        for each in acts
    ]
    context = {
        "post": post,
        "withheld": withheld,
        "offers": offers,
        "suspension": running,
        "history": history_of(request.user, post.poster) if post.poster else None,
        "rulings": Ruling.objects.filter(post=post).newest_first()[:PER_PAGE],
        "crumbs": crumbs((post.topic.subject, "")),
    }
    return render(request, "boards/moderation_case.html", context, status=status)


@member_required
@require_GET
def case(request: MemberRequest, pk: int) -> HttpResponse:
    return _page(request, _post_or_404(request, pk))


def _decide(
    request: MemberRequest, pk: int, act: Act, done: str, work: Callable[[Decision, dict[str, Any]], Ruling]
) -> HttpResponse:
    """Decide and say so; else show the case as it is now, with the words of who would have decided."""
    post = _post_or_404(request, pk)
    form = _form(act, post, request.POST)
    status = 422
    if form.is_valid():
        said = form.cleaned_data
        try:
            work(Decision(post, request.user, said["seen"], said["reason"]), said)
        except HubError as refusal:
            form.add_error(None, refusal.message)
            status = 409 if isinstance(refusal, DecidedMeanwhile) else 422
            post = _post_or_404(request, pk)
        else:
            messages.success(request, done)
            return redirect("boards:queue")
    return _page(request, post, act, form, status=status)


@member_required
@require_POST
def approve(request: MemberRequest, pk: int) -> HttpResponse:
    done = _("The post is shown, and its writer is told.")
    return _decide(request, pk, Act.APPROVE, done, lambda decision, _said: deciding.approve(decision))


@member_required
@require_POST
def keep(request: MemberRequest, pk: int) -> HttpResponse:
    done = _("It stays as it is. Who reported it or objected is told.")
    return _decide(request, pk, Act.KEEP, done, lambda decision, _said: deciding.keep(decision))


@member_required
@require_POST
def hide(request: MemberRequest, pk: int) -> HttpResponse:
    done = _("The post is hidden, and its writer is told why.")
    return _decide(request, pk, Act.HIDE, done, lambda decision, _said: deciding.hide(decision))


@member_required
@require_POST
def restore(request: MemberRequest, pk: int) -> HttpResponse:
    done = _("The post is shown again, and its writer is told.")
    return _decide(request, pk, Act.RESTORE, done, lambda decision, _said: deciding.restore(decision))


@member_required
@require_POST
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    def change(decision: Decision, said: dict[str, Any]) -> Ruling:
        return deciding.edit(decision, text=said["text"], title=said.get("title", ""))

    return _decide(request, pk, Act.EDIT, _("The post is changed, and its writer is told why."), change)


@member_required
@require_POST
def warn(request: MemberRequest, pk: int) -> HttpResponse:
    done = _("The writer is warned.")
    return _decide(request, pk, Act.WARN, done, lambda decision, _said: deciding.warn(decision))


@member_required
@require_POST
def suspend(request: MemberRequest, pk: int) -> HttpResponse:
    def stop(decision: Decision, said: dict[str, Any]) -> Ruling:
        return deciding.suspend(decision, until=said["until"])

    return _decide(request, pk, Act.SUSPEND, _("The writer is suspended and told until when."), stop)


@member_required
@require_POST
def release(request: MemberRequest, pk: int) -> HttpResponse:
    done = _("The suspension is ended, and the writer is told.")
    return _decide(request, pk, Act.RELEASE, done, lambda decision, _said: deciding.release(decision))
