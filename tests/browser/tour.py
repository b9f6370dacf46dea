"""Which pages the docs show, as whom, and in what words: the one table behind `make screenshots` and docs/tour.md."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from tests.browser.hub import ROOT

PAGE = ROOT / "docs" / "tour.md"
IMAGES = ROOT / "docs" / "images"
WIDTHS = (1280, 320)
SCHEMES = ("light", "dark")
LESSON = "/training/working-with-water-data/find-and-load/load-and-clean-a-water-table/"


@dataclass(frozen=True)
class Shot:
    """One page. `follow` is a pattern: the first link on `path` that it matches is the page that is shown."""

    name: str
    title: str
    words: str
    path: str
    account: str | None = None
    follow: str = ""
    is_tall: bool = False

    @property
    def email(self) -> str | None:
        """Who looks at it."""
        return self.account and f"{self.account}@hub.example"

    def height(self, width: int) -> int:
        """How much of the page a picture of this width shows, at most."""
        return (1_600 if self.is_tall else 960) if width > 600 else (1_400 if self.is_tall else 900)

    def picture(self, width: int, scheme: str) -> str:
        """The file's name."""
        return f"{self.name}-{width}-{scheme}.webp"

    def alt(self, width: int, scheme: str) -> str:
        """The words for who does not see the picture."""
        return f"{self.title}, {'wide' if width > 600 else 'narrow'} screen, {scheme}"


SHOTS = (
    Shot("home", "Home", "The hub on one page: start here, the next events, the latest questions.", "/", is_tall=True),
    Shot("sign-in", "Sign in", "By password or by a code that comes by mail.", "/accounts/login/"),
    Shot(
        "my-hub", "My hub", "What to do next: the next lesson, my events, what I have not read.", "/my/", "learner",
    ),
    Shot("training", "Training", "All courses, with hours, level and how far one is.", "/training/", "learner"),
    Shot(
        "course", "A course", "What one can do afterwards, and every lesson with a tick at what is done.",
        "/training/working-with-water-data/", "learner", is_tall=True,
    ),
    Shot(
        "lesson", "A notebook lesson", "Code, tables, figures and formulas, with the course's outline beside them.",
        LESSON, "learner", is_tall=True,
    ),
    Shot(
        "forum", "Forum", "Boards for everybody and for one's own work groups; what is unread is marked.",
        "/forum/", "member",
    ),
    Shot(
        "topic", "A topic", "A question and its answers; quote, edit and link each post.",
        "/forum/water-data/", "member", follow=r"^/forum/topics/\d+", is_tall=True,
    ),
    Shot("events", "Events", "The month, and the list of what comes.", "/events/", "member", is_tall=True),
    Shot(
        "event", "An event", "When it is on the event's clock and on one's own, who may come, and one's place.",
        "/events/list/", "member", follow=r"^/events/[a-z0-9-]+/\d+/$",
    ),
    Shot(
        "event-form", "Schedule an event", "A recurring meeting in two minutes, without the admin.",
        "/events/new/", "organizer", is_tall=True,
    ),
    Shot("groups", "Work groups", "Every group says what it is for and who leads it.", "/groups/", "member"),
    Shot(
        "group", "A work group", "Charter, roster, meetings and board; its lead answers requests here.",
        "/groups/", "lead", follow=r"^/groups/open-data-portal[a-z0-9-]*/$", is_tall=True,
    ),
    Shot(
        "decision", "A decision", "A group’s register keeps each decision, its reasons and what became of it.",
        "/groups/metadata-standards/decisions/", "member", follow=r"^/groups/metadata-standards/decisions/\d+/$",
    ),
    Shot(
        "quarter", "A quarterly report", "What a quarter brought to a work group, counted by the hub.",
        "/groups/open-data-portal/quarters/", "lead", follow=r"^/groups/[a-z-]+/quarters/\d{4}-q\d/$", is_tall=True,
    ),
    Shot("practices", "Practices", "What worked elsewhere, reviewed by two departments.", "/practices/", "member"),
    Shot(
        "resource", "The library", "A template to read and to download, with its versions and what is current.",
        "/library/data-dictionary-template/", "member", is_tall=True,
    ),
    Shot(
        "search", "Search", "Lessons, topics, events and people, and never what belongs to a group one is not in.",
        "/search/?q=groundwater", "member",
    ),
    Shot("people", "People", "Who works where, and who knows what.", "/people/", "member"),
    Shot(
        "cms", "Writing pages", "Editors and instructors write pages and courses in the Wagtail admin.",
        "/cms/pages/", "editor", follow=r"^/cms/pages/\d+/edit/$",
    ),
)  # fmt: skip

INTRODUCTION = """\
# The hub in pictures

<!-- Written by `make screenshots` from the table in tests/browser/tour.py: change the words there. -->

Every main page on a wide and on a narrow screen, light and dark, as the sample hub shows it. `make run` gives you the
same one to walk through.
"""


def pictures() -> Iterator[tuple[Shot, int, str]]:
    """Every picture there is to take: page, width, color scheme."""
    for shot in SHOTS:
        for width, scheme in product(WIDTHS, SCHEMES):
            yield shot, width, scheme


def page() -> str:
    """docs/tour.md."""
    parts = [INTRODUCTION]
    for shot in SHOTS:
        parts.append(f"## {shot.title}\n\n{shot.words}\n\n| Light | Dark |\n|---|---|")
        for width in WIDTHS:
            cells = (f"![{shot.alt(width, scheme)}](images/{shot.picture(width, scheme)})" for scheme in SCHEMES)
            parts.append(f"| {' | '.join(cells)} |")
        parts.append("")
    return "\n".join(parts)
