"""The page on which people take the calendar into their own, and the key of their own feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.people.access import member_required
from events.filters.choices import all_choices
from events.filters.form import fields_of
from events.filters.reading import read
from forum.feeds.services import make_key, revoke_key
from forum.models import FeedKey

if TYPE_CHECKING:
    from community.people.models import AnyRequest, MemberRequest

_PUBLIC = ("events:feed", "events:feed_atom", "events:feed_json")
_OWN = ("events:own_feed", "events:own_feed_atom", "events:own_feed_json")


@require_safe
def subscribe(request: AnyRequest) -> HttpResponse:
    choices = all_choices()
    filters = read(request.GET, choices)
    mine = FeedKey.objects.of(request.user).first() if request.user.is_authenticated else None
    query = f"?{filters.query}" if filters else ""
    own = mine.key if mine else ""
    context = {
        "filters": filters,
        "fields": fields_of(filters, choices),
        "mine": mine,
        "public": [request.build_absolute_uri(reverse(name) + query) for name in _PUBLIC],
        "own": [request.build_absolute_uri(reverse(name, args=[own]) + query) for name in _OWN] if own else [],
        "my_file": request.build_absolute_uri(reverse("events:my_feed", args=[own])) if own else "",
        "crumbs": [(_("Events"), reverse("events:month")), (_("Subscribe"), "")],
    }
    return render(request, "events/subscribe.html", context)


@member_required
@require_POST
def key_make(request: MemberRequest) -> HttpResponse:
    make_key(member=request.user)
    messages.success(request, _("Your calendar has new addresses. Give them to your calendar program, and to nobody."))
    return redirect("events:subscribe")


@member_required
@require_POST
def key_revoke(request: MemberRequest) -> HttpResponse:
    revoke_key(member=request.user)
    messages.success(request, _("Your own calendar is closed: its addresses open nothing any more."))
    return redirect("events:subscribe")
