"""Pages where a department says that it uses a practice."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.people.access import member_required
from community.people.attempts import attempt
from community.people.errors import HubError
from community.practices.forms import AdoptForm
from community.practices.models import Practice
from community.practices.permissions import can_withdraw
from community.practices.services import adopting

from .finding import crumbs_to, practice_or_404

if TYPE_CHECKING:
    from community.people.models import MemberRequest


def _public_or_404(request: MemberRequest, slug: str) -> Practice:
    return get_object_or_404(Practice.objects.public(), pk=practice_or_404(request, slug).pk)


@member_required
@require_http_methods(["GET", "POST"])
def adopt(request: MemberRequest, slug: str) -> HttpResponse:
    practice = _public_or_404(request, slug)
    form = AdoptForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            adopting.adopt(practice=practice, by=request.user, **form.cleaned_data)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Your department is in the list."))
            return redirect(practice)
    context = {"form": form, "practice": practice, "crumbs": crumbs_to(_("We use this"), practice)}
    return render(request, "practices/adopt.html", context, status=422 if form.is_bound else 200)


@member_required
@require_POST
def withdraw(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    practice = _public_or_404(request, slug)
    adoption = get_object_or_404(practice.adoptions.select_related("practice"), pk=pk)
    if not can_withdraw(request.user, adoption):
        messages.error(request, _("Only people of that department and editors can take it back."))
        return redirect(practice)
    step = partial(adopting.withdraw, adoption=adoption, by=request.user)
    attempt(request, step, _("%(department)s is no longer in the list.") % {"department": adoption.department})
    return redirect(practice)
