"""Which notifications a list, a count or a mail may show, and which mails are due."""

from __future__ import annotations

from collections.abc import Set
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from .enums import Level, MailState
from .registries import kinds_by_subject

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member

    from .models import Following, Mail, Notification  # noqa: F401  named in strings


class NotificationQuerySet(models.QuerySet["Notification"]):
    """What members were told."""

    def visible_to(self, reader: Member | AnonymousUser, *, among: Set[str] | None = None) -> Self:
        """The reader's own, as far as the reader may still see what they are about.

        The one rule behind the list, the count, each mail and the digest: what became private, was moved or deleted
        is asked for live, through each subject's own visibility queryset. `among` names the kinds that the rows are of,
        where that is known: no other kind is asked for then.
        """
        if not reader.is_authenticated:
            return self.none()
        open_to_reader = Q(pk__in=[])
        for subject, kinds in kinds_by_subject():
            if among is not None and not among & set(kinds):
                continue
            # Asked for each row, by its key: a list of all that the reader may see would be made for every mail.
            row = subject.visible(reader).order_by().filter(pk=OuterRef("subject_id"))
            open_to_reader |= Q(Exists(row), kind__in=kinds)
        return self.filter(open_to_reader, member=reader)

    def unread(self) -> Self:
        """Those not read yet."""
        return self.filter(read_at=None)

    def newest_first(self) -> Self:
        """The latest first, with who did it."""
        return self.select_related("by").order_by("-at", "-pk")

    def beside(self, row: Notification) -> Self:
        """Those that stand in one line of the list with `row`: the same kind at the same place."""
        same = self.filter(member=row.member_id)
        return same.filter(kind=row.kind, place=row.place) if row.place else same.filter(pk=row.pk)

    def due_for_digest(self, at: datetime) -> Self:
        """Unread ones that wait for a digest whose hour has come."""
        return self.filter(mail=None, read_at=None, due_at__lte=at)


class FollowingQuerySet(models.QuerySet["Following"]):
    """Who follows or mutes what."""

    def at(self, *places: str) -> Self:
        """Those of these places."""
        return self.filter(place__in=places)

    def told(self) -> Self:
        """Without those who muted the place."""
        return self.exclude(level=Level.OFF)

    def watching(self) -> Self:
        """Those who want to hear of everything there."""
        return self.told().filter(is_watched=True)

    def member_ids(self, *places: str) -> models.QuerySet[Any, Any]:
        """Who follows any of `places`, as a subquery."""
        return self.at(*places).told().values("member")


class MailQuerySet(models.QuerySet["Mail"]):
    """The outbox."""

    def waiting(self) -> Self:
        """Neither sent nor given up nor needless."""
        return self.filter(sent_at=None, dead_at=None, not_needed_at=None)

    def due(self, at: datetime | None = None) -> Self:
        """Waiting mails whose next try may happen now: a log-in code before a thousand digests, then the oldest."""
        return self.waiting().filter(next_try_at__lte=at or timezone.now()).order_by("-is_urgent", "next_try_at", "pk")

    def dead(self) -> Self:
        """Given up after the last try."""
        return self.exclude(dead_at=None)

    def of_state(self, state: MailState | str) -> Self:
        """Those that stand there; the property of one mail says the same."""
        ends = {MailState.SENT: "sent_at", MailState.DEAD: "dead_at", MailState.NOT_NEEDED: "not_needed_at"}
        end = ends.get(MailState(state))
        return self.exclude(**{end: None}) if end else self.waiting()

    def untried(self) -> Self:
        """Waiting and not tried yet, so that more can be said in the same mail."""
        return self.waiting().filter(attempts=0)
