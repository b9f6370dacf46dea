"""What a newcomer does with the list on “My hub”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.people.access import member_required

from .models import FirstStep
from .services import put_away, tick_off

if TYPE_CHECKING:
    from community.people.models import MemberRequest


@member_required
@require_POST
def step_done(request: MemberRequest, pk: int) -> HttpResponse:
    tick_off(step=get_object_or_404(FirstStep.objects.of(request.user), pk=pk))
    return HttpResponseRedirect(reverse("my"), status=303)


@member_required
@require_POST
def week_away(request: MemberRequest) -> HttpResponse:
    put_away(member=request.user)
    messages.success(request, _("The list of your first week is put away."))
    return HttpResponseRedirect(reverse("my"), status=303)
