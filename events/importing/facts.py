"""What the reader hands out: plain facts, and problems as codes, for the child speaks no language."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: `code` is a key of wording.SENTENCES, `what` the title of the event it is about."""

    code: str
    line: int = 0
    what: str = ""
    value: str = ""
    uid: str = ""


@dataclass
class EventFacts:
    """One VEVENT. Times are naive ISO wall times in `zone`, which is empty for times without a zone."""

    line: int
    uid: str = ""
    title: str = ""
    text: str = ""
    place: str = ""
    url: str = ""
    status: str = ""
    start: str = ""
    end: str = ""  # empty when the file says none
    zone: str = ""
    is_all_day: bool = False
    rule: str = ""
    except_on: list[str] = field(default_factory=list)  # in `zone`, as `start`
    recurrence_id: str = ""  # in `zone`, as `start`
    has_extra_dates: bool = False


@dataclass
class Reading:
    """What a calendar holds; with `refused`, nothing of it is taken."""

    events: list[EventFacts] = field(default_factory=list)
    left_out: list[Problem] = field(default_factory=list)
    refused: Problem | None = None
    is_whole: bool = True  # False when it breaks off, so that more events may have followed

    def to_json(self) -> str:
        """For the way from child to parent."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Reading:
        """What the child wrote."""
        said = json.loads(text)
        return cls(
            [EventFacts(**one) for one in said["events"]],
            [Problem(**one) for one in said["left_out"]],
            Problem(**said["refused"]) if said["refused"] else None,
            said["is_whole"],
        )
