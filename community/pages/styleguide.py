"""What `/styleguide/` shows of the shell: each component in each state, with made-up content and no database."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from community.people.models import Department, Member

from .blocks import BodyBlock
from .captions.transcript import read_transcript
from .registries import Specimen
from .reporting.tables import Column, Row, Table

COLORS = ("ink", "muted", "accent", "accent-strong", "link", "paper", "wash", "tint", "tint-ink", "hero", "button")
STATE_COLORS = ("ok", "ok-tint", "warn", "warn-tint", "bad", "bad-tint", "line", "field", "focus")
ICONS = ("ask", "bell", "close", "department", "group", "learn", "meet", "menu", "person", "search")
DRAWINGS = ("empty", "home", "lost")


class EveryField(forms.Form):
    """One field of each kind that the hub's forms use."""

    title = forms.CharField(label=_("Title"), help_text=_("Say it in one line."), max_length=80)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("training", _("Training")), ("clinic", _("Clinic"))])
    details = forms.CharField(label=_("Details"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    begins_on = forms.DateField(label=_("First date"), widget=forms.DateInput(attrs={"type": "date"}))
    place = forms.ChoiceField(
        label=_("Where people meet"),
        choices=[("online", _("Online")), ("room", _("In person"))],
        widget=forms.RadioSelect,
    )
    agree = forms.BooleanField(label=_("Remind me a day before"), required=False)


def department() -> Department:
    """A department that is in no database."""
    return Department(pk=1, name="Department of Water Resources", acronym="DWR", slug="dwr")


def member(number: int = 1, name: str = "Ana R.") -> Member:
    """A member who is in no database."""
    return Member(pk=number, display_name=name, job_title="Water data steward", department=department())


def _forms() -> dict[str, Any]:
    typed = {"title": "", "kind": "clinic", "details": "What was typed stays.", "begins_on": "soon", "agree": "on"}
    wrong = EveryField({f"wrong-{name}": value for name, value in typed.items()}, prefix="wrong")
    wrong.fields["place"].label = _("Where it is held")
    return {"empty_form": EveryField(), "form": wrong}


def _colors() -> dict[str, Any]:
    return {"colors": COLORS + STATE_COLORS, "icons": ICONS, "drawings": DRAWINGS}


def _lists() -> dict[str, Any]:
    return {
        "page": Paginator(range(190), 10).page(9),
        "trail": [(_("Forum"), "/forum/"), (_("Metadata and standards"), "/forum/"), (_("This page"), "")],
    }


def _people() -> dict[str, Any]:
    names = ("Ana R.", "Ben O.", "Carla N.", "Deshawn P.", "Elena P.", "Farid H.")
    return {"members": [member(number, name) for number, name in enumerate(names)]}


def _blocks() -> dict[str, Any]:
    """One of each kind of block that a page's body may hold."""
    here = {"page": None, "address": "/training/"}
    values: list[tuple[str, Any]] = [
        ("text", "<h2>A heading</h2><p>A paragraph with <b>a word</b> and <a href='/forum/'>a link</a>.</p>"),
        ("note", {"title": "You will need", "text": "<p>The name of your data coordinator.</p>"}),
        ("cards", {"heading": "Ways on", "cards": [
            {"label": "Course", "title": "Take a course", "text": "A sentence on it.", **here},
            {"title": "A card without a link", "text": "It only says something."},
        ]}),
        ("figures", {"heading": "In numbers", "source": "Source: a survey of 2025.", "figures": [
            {"number": "88", "text": "entities"}, {"number": "756", "text": "public data sets"},
        ]}),
        ("timeline", {"heading": "How it came about", "milestones": [
            {"when": "May 2014", "title": "An inventory", "text": "<p>What do we have?</p>", "source": "A report",
             "source_address": "https://example.org/report"},
            {"when": "March 2019", "title": "A policy", "text": "<p>For all departments.</p>", "source": "A letter"},
        ]}),
        ("steps", {"heading": "First steps", "steps": [
            {"title": "Name two people", "text": "<p>A sponsor and a coordinator.</p>"},
            {"title": "Choose a dataset", "text": "<p>One that people ask for.</p>"},
        ]}),
        ("call", {"title": "Start now", "text": "It takes twenty minutes.", "words": "Take the first lesson", **here}),
        ("contacts", {"heading": "Who answers", "contacts": [
            {"name": "The portal group", "text": "What to publish first.", "address": "/groups/"},
            {"name": "Your data coordinator", "text": "Everything about your own data.", "address": ""},
        ]}),
    ]  # fmt: skip
    return {"blocks": BodyBlock().normalize(values)}


def _figures() -> dict[str, Any]:
    columns = (Column("name", _("Name")), Column("minutes", _("Minutes there"), is_number=True))
    table = Table(columns, [Row(["Ana R.", 55]), Row(["Ben O.", None])], Row([str(_("Together")), 55]))
    said = "## What is new\n\n[0:00 Ana R.] Good morning.\n\n[1:05 Ben O.] The harvest runs every night now."
    return {"table": table, "transcript": read_transcript(said)}


SPECIMENS = {
    10: Specimen(_("Colors, drawings, type"), "styleguide/colors.html", _colors),
    11: Specimen(_("Buttons, tags, messages, cards"), "styleguide/parts.html"),
    12: Specimen(_("Forms"), "styleguide/forms.html", _forms),
    13: Specimen(_("Lists, tables, ways around"), "styleguide/lists.html", _lists),
    14: Specimen(_("People"), "styleguide/people.html", _people),
    15: Specimen(_("Reports and recordings"), "styleguide/figures.html", _figures),
    16: Specimen(_("Blocks of pages"), "styleguide/blocks.html", _blocks),
}
