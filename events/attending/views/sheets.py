"""What organizers print before a date: a sheet to sign at the door, and badges with names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from community.people.access import member_required
from community.people.models import Member
from events.times import times_of
from events.views.organizing import organized_or_404

from .desk import crumbs_below

if TYPE_CHECKING:
    from community.people.models import MemberRequest

PEOPLE_PER_PAGE = 200


@member_required
@require_GET
def sign_in_sheet(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    return _print(request, slug, pk, "events/sign_in_sheet.html", _("Sign-in sheet"))


@member_required
@require_GET
def name_badges(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    return _print(request, slug, pk, "events/name_badges.html", _("Name badges"))


def _print(request: MemberRequest, slug: str, pk: int, template: str, title: str) -> HttpResponse:
    """Those who have a place, by name."""
    found = organized_or_404(request, slug, pk)
    people = Member.objects.filter(pk__in=found.registrations.registered().values("member")).for_directory()
    context = {
        "occurrence": found,
        "times": times_of(found),
        "page": Paginator(people, PEOPLE_PER_PAGE).get_page(request.GET.get("page")),
        "title": title,
        "crumbs": crumbs_below(found, title),
    }
    return render(request, template, context)
