"""A poll as its author writes it, and a vote."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.safety.characters import one_line
from forum.forum_conversation.forum_polls.models import MOST_OPTIONS

from .services import PollWords

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from forum.models import Poll, PollOption

FEWEST_OPTIONS = 2
LONGEST_OPTION = 120


class PollForm(forms.Form):
    """A poll, or none where question and choices are empty. After validation `words` is the PollWords or None."""

    question = forms.CharField(label=_("Question of the poll"), max_length=200, required=False)
    options = forms.CharField(
        label=_("Choices, one on each line"),
        required=False,
        max_length=(LONGEST_OPTION + 2) * MOST_OPTIONS,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("%(least)d to %(most)d. Nobody can change them after the first vote.")
        % {"least": FEWEST_OPTIONS, "most": MOST_OPTIONS},
    )
    max_options = forms.IntegerField(
        label=_("Most choices of one person"), min_value=1, max_value=MOST_OPTIONS, initial=1, required=False
    )
    closes_on = forms.DateField(
        label=_("Last day to vote"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    user_changes = forms.BooleanField(label=_("People may change their vote"), required=False, initial=True)
    hide_results = forms.BooleanField(
        label=_("Show the results only after the last day"), required=False, help_text=_("Needs a last day to vote.")
    )

    def __init__(self, *args: Any, zone: ZoneInfo, poll: Poll | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._zone = zone
        self.words: PollWords | None = None
        if poll is not None:
            self.initial.update(_typed(poll, zone))

    def clean_question(self) -> str:
        return one_line(self.cleaned_data["question"])

    def clean_options(self) -> tuple[str, ...]:
        lines = tuple(line for typed in self.cleaned_data["options"].splitlines() if (line := one_line(typed)))
        for line in lines:
            if len(line) > LONGEST_OPTION:
                raise forms.ValidationError(
                    _("“%(line)s…” is too long: a choice has at most %(most)d characters."),
                    code="long",
                    params={"line": line[:30], "most": LONGEST_OPTION},
                )
        if len({line.casefold() for line in lines}) < len(lines):
            raise forms.ValidationError(_("Two choices say the same. Leave one out."), code="twice")
        if lines and not FEWEST_OPTIONS <= len(lines) <= MOST_OPTIONS:
            raise forms.ValidationError(
                _("These are %(found)d choices. Write %(least)d to %(most)d, one on each line."),
                code="number",
                params={"found": len(lines), "least": FEWEST_OPTIONS, "most": MOST_OPTIONS},
            )
        return lines

    def clean_closes_on(self) -> datetime | None:
        day = self.cleaned_data["closes_on"]
        if day is None:
            return None
        closes_at = datetime.combine(day, time(23, 59, 59), self._zone)
        if closes_at <= timezone.now():
            raise forms.ValidationError(_("This day is over. Choose a later one."), code="past")
        return closes_at

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        question, options = said.get("question"), said.get("options")
        if options and question == "":
            self.add_error("question", _("Write the question that people vote on, or leave the choices empty."))
        if question and options == ():
            self.add_error("options", _("Write the choices, one on each line, or leave the question empty."))
        if not question or not options:
            return said
        most = said.get("max_options") or 1
        if most > len(options):
            self.add_error("max_options", _("There are not so many choices. Write a smaller number."))
        if said["hide_results"] and "closes_on" in said and said["closes_on"] is None:
            self.add_error("closes_on", _("Choose the last day, so that people see the results one day."))
        if self.errors:
            return said
        self.words = PollWords(question, options, most, said["closes_on"], said["user_changes"], said["hide_results"])
        return said


def _typed(poll: Poll, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "question": poll.question,
        "options": "\n".join(option.text for option in poll.options.order_by("pk")),
        "max_options": poll.max_options,
        "closes_on": poll.closes_at.astimezone(zone).date() if poll.closes_at else None,
        "user_changes": poll.user_changes,
        "hide_results": poll.hide_results,
    }


class VoteForm(forms.Form):
    """One choice, or as many as the poll allows. After validation `cleaned_data["options"]` is a list of keys."""

    def __init__(self, *args: Any, poll: Poll, options: Iterable[PollOption], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "poll_%s", **kwargs})
        self._most = poll.max_options
        single = poll.max_options == 1
        errors = {
            "required": _("Choose something first."),
            "invalid_choice": _("The poll was changed meanwhile. Look at its choices again, then vote."),
        }
        field: Any = forms.TypedChoiceField if single else forms.TypedMultipleChoiceField
        self.fields["options"] = field(
            label=_("Your choice") if single else _("Your choices"),
            choices=[(option.pk, option.text) for option in options],
            coerce=int,
            widget=forms.RadioSelect if single else forms.CheckboxSelectMultiple,
            help_text="" if single else _("Choose at most %(number)d.") % {"number": poll.max_options},
            error_messages=errors,
        )

    def clean_options(self) -> list[int]:
        chosen = self.cleaned_data["options"]
        keys = chosen if isinstance(chosen, list) else [chosen]
        if len(keys) > self._most:
            raise forms.ValidationError(
                _("These are %(found)d choices. Choose at most %(number)d."),
                code="many",
                params={"found": len(keys), "number": self._most},
            )
        return keys
