"""Where the floors above say what people can be told, about what, and which places they can follow.

A kind is what happened ("a reply"), a subject is the thing it is about (a post), a place is where it happened and what
one can follow or mute (a topic, a board, a group). Places are written `topic:12`; subjects are asked for their rows
through what the reader may see, each time anything is shown, counted or mailed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db.models import QuerySet

from .enums import Level

if TYPE_CHECKING:
    from uuid import UUID

    from django.core.files import File
    from django.utils.safestring import SafeString
    from django_stubs_ext import StrOrPromise

    from community.people.models import Member
    from community.safety.uploads import Admitted

    from .models import Notification

    Visible = Callable[[Member], QuerySet[Any]]
    Describe = Callable[[Member, list[Notification]], dict[int, "Told"]]


@dataclass(frozen=True)
class CalendarPart:
    """An iCalendar object for a mail; `method` is REQUEST, CANCEL or PUBLISH (RFC 5546)."""

    text: str
    method: str


@dataclass(frozen=True)
class Told:
    """What one notification says to its reader.

    `sentence` stands alone as a subject line; `heading` names the thing ("Wells and basins"); `url` is a path of the
    hub. `text` and `html` are the thing's own words for a mail that carries it whole; `html` was cleaned before.
    """

    sentence: str
    heading: str
    url: str
    text: str = ""
    html: SafeString | str = ""
    calendar: CalendarPart | None = None
    because: str = ""


@dataclass(frozen=True)
class ReplyByMail:
    """An answer that came by mail, read and trimmed, on its way to the service that the web form calls too."""

    member: Member
    subject_id: int
    text: str
    files: tuple[tuple[File, Admitted], ...]
    token: UUID  # the same for the same mail: the service's once-only token


@dataclass(frozen=True)
class Subject:
    """A sort of thing people are told about.

    `visible(member)` is the queryset of the rows `member` may see, by primary key; `describe(member, notifications)`
    gives the words by the notification's primary key, in a fixed number of queries, and leaves out what is gone.
    `reply` takes an answer by mail and raises HubError when it can't be taken; without it mails have no reply address.
    """

    name: str
    visible: Visible
    describe: Describe
    reply: Callable[[ReplyByMail], None] | None = None


@dataclass(frozen=True)
class Kind:
    """Something that happens. `many(count, heading)` says several of them in one line ("3 replies in …").

    `is_urgent`: it needs the reader or answers what the reader just did, so it waits for no quiet hours and counts to
    no daily limit. `channel` is the sort of place that one stops by unsubscribing from such a mail ("board"), or
    OF_ITS_KIND; without it, the narrowest place where it happened. `stopped` is the level of a kind that was stopped.
    """

    name: str
    subject: str
    label: StrOrPromise
    default: Level
    many: Callable[[int, str], str]
    action: StrOrPromise
    is_urgent: bool = False
    channel: str = ""
    stopped: Level = Level.SITE


@dataclass(frozen=True)
class Place:
    """A sort of place one can follow: `topic:12`. `visible` as in Subject; rows say their name by `str()`.

    `successor` gives the key of the row that another one has become part of, for links in mails that went out before.
    `watch` says what one hears of more than `hint` when one watches the place; without it there is no more.
    """

    name: str
    label: StrOrPromise
    visible: Visible
    hint: StrOrPromise = ""
    successor: Callable[[int], int | None] | None = None
    watch: StrOrPromise = ""


OF_ITS_KIND = "kind"  # a channel: who unsubscribes from such a mail hears no more of that kind, anywhere

Entry = TypeVar("Entry", Subject, Kind, Place)


@dataclass
class Registry(Generic[Entry]):
    """Entries by name, in the order in which they came."""

    _entries: dict[str, Entry] = field(default_factory=dict)

    def register(self, *entries: Entry) -> None:
        """Add entries. Raises ValueError for a name that is taken."""
        for entry in entries:
            if entry.name in self._entries:
                raise ValueError(f"{entry.name} is registered already.")
            self._entries[entry.name] = entry

    def get(self, name: str) -> Entry | None:
        """The entry, or None."""
        return self._entries.get(name)

    def __getitem__(self, name: str) -> Entry:
        return self._entries[name]

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())


subjects: Registry[Subject] = Registry()
kinds: Registry[Kind] = Registry()
places: Registry[Place] = Registry()


def place_of(name: str, key: int | str) -> str:
    """How a place is written: `topic:12`."""
    return f"{name}:{key}"


def parts_of(place: str) -> tuple[str, int] | None:
    """The name and key of a place, or None when it is none that can be followed."""
    name, colon, key = place.partition(":")
    is_place = colon and key.isdecimal() and len(key) < 19 and places.get(name) is not None
    return (name, int(key)) if is_place else None


def place_now(place: str) -> str:
    """The place that `place` has become part of; else itself."""
    parts = parts_of(place)
    sort = places.get(parts[0]) if parts else None
    if parts is None or sort is None or sort.successor is None:
        return place
    key = sort.successor(parts[1])
    return place if key is None else place_of(sort.name, key)


def kinds_by_subject() -> Iterable[tuple[Subject, list[str]]]:
    """Each subject with the names of the kinds that are about it."""
    for subject in subjects:
        yield subject, [kind.name for kind in kinds if kind.subject == subject.name]
