"""The list of notifications, what members choose, and the one click that unsubscribes."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.people.access import member_required
from community.people.models import Member
from community.people.zones import zone_in_words

from .forms import FollowForm, HoursForm, KindsForm, SeenForm
from .mail.addresses import read_unsubscribe_token
from .mail.composing import channel_in_words, grouped, lines_for
from .models import Following, MailHours, Notification
from .registries import parts_of, place_now, places
from .services import bounces
from .services import following as choices
from .services.reading import mark_read

if TYPE_CHECKING:
    from community.people.models import AnyRequest, MemberRequest

PER_PAGE = 30
ONLY_UNREAD = "unread"


@member_required
@require_GET
def notifications(request: MemberRequest) -> HttpResponse:
    seen_at = timezone.now()
    mine = Notification.objects.visible_to(request.user)
    only_unread = request.GET.get("show") == ONLY_UNREAD
    rows = mine.unread() if only_unread else mine
    page = Paginator(rows.newest_first(), PER_PAGE).get_page(request.GET.get("page"))
    lines = lines_for(request.user, list(page.object_list))
    context = {
        "page": page,
        "groups": grouped(lines),
        "only_unread": only_unread,
        "query": f"show={ONLY_UNREAD}&" if only_unread else "",
        "seen_at": seen_at,
        "stopped": bounces.stop_of(request.user.email),
        "crumbs": _crumbs(),
    }
    return render(request, "notifications/notification_list.html", context)


@member_required
@require_GET
def notification_open(request: MemberRequest, pk: int) -> HttpResponse:
    """Go to what a notification is about; whoever follows the link has read it."""
    row = get_object_or_404(Notification.objects.visible_to(request.user).newest_first(), pk=pk)
    (line,) = lines_for(request.user, [row]) or (None,)
    if line is None:
        raise Http404
    mark_read(reader=request.user, beside=row)
    return redirect(line.told.url)


@member_required
@require_POST
def notification_read(request: MemberRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Notification.objects.visible_to(request.user), pk=pk)
    mark_read(reader=request.user, beside=row, up_to=SeenForm(request.POST).moment)
    messages.success(request, _("Marked as read."))
    return _back(request, reverse("notifications:list"))


@member_required
@require_POST
def notifications_read(request: MemberRequest) -> HttpResponse:
    mark_read(reader=request.user, up_to=SeenForm(request.POST).moment)
    messages.success(request, _("Everything is marked as read."))
    return redirect("notifications:list")


@member_required
@require_http_methods(["GET", "POST"])
def settings_edit(request: MemberRequest) -> HttpResponse:
    mine = MailHours.objects.filter(member=request.user).first() or MailHours(member=request.user)
    data = request.POST if request.method == "POST" else None
    kinds_form, hours_form = KindsForm(data, member=request.user), HoursForm(data, instance=mine)
    if request.method == "POST" and all([kinds_form.is_valid(), hours_form.is_valid()]):
        choices.choose_levels(member=request.user, levels=kinds_form.levels)
        choices.set_hours(hours=hours_form.save(commit=False))
        messages.success(request, _("Your choices are saved."))
        return redirect("notifications:settings")
    context = {
        "kinds_form": kinds_form,
        "form": hours_form,
        "zone": zone_in_words(request.user.time_zone),
        "stopped": bounces.stop_of(request.user.email),
        "crumbs": _crumbs(_("Choices")),
    }
    return render(request, "notifications/settings.html", context, status=422 if hours_form.is_bound else 200)


@member_required
@require_POST
def address_resume(request: MemberRequest) -> HttpResponse:
    if bounces.resume_address(address=request.user.email):
        messages.success(request, _("Mail goes to your address again."))
    else:
        messages.error(request, _("Nothing to start again here. Ask the hub's operators if you miss mail."))
    return redirect("notifications:settings")


@member_required
@require_GET
def following(request: MemberRequest) -> HttpResponse:
    rows = Following.objects.filter(member=request.user).order_by("-since", "-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "followed": _named(request.user, list(page.object_list)),
        "crumbs": _crumbs(_("Following")),
    }
    return render(request, "notifications/following.html", context)


@member_required
@require_http_methods(["GET", "POST"])
def follow(request: MemberRequest, place: str) -> HttpResponse:
    row = _visible_place(request.user, place)
    mine = Following.objects.filter(member=request.user, place=place).first()
    kind = places[place.partition(":")[0]]
    form = FollowForm(
        request.POST if request.method == "POST" else None, initial=_as_now(request, mine), watch=kind.watch
    )
    if request.method == "POST" and form.is_valid():
        level = form.cleaned_data["level"]
        if level == FollowForm.NONE:
            choices.unfollow(member=request.user, place=place)
            messages.success(request, _("You don't follow “%(place)s” any more.") % {"place": row})
        else:
            watched = form.cleaned_data.get("is_watched")
            choices.follow(member=request.user, place=place, level=level, is_watched=watched)
            messages.success(request, _("Saved: how you hear of “%(place)s”.") % {"place": row})
        return _back(request, row.get_absolute_url())
    crumbs = _crumbs(_("Following"), reverse("notifications:following"), str(row))
    context = {"form": form, "place": place, "row": row, "kind": kind, "url": row.get_absolute_url(), "crumbs": crumbs}
    return render(request, "notifications/follow.html", context, status=422 if form.is_bound else 200)


@csrf_exempt
@require_http_methods(["GET", "POST"])
def unsubscribe(request: AnyRequest, token: str) -> HttpResponse:
    """RFC 8058: a POST stops one channel, signed in or not; a GET only shows what it would stop."""
    read = read_unsubscribe_token(token)
    member = Member.objects.filter(pk=read[0]).first() if read else None
    if read is None or member is None:
        return render(request, "notifications/unsubscribe.html", {"is_broken": True}, status=404)
    channel = place_now(read[1])
    if request.method == "POST":
        choices.stop_channel(member=member, channel=channel)
    context = {
        "channel": channel_in_words(member, channel),
        "is_done": request.method == "POST",
        "place": channel if parts_of(channel) else "",
    }
    return render(request, "notifications/unsubscribe.html", context)


def _crumbs(*below: str) -> list[tuple[str, str]]:
    """The way to a page: the list itself, or the title (and address) of each page below it."""
    titles = [_("My hub"), reverse("my"), _("Notifications"), reverse("notifications:list"), *below]
    return list(zip_longest(titles[::2], titles[1::2], fillvalue=""))


def _as_now(request: MemberRequest, mine: Following | None) -> dict[str, Any]:
    """What the form of a place begins with."""
    level = mine.level if mine else FollowForm.NONE
    return {"level": level, "is_watched": bool(mine and mine.is_watched), "next": request.GET.get("next", "")}


def _visible_place(member: Member, place: str) -> Any:
    parts = parts_of(place)
    if parts is None:
        raise Http404
    return get_object_or_404(places[parts[0]].visible(member), pk=parts[1])


def _named(member: Member, rows: list[Following]) -> list[tuple[Following, Any, Any]]:
    """Each with its place's row and sort, as far as the member still sees it; one query for each sort of place."""
    parts = {row.pk: parts_of(row.place) for row in rows}
    keys: dict[str, set[int]] = {}
    for found in parts.values():
        if found:
            keys.setdefault(found[0], set()).add(found[1])
    seen = {name: places[name].visible(member).in_bulk(list(pks)) for name, pks in keys.items()}
    named = ((row, parts[row.pk]) for row in rows)
    return [
        (row, seen[found[0]][found[1]], places[found[0]])
        for row, found in named
        if found and found[1] in seen[found[0]]
    ]


def _back(request: MemberRequest, otherwise: str) -> HttpResponseRedirect:
    """To where the form was sent from, when that is a page of ours."""
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(wanted if is_ours else otherwise, status=303)
