"""Pages where those who look after a practice say whether it still holds."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from community.people.access import member_required
from community.people.attempts import attempt
from community.people.errors import HubError
from community.practices.forms import RetireForm
from community.practices.models import Practice
from community.practices.permissions import can_write
from community.practices.services import lasting

from .finding import crumbs_to, looked_after_or_404

if TYPE_CHECKING:
    from community.people.models import MemberRequest


def _kept_or_404(request: MemberRequest, slug: str) -> Practice:
    practice = looked_after_or_404(request, slug)
    if not practice.is_public:
        raise Http404
    return practice


@member_required
@require_GET
def check(request: MemberRequest, slug: str) -> HttpResponse:
    return _render(request, _kept_or_404(request, slug))


def _render(
    request: MemberRequest, practice: Practice, form: RetireForm | None = None, *, status: int = 200
) -> HttpResponse:
    context = {
        "practice": practice,
        "form": form or RetireForm(),
        "is_author": can_write(request.user, practice),
        "crumbs": crumbs_to(_("Does it still hold?"), practice),
    }
    return render(request, "practices/check.html", context, status=status)


@member_required
@require_POST
def confirm(request: MemberRequest, slug: str) -> HttpResponse:
    practice = _kept_or_404(request, slug)
    step = partial(lasting.confirm, practice=practice, by=request.user)
    attempt(request, step, _("Thank you. Readers see that it holds as of today."))
    return redirect(practice)


@member_required
@require_POST
def retire(request: MemberRequest, slug: str) -> HttpResponse:
    practice = _kept_or_404(request, slug)
    form = RetireForm(request.POST)
    if form.is_valid():
        try:
            lasting.retire(practice=practice, by=request.user, **form.cleaned_data)
        except HubError as refusal:
            form.add_error("successor" if form.cleaned_data["successor"] else None, refusal.message)
        else:
            messages.success(request, _("It is retired. Its page stays, and says so."))
            return redirect(practice)
    return _render(request, practice, form, status=422)


@member_required
@require_POST
def bring_back(request: MemberRequest, slug: str) -> HttpResponse:
    practice = _kept_or_404(request, slug)
    attempt(request, partial(lasting.bring_back, practice=practice, by=request.user), _("It is published again."))
    return redirect(practice)
