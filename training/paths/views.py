"""Role paths: the list with the six asks, one path, choosing and leaving it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from training.visiting import crumbs, see_other

from .enums import Ask
from .models import RolePath
from .services import choose_path, leave_path
from .standing import Stage, Walk, walks_of

if TYPE_CHECKING:
    from community.people.models import AnyRequest

PATHS_PER_PAGE = 24


@require_safe
def paths(request: AnyRequest) -> HttpResponse:
    visible = RolePath.objects.visible_to(request.user).for_list()
    page = Paginator(visible, PATHS_PER_PAGE).get_page(request.GET.get("page"))
    walks = walks_of(request.user, list(page.object_list))
    context = {
        "page": page,
        "walks": walks,
        "asks": [(ask, _serving(ask, walks)) for ask in Ask],
        "crumbs": crumbs((_("Role paths"), "")),
    }
    return render(request, "training/path_list.html", context)


def _serving(ask: Ask, walks: list[Walk]) -> list[tuple[Walk, Stage]]:
    return [(walk, stage) for walk in walks for stage in walk.stages if stage.step.ask == ask]


@require_safe
def path(request: AnyRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(RolePath.objects.visible_to(request.user), slug=slug)
    (walk,) = walks_of(request.user, [shown])
    way = crumbs((_("Role paths"), reverse("training:paths")), (shown.title, ""))
    return render(request, "training/path_detail.html", {"walk": walk, "path": shown, "crumbs": way})


@require_POST
def path_choose(request: AnyRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(RolePath.objects.visible_to(request.user), slug=slug)
    if not request.user.is_authenticated:
        return redirect_to_login(shown.get_absolute_url())
    choose_path(member=request.user, path=shown)
    messages.success(request, _("This is your path now. My hub shows its next step."))
    return see_other(shown.get_absolute_url())


@require_POST
def path_leave(request: AnyRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(RolePath.objects.visible_to(request.user), slug=slug)
    if not request.user.is_authenticated:
        return redirect_to_login(shown.get_absolute_url())
    leave_path(member=request.user, path=shown)
    messages.success(request, _("This path is off My hub. What you did is kept."))
    return see_other(shown.get_absolute_url())
