"""Pages about spotlights: the editors' list and form, and the page on which one answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.people.access import member_required
from community.people.models import Member
from community.people.permissions import is_editor
from community.workgroups.models import WorkGroup

from .enums import Consent
from .forms import AnswerForm, SpotlightForm
from .models import Spotlight
from .services import SpotlightChanged, answer, ask, take_away

if TYPE_CHECKING:
    from community.people.models import MemberRequest

PER_PAGE = 30


@member_required
@require_GET
def spotlights(request: MemberRequest) -> HttpResponse:
    _editors_only(request)
    page = Paginator(Spotlight.objects.for_list(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "spotlights/spotlight_list.html", {"page": page})


@member_required
@require_http_methods(["GET", "POST"])
def spotlight_member(request: MemberRequest, pk: int) -> HttpResponse:
    _editors_only(request)
    return _ask(request, get_object_or_404(Member.objects.visible_to(request.user), pk=pk))


@member_required
@require_http_methods(["GET", "POST"])
def spotlight_group(request: MemberRequest, slug: str) -> HttpResponse:
    _editors_only(request)
    return _ask(request, get_object_or_404(WorkGroup.objects.visible_to(AnonymousUser()).open(), slug=slug))


@member_required
@require_http_methods(["GET", "POST"])
def spotlight(request: MemberRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Spotlight.objects.visible_to(request.user).select_related("member", "group"), pk=pk)
    status = 200
    if request.method == "POST":
        form, status = AnswerForm(request.POST), 422
        if form.is_valid():
            try:
                words = form.cleaned_data["words"].replace("\r\n", "\n")
                consent = Consent(form.cleaned_data["consent"])
                answer(spotlight=shown, consent=consent, words=words, by=request.user)
            except SpotlightChanged as changed:
                messages.error(request, str(changed))
                status = 409
            else:
                messages.success(request, _("Thank you, your answer is kept. You can change it here at any time."))
                return HttpResponseRedirect(shown.get_absolute_url(), status=303)
    return render(request, "spotlights/spotlight_detail.html", {"spotlight": shown}, status=status)


@member_required
@require_POST
def spotlight_away(request: MemberRequest, pk: int) -> HttpResponse:
    _editors_only(request)
    take_away(spotlight=get_object_or_404(Spotlight, pk=pk), by=request.user)
    messages.success(request, _("The spotlight is taken away."))
    return HttpResponseRedirect(reverse("spotlights:list"), status=303)


def _editors_only(request: MemberRequest) -> None:
    if not is_editor(request.user):
        raise Http404


def _ask(request: MemberRequest, about: Member | WorkGroup) -> HttpResponse:
    form = SpotlightForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"].replace("\r\n", "\n")
        days = {name: form.cleaned_data[name] for name in ("begins_on", "ends_on")}
        ask(about=about, words=words, by=request.user, **days)
        messages.success(request, _("Asked. It is shown as soon as they agree."))
        return HttpResponseRedirect(reverse("spotlights:list"), status=303)
    context = {"form": form, "about": about, "is_group": isinstance(about, WorkGroup)}
    return render(request, "spotlights/spotlight_ask.html", context, status=422 if request.method == "POST" else 200)
