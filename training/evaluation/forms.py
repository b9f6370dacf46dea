"""Shapes of input: the survey, and the one question some weeks later."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from training.models import Evaluation, UseCheck

from .enums import Use
from .instrument import MOST_WORDS, QUESTIONS, USE_QUESTION, WORDS_QUESTION

_OPEN = ("", _("No answer"))


def _words_field(label: Any, help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class SurveyForm(forms.Form):
    """The questions of the instrument; each may stay open, not all of them."""

    def __init__(self, data: Any = None, *, evaluation: Evaluation | None = None) -> None:
        names = [*(question.name for question in QUESTIONS), "words"]
        super().__init__(data, initial={name: getattr(evaluation, name) for name in names} if evaluation else None)
        for question in QUESTIONS:
            self.fields[question.name] = forms.TypedChoiceField(
                label=question.text,
                choices=[*question.choices.choices, _OPEN],
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )
        self.fields["words"] = _words_field(
            WORDS_QUESTION, _("Instructors read it without your name. Leave out names, also of others.")
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(value not in (None, "") for value in cleaned.values()):
            raise forms.ValidationError(_t("Answer one question at least, or choose “Skip the survey”."))
        return cleaned

    @property
    def answers(self) -> dict[str, int | None]:
        """The choices of a valid form."""
        return {question.name: self.cleaned_data[question.name] for question in QUESTIONS}


class UseForm(forms.Form):
    """Whether it was used. Only who says yes, in words, can show it."""

    use = forms.ChoiceField(
        label=USE_QUESTION,
        choices=Use.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes, not yet or no.")},
    )
    words = _words_field(
        _("What came of it? If you did not use it: what stands in the way?"),
        _("Two or three sentences. Numbers help: hours saved, people reached, a dataset published."),
    )
    is_shown = forms.BooleanField(
        label=_("Show this as an outcome, on the pages of the course and of my department"),
        help_text=_("Everybody can read it. Signed-in members see your name with it. You can hide it at any time."),
        required=False,
    )

    def __init__(self, data: Any = None, *, check: UseCheck) -> None:
        super().__init__(
            data, initial={"use": check.use, "words": check.words, "is_shown": check.shared_at is not None}
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("is_shown") and cleaned.get("use") in (Use.NOT_YET, Use.NO):
            self.add_error("is_shown", _t("Only something you used can be an outcome. Take the tick out."))
        elif cleaned.get("is_shown") and "words" in cleaned and not cleaned["words"].strip():
            self.add_error("words", _t("Say what came of it, so that others can read it."))
        return cleaned
