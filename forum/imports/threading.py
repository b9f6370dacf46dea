"""Which messages of an archive belong together: by References and In-Reply-To, then by subject within a month."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

NEAR = timedelta(days=30)
_REPLY = re.compile(
    r"\s*(?:re|aw|antw|sv|vs|odp|rif|r|回复|答复|回覆|返信)\s*(?:\[\d+\]|\(\d+\))?\s*[:：]", re.IGNORECASE
)
_TAG = re.compile(r"\s*\[([^\[\]]{1,60})\]")


@dataclass
class Entry:
    """What the first look at a message tells. `parents` are ids, the nearest one last."""

    number: int  # its place in the file
    key: str
    id: str
    parents: tuple[str, ...]
    subject: str
    at: datetime

    @property
    def is_reply(self) -> bool:
        """Whether it says that it answers something."""
        return bool(self.parents) or bool(_REPLY.match(_TAG.sub("", self.subject, count=1)))


@dataclass
class Thread:
    """Messages of one topic, in the order in which they are posted."""

    entries: list[Entry]
    title: str

    @property
    def ids(self) -> set[str]:
        """Every id the thread names, also of messages that are not in this file."""
        return {each for entry in self.entries for each in (entry.id, *entry.parents)}


def title_of(subject: str, tag: str) -> str:
    """The subject without “Re:” and without the tag of the list; may be empty."""
    while True:
        match = _REPLY.match(subject) or (_TAG.match(subject) if tag else None)
        if match is None or (match.re is _TAG and match[1] != tag):
            return subject.strip()
        subject = subject[match.end() :]


def list_tag(subjects: Iterable[str]) -> str:
    """What stands in brackets before most subjects, as list servers put it there; empty without one."""
    total = 0
    tags: Counter[str] = Counter()
    for subject in subjects:
        total += 1
        if match := re.match(r"(?:[^\[\]:]{1,10}:\s*)*\s*\[([^\[\]]{1,60})\]", subject):
            tags[match[1]] += 1
    tag, count = next(iter(tags.most_common(1)), ("", 0))
    return tag if count * 2 > total else ""


def threads_of(entries: Sequence[Entry]) -> list[Thread]:
    """The threads of an archive, the one that begins first before the others."""
    tag = list_tag(entry.subject for entry in entries)
    groups = [_in_order(group) for group in _by_references(entries)]
    groups.sort(key=lambda group: (group[0].at, group[0].number))
    latest: dict[str, Thread] = {}
    found: list[Thread] = []
    for group in groups:
        title = title_of(group[0].subject, tag)
        former = latest.get(title.casefold())
        if former and title and group[0].is_reply and group[0].at - former.entries[-1].at <= NEAR:
            former.entries = _in_order([*former.entries, *group])
            continue
        thread = Thread(group, title)
        latest[title.casefold()] = thread
        found.append(thread)
    return found


def _by_references(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Those that name each other, or the same message that is missing, are together; a circle does no harm."""
    above: dict[str, str] = {}

    def top(each: str) -> str:
        above.setdefault(each, each)
        while above[each] != each:
            above[each] = above[above[each]]
            each = above[each]
        return each

    for entry in entries:
        for parent in entry.parents:
            above[top(parent)] = top(entry.id)
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(top(entry.id), []).append(entry)
    return list(groups.values())


def _in_order(group: list[Entry]) -> list[Entry]:
    """By date, and no message before the one it answers: where a clock was wrong, the answer gets that one's date."""
    by_id = {entry.id: entry for entry in reversed(group)}
    done: dict[int, tuple[datetime, int]] = {}
    for entry in group:
        chain: list[Entry] = []
        each: Entry | None = entry
        while each is not None and each.number not in done and all(each is not other for other in chain):
            chain.append(each)
            each = next((by_id[parent] for parent in reversed(each.parents) if parent in by_id), None)
        at, depth = done.get(each.number, (None, 0)) if each is not None else (None, 0)
        for below in reversed(chain):
            at, depth = (below.at if at is None else max(at, below.at)), depth + 1
            done[below.number] = (at, depth)
    for entry in group:
        entry.at = done[entry.number][0]
    return sorted(group, key=lambda entry: (entry.at, done[entry.number][1], entry.number))
