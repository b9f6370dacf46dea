"""The queue, the log and the rules, for those who look after boards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.people.access import member_required
from community.people.errors import HubError
from forum.kinds.permissions import boards_looked_after
from forum.models import Board, Ruling, WaitingRule
from forum.moderation.cases import cases, with_case
from forum.moderation.forms import QueueForm, RuleForm
from forum.moderation.permissions import is_moderator
from forum.moderation.services.rules import add_rule, drop_rule
from forum.paging import IdsFirstPaginator

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from community.people.models import MemberRequest

PER_PAGE = 20


def crumbs(*steps: tuple[str, str]) -> list[tuple[str, str]]:
    """The way from the forum to a page of moderation."""
    way = [(_("Forum"), reverse("boards:index")), (_("Moderation"), reverse("boards:queue"))]
    return [*way, *steps] if steps else [way[0], (way[1][0], "")]


def _boards_or_404(request: MemberRequest) -> list[Board]:
    """The boards that the member looks after; for others there is no such page."""
    boards = list(boards_looked_after(request.user).order_by("name", "pk"))
    if not boards:
        raise Http404
    return boards


@member_required
@require_GET
def queue(request: MemberRequest) -> HttpResponse:
    form = QueueForm(request.GET, boards=_boards_or_404(request))
    said = form.cleaned_data if form.is_valid() else {}
    found = cases(request.user, why=said.get("why", ""), board=said.get("board"))
    paginator = IdsFirstPaginator(found, with_case(), PER_PAGE, count=found.count())
    chosen = {name: request.GET[name] for name in ("why", "board") if said.get(name)}
    context = {
        "form": form,
        "page": paginator.get_page(request.GET.get("page")),
        "query": f"{urlencode(chosen)}&" if chosen else "",
        "crumbs": crumbs(),
    }
    return render(request, "boards/moderation_queue.html", context)


@member_required
@require_GET
def log(request: MemberRequest) -> HttpResponse:
    boards = _boards_or_404(request)
    rulings = Ruling.objects.filter(post__topic__forum__in=boards)
    rows = Ruling.objects.newest_first()
    paginator = IdsFirstPaginator(rulings.order_by("-pk"), rows, PER_PAGE, count=rulings.count())
    context = {"page": paginator.get_page(request.GET.get("page")), "crumbs": crumbs((_("Log of decisions"), ""))}
    return render(request, "boards/moderation_log.html", context)


def _rules_of(request: MemberRequest, boards: list[Board]) -> QuerySet[WaitingRule]:
    """Those of the boards that the member looks after; moderators keep those of all boards too."""
    kept = Q(board__in=boards)
    return WaitingRule.objects.filter(kept | Q(board=None) if is_moderator(request.user) else kept)


@member_required
@require_http_methods(["GET", "POST"])
def rules(request: MemberRequest) -> HttpResponse:
    boards = _boards_or_404(request)
    form = RuleForm(request.POST or None, boards=boards, all_boards=is_moderator(request.user))
    if form.is_valid():
        said = form.cleaned_data
        try:
            add_rule(board=said["board"], kind=said["kind"], value=said["value"], by=request.user)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The rule holds from now on."))
            return redirect("boards:rules")
    found = _rules_of(request, boards).select_related("board", "by")
    context: dict[str, Any] = {
        "form": form,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "crumbs": crumbs((_("What waits"), "")),
    }
    return render(request, "boards/moderation_rules.html", context, status=422 if form.is_bound else 200)


@member_required
@require_POST
def rule_drop(request: MemberRequest, pk: int) -> HttpResponse:
    rule = get_object_or_404(_rules_of(request, _boards_or_404(request)), pk=pk)
    try:
        drop_rule(rule=rule, by=request.user)
    except HubError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The rule is dropped. What waits already goes on waiting."))
    return redirect("boards:rules")
