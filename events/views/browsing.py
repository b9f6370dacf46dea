"""The calendar as a month, a week, a list of what comes and of what was; each narrowed by its address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from community.people.zones import zone_in_words
from events import months
from events.after.showing import bring_outcomes, marked
from events.feeds.listing import open_dates
from events.filters.choices import all_choices
from events.filters.form import fields_of
from events.filters.reading import Filters, read
from events.models import Occurrence
from events.permissions import can_schedule

if TYPE_CHECKING:
    from community.people.models import AnyRequest
    from events.querysets import OccurrenceQuerySet

EVENTS_PER_PAGE = 20


def viewers_zone() -> str:
    """ "Pacific Time": the zone in which the page shows times."""
    return zone_in_words(timezone.get_current_timezone_name())


def registered_among(request: AnyRequest, shown: Any) -> set[int]:
    """Which of the dates shown the viewer comes to."""
    if not request.user.is_authenticated:
        return set()
    mine = Occurrence.objects.registered_by(request.user).filter(pk__in=[row.pk for row in shown])
    return set(mine.values_list("pk", flat=True))


@require_GET
def month(request: AnyRequest) -> HttpResponse:
    today, zone = timezone.localdate(), timezone.get_current_timezone()
    first = months.read_month(request.GET.get("month", ""), today=today)
    context = _calendar(request, "month")
    found = _narrowed(request, context["filters"]).between(*months.window(first, zone))
    context["month"] = months.build(first, occurrences=found[: months.MOST_IN_A_MONTH + 1], today=today, zone=zone)
    return render(request, "events/month.html", context)


@require_GET
def week(request: AnyRequest) -> HttpResponse:
    today, zone = timezone.localdate(), timezone.get_current_timezone()
    first = months.read_week(request.GET.get("week", ""), today=today)
    context = _calendar(request, "week")
    found = _narrowed(request, context["filters"]).between(*months.week_window(first, zone))
    shown = months.build_week(first, occurrences=found[: months.MOST_IN_A_MONTH + 1], today=today, zone=zone)
    rows = {entry.occurrence for day in shown.days for entry in day.entries}
    context |= {"week": shown, "mine": registered_among(request, rows), "crumbs": _crumbs(_("Week"))}
    return render(request, "events/week.html", context)


@require_GET
def upcoming(request: AnyRequest) -> HttpResponse:
    context = _calendar(request, "list")
    page = Paginator(_narrowed(request, context["filters"]).upcoming(), EVENTS_PER_PAGE)
    return _listed(request, page, context, _("List"))


@require_GET
def past(request: AnyRequest) -> HttpResponse:
    context = _calendar(request, "past")
    page = Paginator(marked(_narrowed(request, context["filters"]).past(), request.user), EVENTS_PER_PAGE)
    return _listed(request, page, context, _("Past"))


def _listed(request: AnyRequest, pages: Paginator[Any], context: dict[str, Any], crumb: str) -> HttpResponse:
    page = pages.get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)
    bring_outcomes(page.object_list)
    context |= {"page": page, "mine": registered_among(request, page.object_list), "crumbs": _crumbs(crumb)}
    return render(request, f"events/occurrence_{context['here']}.html", context)


def _narrowed(request: AnyRequest, filters: Filters) -> OccurrenceQuerySet:
    return open_dates(filters, request.user).for_list()


def _calendar(request: AnyRequest, here: str) -> dict[str, Any]:
    """What each view of the calendar shows around its dates."""
    choices = all_choices()
    filters = read(request.GET, choices)
    return {
        "here": here,
        "filters": filters,
        "fields": fields_of(filters, choices),
        "kept": {here: request.GET[here]} if here in {"month", "week"} and request.GET.get(here) else {},
        "zone": viewers_zone(),
        "may_schedule": can_schedule(request.user),
        "may_propose": request.user.is_authenticated,
    }


def _crumbs(title: str) -> list[tuple[str, str]]:
    return [(_("Events"), reverse("events:month")), (title, "")]
