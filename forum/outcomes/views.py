"""The public list of outcomes and one of them; publishing, withdrawing, and the writers' answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.people.access import member_required
from community.people.errors import HubError
from forum.models import Outcome, OutcomePost, Topic
from forum.views.topics import crumbs_to

from .forms import AnswerForm, OutcomeForm
from .permissions import can_publish, can_withdraw
from .services import answer_quote, publish_outcome, withdraw_outcome

if TYPE_CHECKING:
    from community.people.models import AnyRequest, MemberRequest

OUTCOMES_PER_PAGE = 20


def _crumbs(*names: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Forum"), reverse("boards:index")), *names]


@require_GET
def outcomes(request: AnyRequest) -> HttpResponse:
    found = Outcome.objects.published().for_list()
    page = Paginator(found, OUTCOMES_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "boards/outcome_list.html", {"page": page, "crumbs": _crumbs((_("Outcomes"), ""))})


@require_GET
def outcome(request: AnyRequest, pk: int) -> HttpResponse:
    rows = Outcome.objects.published().select_related("group", "by")
    shown = get_object_or_404(rows, pk=pk)
    is_lead = can_withdraw(request.user, shown)
    context = {
        "outcome": shown,
        "quotes": list(shown.quoted.shown().for_page()),
        "waiting": shown.quoted.filter(is_agreed=None).count() if is_lead else 0,
        "is_lead": is_lead,
        "crumbs": _crumbs((_("Outcomes"), reverse("boards:outcomes")), (shown.title, "")),
    }
    return render(request, "boards/outcome_detail.html", context)


def _topic_to_tell_of(request: MemberRequest, pk: int) -> Topic:
    """A topic whose outcome the member may publish; else 404."""
    topic = get_object_or_404(Topic.objects.visible_to(request.user).select_related("forum__work_group"), pk=pk)
    if not can_publish(request.user, topic):
        raise Http404
    return topic


def _publish_page(
    request: MemberRequest, topic: Topic, form: OutcomeForm, *, preview: Any = None, status: int = 200
) -> HttpResponse:
    context = {"topic": topic, "form": form, "preview": preview, "crumbs": crumbs_to(topic, _("Publish an outcome"))}
    return render(request, "boards/outcome_publish.html", context, status=status)


@member_required
@require_http_methods(["GET", "POST"])
def outcome_publish(request: MemberRequest, pk: int) -> HttpResponse:
    topic = _topic_to_tell_of(request, pk)
    form = OutcomeForm(request.POST or None, topic=topic)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = publish_outcome(
                topic=topic,
                by=request.user,
                title=said["title"],
                text=said["text"],
                posts=said.get("posts", ()),
                form_token=said["form_token"],
            )
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Published. Posts you chose show as soon as their writers agree."))
            return redirect(made)
    return _publish_page(request, topic, form, status=422 if request.method == "POST" else 200)


@member_required
@require_POST
def outcome_preview(request: MemberRequest, pk: int) -> HttpResponse:
    topic = _topic_to_tell_of(request, pk)
    form = OutcomeForm(request.POST, topic=topic)
    form.is_valid()
    preview = form.cleaned_data.get("text")
    return _publish_page(request, topic, form, preview=preview, status=200 if preview else 422)


@member_required
@require_POST
def outcome_withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Outcome.objects.published().select_related("group"), pk=pk)
    if not can_withdraw(request.user, shown):
        raise Http404
    withdraw_outcome(outcome=shown, by=request.user)
    messages.success(request, _("“%(title)s” is withdrawn: nobody sees it any more.") % {"title": shown.title})
    return redirect("boards:outcomes")


@member_required
@require_http_methods(["GET", "POST"])
def quote(request: MemberRequest, pk: int) -> HttpResponse:
    rows = OutcomePost.objects.visible_to(request.user).select_related("outcome__group", "outcome__by", "post")
    asked = get_object_or_404(rows, pk=pk)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        try:
            answer_quote(quote=asked, by=request.user, is_agreed=form.cleaned_data["is_agreed"])
        except HubError as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _("Your answer is saved. You can change it on this page whenever you like."))
        return redirect("boards:outcome_quote", pk=asked.pk)
    crumbs = _crumbs((_("Outcomes"), reverse("boards:outcomes")), (_("Your post"), ""))
    status = 422 if request.method == "POST" else 200
    return render(request, "boards/outcome_quote.html", {"quote": asked, "crumbs": crumbs}, status=status)
