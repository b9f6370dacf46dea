"""What people are told about places: offers, answers, what became of them; requests to organizers.

Words follow where the registration stands when they are read: an old notice says nothing that is not true any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.notifications.enums import Level
from community.notifications.registries import Kind, Subject
from community.notifications.registries import Told as Words
from events.enums import OF_A_PLACE, RegistrationState, Told
from events.models import Occurrence, Registration
from events.times import times_of

from .invitations import invite
from .rules import moment

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from community.notifications.models import Notification
    from community.people.models import Member

_NO_LONGER = (RegistrationState.WITHDRAWN, RegistrationState.DECLINED)
_SENTENCES: dict[str, StrOrPromise] = {
    RegistrationState.REQUESTED: gettext_lazy("You asked for a place at “%(title)s”, %(when)s"),
    RegistrationState.WAITING: gettext_lazy("You are on the waiting list of “%(title)s”, %(when)s"),
    RegistrationState.OFFERED: gettext_lazy("A place is free for you: “%(title)s”, %(when)s"),
    RegistrationState.REGISTERED: gettext_lazy("You have a place at “%(title)s”, %(when)s"),
    RegistrationState.WITHDRAWN: gettext_lazy("You withdrew from “%(title)s”, %(when)s"),
    RegistrationState.EXPIRED: gettext_lazy("The place at “%(title)s”, %(when)s, went on to the next person"),
    RegistrationState.DECLINED: gettext_lazy("You have no place at “%(title)s”, %(when)s"),
}


def _describe_places(reader: Member, notifications: list[Notification]) -> dict[int, Words]:
    mine = Registration.objects.known_to(reader).filter(occurrence__in=[row.subject_id for row in notifications])
    found = {row.occurrence_id: row for row in mine.select_related("occurrence__series__calendar", "by")}
    return {
        row.pk: _place_words(reader, row, found[row.subject_id]) for row in notifications if row.subject_id in found
    }


def _place_words(reader: Member, row: Notification, registration: Registration) -> Words:
    occurrence = registration.occurrence
    values = {"title": occurrence.series.title, "when": times_of(occurrence).there}
    is_off = registration.is_current and not occurrence.is_scheduled
    state = registration.state
    if state == RegistrationState.OFFERED and not registration.is_offered():
        state = RegistrationState.EXPIRED
    sentence = (_("Cancelled: “%(title)s”, %(when)s") if is_off else _SENTENCES[state]) % values
    had_place = bool(registration.recurrence_id) and registration.state in _NO_LONGER
    part = invite(reader, registration, at=row.at) if had_place and row.kind == Told.PLACE else None
    text = occurrence.reason if is_off else _text(registration, state)
    return Words(sentence, occurrence.series.title, occurrence.get_absolute_url(), text=text, calendar=part)


def _text(registration: Registration, state: str) -> str:
    if state == RegistrationState.OFFERED and registration.offered_until:
        until = {"until": moment(registration.offered_until)}
        return _("The place is yours until %(until)s. Open the event and take it, or leave it to the next person.") % (
            until
        )
    if state == RegistrationState.EXPIRED:
        return _("You did not take it in time. Open the event to get back on the waiting list.")
    if state == RegistrationState.DECLINED:
        return _("Why: %(why)s") % {"why": registration.reason}
    if state == RegistrationState.WAITING and registration.by is not None:
        return _("%(name)s put you there. You hear of it when a place is free for you.") % {"name": registration.by}
    return ""


def _describe_requests(reader: Member, notifications: list[Notification]) -> dict[int, Words]:
    ids = [row.subject_id for row in notifications]
    found = Occurrence.objects.organized_by(reader).filter(pk__in=ids).select_related("series").in_bulk()
    return {row.pk: _request_words(found[row.subject_id]) for row in notifications if row.subject_id in found}


def _request_words(occurrence: Occurrence) -> Words:
    title = occurrence.series.title
    sentence = _("Somebody asks for a place at “%(title)s”, %(when)s") % {
        "title": title,
        "when": times_of(occurrence).there,
    }
    url = reverse("events:registrations", kwargs={"slug": occurrence.series.slug, "pk": occurrence.pk})
    return Words(sentence, title, url)


def _many(count: int, heading: str) -> str:
    words = ngettext("%(count)d notice about “%(title)s”", "%(count)d notices about “%(title)s”", count)
    return words % {"count": count, "title": heading}


def _many_requests(count: int, heading: str) -> str:
    words = ngettext(
        "%(count)d request for a place at “%(title)s”", "%(count)d requests for a place at “%(title)s”", count
    )
    return words % {"count": count, "title": heading}


PLACE = Subject("event_place", visible=Occurrence.objects.concerning, describe=_describe_places)
REQUEST = Subject("event_request", visible=Occurrence.objects.organized_by, describe=_describe_requests)
KINDS = (
    *(
        Kind(
            told,
            "event_place",
            told.label,
            Level.INSTANT,
            many=_many,
            action=gettext_lazy("Open the event"),
            is_urgent=True,
        )
        for told in OF_A_PLACE
    ),
    Kind(
        Told.REQUESTED,
        "event_request",
        Told.REQUESTED.label,
        Level.DAILY,
        many=_many_requests,
        action=gettext_lazy("Answer"),
    ),
)
