"""Whether somebody may register for a date or withdraw now, and the sentence when not. Reads; changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.people.errors import HubError

from .models import Question, RegistrationRules

if TYPE_CHECKING:
    from community.people.models import Member
    from events.models import Occurrence, Series


class RegistrationRefused(HubError):
    """One cannot register or withdraw any more."""


class EventFull(RegistrationRefused):
    """Every place is taken, or kept for who waits."""


@dataclass(frozen=True)
class Filled:
    """What somebody wrote when they registered: answers by the key of the question, and what they need."""

    answers: Mapping[int, str] = field(default_factory=dict)
    needs: str = ""


def rules_of(series: Series) -> RegistrationRules:
    """The rules of an event; unsaved ones that allow everything where there are none. No query where joined."""
    return getattr(series, "registration_rules", None) or RegistrationRules(series=series)


def moment(at: datetime) -> str:
    """ "Tuesday, December 1, 5 p.m. PST", on the reader's clock."""
    return date_format(timezone.localtime(at), "l, F j, P T")


def refuse_what_is_off(date: Occurrence, at: datetime) -> None:
    """Nobody registers for what is called off, withdrawn or over."""
    if not date.is_scheduled or not date.series.live:
        raise RegistrationRefused(_("This event was cancelled, so nobody can register. Choose another date."))
    if date.end_at <= at:
        raise RegistrationRefused(_("This event is over, so nobody can register. Choose a later date."))


def closed_because(date: Occurrence, at: datetime) -> str:
    """Why nobody can register at that moment, by the event's own deadlines; empty while it is open."""
    rules = rules_of(date.series)
    opens_at, closes_at = rules.opens_at(date), rules.closes_at(date)
    if opens_at is not None and at < opens_at:
        return _("Registration opens on %(when)s. Come back then.") % {"when": moment(opens_at)}
    if closes_at is not None and at >= closes_at:
        return _("Registration closed on %(when)s. Ask an organizer, or choose a later date.") % {
            "when": moment(closes_at)
        }
    return ""


def refuse_late_withdrawal(date: Occurrence, at: datetime) -> None:
    """Who has a place gives it back in time."""
    until = rules_of(date.series).withdraws_until(date)
    if until is not None and at >= until:
        raise RegistrationRefused(
            _("You could withdraw until %(when)s. Write to an organizer, so that somebody else can have your place.")
            % {"when": moment(until)}
        )


def refuse_over_quota(date: Occurrence, member: Member) -> None:
    """At most so many of one department have, are offered or wait for a place. `date` is locked."""
    quota = rules_of(date.series).department_quota
    if quota is None or member.department_id is None:
        return
    others = date.registrations.current().filter(member__department=member.department_id).exclude(member=member)
    if others.count() >= quota:
        said = ngettext(
            "%(count)d person of %(department)s takes part or waits already, the most for one department. "
            "Choose another date, or ask them whether they still come.",
            "%(count)d people of %(department)s take part or wait already, the most for one department. "
            "Choose another date, or ask them whether they still come.",
            quota,
        )
        raise RegistrationRefused(said % {"count": quota, "department": member.department})


def refuse_without_answers(date: Occurrence, filled: Filled) -> None:
    """Whoever registers answers what must be answered."""
    if not rules_of(date.series).question_count:
        return
    required = Question.objects.asked().filter(series=date.series_id, is_required=True)
    if any(not filled.answers.get(question.pk) for question in required):
        raise RegistrationRefused(_("The organizers ask something first. Open the form of the date and answer."))


def full(date: Occurrence) -> EventFull:
    """Why there is no place."""
    if date.places_left:
        return EventFull(_("People wait for the places of this event, and they come first."))
    return EventFull(_("This event is full: all %(places)d places are taken.") % {"places": date.capacity or 0})
