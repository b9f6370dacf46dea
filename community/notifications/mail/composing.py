"""Putting a mail of the outbox into words at the moment it is sent: only what its reader may see and has not read."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from email.utils import parseaddr
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.notifications.inbound.attributions import REPLY_LINE
from community.notifications.models import Mail, Notification
from community.notifications.registries import CalendarPart, Kind, Told, kinds, places, subjects
from community.safety.html import clean_for_mail

from .addresses import (
    ReplyTarget,
    bounce_address,
    can_be_answered,
    header_words,
    named_address,
    our_domain,
    recipient,
    reply_address,
    unsubscribe_url,
)

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from community.people.models import Member

DIGEST = "digest"

MOST_LINES = 60
SUBJECT_LENGTH = 150
EXTRACT_WORDS = 40
MOST_REFERENCES = 10
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")


@dataclass(frozen=True)
class Line:
    """One notification in words."""

    notification: Notification
    kind: Kind
    told: Told

    @property
    def url(self) -> str:
        """The whole address, on our own host whatever a request's Host header says."""
        return settings.SITE_ADDRESS + self.told.url

    @cached_property
    def html(self) -> SafeString:
        """The thing's own words for the HTML part; empty when it has none."""
        return clean_for_mail(str(self.told.html), base=settings.SITE_ADDRESS)

    @cached_property
    def extract(self) -> str:
        """The beginning of the thing's own words."""
        words = self.told.text.split(maxsplit=EXTRACT_WORDS)  # Truncator would read all of a long text
        return " ".join(words[:EXTRACT_WORDS]) + ("…" if len(words) > EXTRACT_WORDS else "")


@dataclass
class Group:
    """The lines of one kind at one place, all of them unread or all read: "3 replies in …"."""

    kind: Kind
    lines: list[Line] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        """What happened, in one line."""
        first = self.lines[0]
        return first.told.sentence if len(self.lines) == 1 else self.kind.many(len(self.lines), first.told.heading)

    @property
    def because(self) -> str:
        """Why the reader is told, where there is one thing to tell."""
        return self.lines[0].told.because if len(self.lines) == 1 else ""

    @property
    def url(self) -> str:
        """Where the first of them is."""
        return self.lines[0].url

    @property
    def is_unread(self) -> bool:
        """Whether the reader has not seen them."""
        return self.lines[0].notification.read_at is None

    @property
    def latest(self) -> Notification:
        """What happened last."""
        return max((line.notification for line in self.lines), key=lambda row: (row.at, row.pk))

    @property
    def to_open(self) -> Notification:
        """Where reading goes on: the first unread one; what is read already opens at its end."""
        rows = (line.notification for line in self.lines)
        return min(rows, key=lambda row: (row.at, row.pk)) if self.is_unread else self.latest

    @property
    def people(self) -> list[Member]:
        """Who did it, each once."""
        return list({row.by_id: row.by for row in (line.notification for line in self.lines) if row.by}.values())


def lines_for(reader: Member, rows: list[Notification]) -> list[Line]:
    """The rows in words, oldest first; one query for each sort of subject. What is gone is left out."""
    by_subject: defaultdict[str, list[Notification]] = defaultdict(list)
    for row in rows:
        kind = kinds.get(row.kind)
        if kind is not None:
            by_subject[kind.subject].append(row)
    told: dict[int, Told] = {}
    for name, some in by_subject.items():
        told |= subjects[name].describe(reader, some)
    return [Line(row, kinds[row.kind], told[row.pk]) for row in rows if row.pk in told]


def grouped(lines: list[Line]) -> list[Group]:
    """The lines by kind and place, what is read apart from what is not, in the order of the first of each."""
    groups: dict[tuple[str, str, bool], Group] = {}
    for line in lines:
        row = line.notification
        key = (line.kind.name, row.place or str(row.pk), row.read_at is None)
        groups.setdefault(key, Group(line.kind)).lines.append(line)
    return list(groups.values())


def compose(mail: Mail) -> EmailMultiAlternatives | None:
    """The message for a mail that tells notifications, or None when nothing is left to say."""
    reader = mail.member
    if reader is None:
        return None
    with translation.override(settings.LANGUAGE_CODE), timezone.override(reader.zone):
        untold = mail.notifications.unread()
        among = set(untold.order_by().values_list("kind", flat=True).distinct())
        unread = untold.visible_to(reader, among=among)
        rows = list(unread.select_related("by").order_by("at", "pk")[: MOST_LINES + 1])
        lines = lines_for(reader, rows[:MOST_LINES])
        if not lines:
            return None
        left = unread.count() - MOST_LINES if len(rows) > MOST_LINES else 0
        return _message(mail, reader, lines, left)


def _message(mail: Mail, reader: Member, lines: list[Line], left: int) -> EmailMultiAlternatives:
    groups = grouped(lines)
    is_digest = mail.channel == DIGEST
    is_one_place = len({line.notification.place for line in lines}) == 1  # else nobody knows what is answered
    reply_to = _reply_to(reader, lines[-1]) if is_one_place and not is_digest else ""
    title = _subject(groups, is_digest)
    context: dict[str, Any] = {
        "title": title,
        "reader": reader,
        "groups": groups,
        "group": groups[0],
        "line": lines[-1],
        "lines": lines,
        "left": max(left, 0),
        "can_reply": bool(reply_to),
        "reply_line": REPLY_LINE,
        "site_name": settings.SITE_NAME,
        "site": settings.SITE_ADDRESS,
        "list_url": settings.SITE_ADDRESS + reverse("notifications:list"),
        "settings_url": settings.SITE_ADDRESS + reverse("notifications:settings"),
        "unsubscribe_url": unsubscribe_url(member_id=reader.pk, channel=mail.channel),
        "channel": channel_in_words(reader, mail.channel),
    }
    name = "emails/digest" if is_digest else "emails/told"
    message = EmailMultiAlternatives(
        subject=title,
        body=_tidied(render_to_string(f"{name}.txt", context)),
        from_email=bounce_address(mail.pk) if can_be_answered() else settings.DEFAULT_FROM_EMAIL,
        to=[recipient(reader.display_name, mail.to)],
        reply_to=[reply_to] if reply_to else None,
        headers=_headers(mail, lines, context["unsubscribe_url"], context["channel"]),
    )
    message.attach_alternative(render_to_string(f"{name}.html", context), "text/html")
    for part in [line.told.calendar for line in lines if line.told.calendar]:
        attach_calendar(message, part)
    return message


def attach_calendar(message: EmailMultiAlternatives, part: CalendarPart) -> None:
    """An invitation or a cancellation as mail programs expect it: an alternative of its own (RFC 6047 2.4)."""
    message.attach_alternative(part.text, f'text/calendar; method={part.method}; charset="utf-8"')


def _tidied(text: str) -> str:
    """Never two blank lines, which templates leave where nothing is to be said."""
    return _BLANK_LINES.sub("\n\n", text).strip() + "\n"


def _subject(groups: list[Group], is_digest: bool) -> str:
    if not is_digest:
        words = groups[0].sentence
    elif len(groups) == 1:
        words = _("Digest: %(what)s") % {"what": groups[0].sentence}
    else:
        more = len(groups) - 1
        words = ngettext("Digest: %(what)s and %(more)d more", "Digest: %(what)s and %(more)d more", more) % {
            "what": groups[0].sentence,
            "more": more,
        }
    return Truncator(header_words(words)).chars(SUBJECT_LENGTH)


def _reply_to(reader: Member, line: Line) -> str:
    subject = subjects[line.kind.subject]
    if subject.reply is None or not can_be_answered():
        return ""
    return reply_address(ReplyTarget(subject.name, line.notification.subject_id, reader.pk))


def _headers(mail: Mail, lines: list[Line], unsubscribe: str, channel: str) -> dict[str, str]:
    """RFC 2919 (List-Id), 2369 and 8058 (unsubscribing), 3834 (Auto-Submitted), 5322 3.6.4 (threads)."""
    list_name = mail.channel.replace(":", "-").replace("_", "-")
    headers = {
        "From": named_address(_sender(mail, lines), parseaddr(settings.DEFAULT_FROM_EMAIL)[1]),
        "Message-ID": mail.message_id,
        "List-Id": named_address(channel, f"{list_name}.{our_domain()}"),
        "List-Unsubscribe": f"<{unsubscribe}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
    }
    if mail.thread:
        root = f"<{mail.thread.replace(':', '-')}.{mail.member_id}@{our_domain()}>"
        before = _sent_before(mail)
        headers["In-Reply-To"] = before[-1] if before else root
        headers["References"] = " ".join([root, *before])
    return headers


def _sender(mail: Mail, lines: list[Line]) -> str:
    """Who did it, where all of the mail is by one person; the address is always the hub's."""
    writers = {line.notification.by_id: line.notification.by for line in lines}
    (by, *others) = writers.values()
    if by is None or others or mail.channel == DIGEST:
        return settings.SITE_NAME
    return _("%(name)s at %(site)s") % {"name": by.display_name, "site": settings.SITE_NAME}


def _sent_before(mail: Mail) -> list[str]:
    """The Message-IDs this member got in the same thread, oldest first."""
    before = Mail.objects.filter(member=mail.member_id, thread=mail.thread, pk__lt=mail.pk).exclude(sent_at=None)
    return list(before.order_by("-pk").values_list("message_id", flat=True)[:MOST_REFERENCES])[::-1]


def channel_in_words(reader: Member, channel: str) -> str:
    """What one unsubscribes from, as far as `reader` may still see its name."""
    name, _colon, key = channel.partition(":")
    if channel == DIGEST:
        return _("Digest")
    if name == "kind":
        kind = kinds.get(key)
        return str(kind.label) if kind else _("Mail of this kind")
    place = places.get(name)
    row = place.visible(reader).filter(pk=key).first() if place and key.isdecimal() else None
    return str(row) if row is not None else _("A place you followed")
