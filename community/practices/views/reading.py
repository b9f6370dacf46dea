"""Pages where practices are found and read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from community.people.models import Department
from community.people.permissions import is_editor
from community.practices.addresses import shown_links
from community.practices.filters import Filters
from community.practices.models import Practice, Version
from community.practices.permissions import can_adopt, can_withdraw, can_write

from .finding import crumbs_to, open_version, practice_or_404, title_of

if TYPE_CHECKING:
    from community.people.models import AnyRequest

PRACTICES_PER_PAGE = 20
USERS_PER_PAGE = 30


@require_GET
def practices(request: AnyRequest) -> HttpResponse:
    filters = Filters(request.GET)
    page = Paginator(filters.rows(), PRACTICES_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "practices/practice_list.html", {"page": page, "filters": filters})


@require_GET
def practice(request: AnyRequest, slug: str) -> HttpResponse:
    shown = practice_or_404(request, slug)
    working = open_version(shown, request.user)
    words = shown.current or working
    if words is None:  # a reviewer of a version that is gone
        return render(request, "404.html", status=404)
    words.practice = shown
    data, links = shown_links(words, request.user)
    adoptions = Paginator(shown.adoptions.active().for_list(), USERS_PER_PAGE).get_page(request.GET.get("page"))
    is_author = can_write(request.user, shown)
    context = {
        "practice": shown,
        "version": words,
        "tags": list(words.tags.all()),
        "working": working,
        "data": data,
        "links": links,
        "authors": list(shown.authors.select_related("department").order_by("display_name")),
        "reviewers": _reviewers(words) if shown.is_public else [],
        "adoptions": adoptions,
        "withdrawable": [adoption.pk for adoption in adoptions if can_withdraw(request.user, adoption)],
        "may_adopt": can_adopt(request.user, shown),
        "is_author": is_author,
        "looks_after": is_author or is_editor(request.user),
        "crumbs": crumbs_to(words.title),
    }
    return render(request, "practices/practice_detail.html", context)


def _reviewers(version: Version) -> list[Department]:
    """The departments whose people approved or discussed what was published: nobody's words."""
    seats = version.seats.held().filter(answers__isnull=False)
    return list(Department.objects.filter(pk__in=seats.values("department")))


@require_GET
def versions(request: AnyRequest, slug: str) -> HttpResponse:
    shown = practice_or_404(request, slug)
    page = Paginator(shown.versions.public(), PRACTICES_PER_PAGE).get_page(request.GET.get("page"))
    for row in page:
        row.practice = shown
    context = {"practice": shown, "page": page, "crumbs": crumbs_to(_("Versions"), shown)}
    return render(request, "practices/version_list.html", context)


@require_GET
def version(request: AnyRequest, slug: str, number: int) -> HttpResponse:
    rows = Version.objects.visible_to(request.user).select_related("practice__current", "practice__department")
    shown = get_object_or_404(
        rows.filter(practice__in=Practice.objects.visible_to(request.user)), practice__slug=slug, number=number
    )
    data, links = shown_links(shown, request.user)
    title = _("Version %(number)d") % {"number": shown.number}
    context = {
        "practice": shown.practice,
        "version": shown,
        "tags": list(shown.tags.all()),
        "data": data,
        "links": links,
        "heading": title,
        "name": title_of(shown.practice, shown),
        "crumbs": crumbs_to(title, shown.practice, shown),
    }
    return render(request, "practices/version_detail.html", context)
