"""Shapes of input about registering: the form itself, the organizer's rules and questions, answers to requests."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.people.models import Member
from community.safety.characters import one_line
from community.safety.tokens import FormTokenField
from events.models import Question, RegistrationRules

from .enums import NO, YES, QuestionKind
from .models import LONGEST_ANSWER, LONGEST_NEED, LONGEST_QUESTION
from .rules import Filled
from .services.asking import AskedQuestion

MOST_QUESTIONS = 12
MOST_PEOPLE_AT_ONCE = 50
_YES_NO = [(YES, gettext_lazy("Yes")), (NO, gettext_lazy("No"))]


class RegistrationForm(forms.Form):
    """A place on one date: the organizer's questions, and what somebody needs. `filled` holds both once valid."""

    form_token = FormTokenField()
    needs = forms.CharField(
        label=gettext_lazy("Do you need something to take part?"),
        required=False,
        max_length=LONGEST_NEED,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=gettext_lazy(
            "A sign language interpreter, live captions, an entrance without steps: write it here. Only the organizers "
            "of this event and the person who handles these requests read it, and it is deleted soon after the date."
        ),
    )

    def __init__(self, *args: Any, questions: Iterable[Question] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        for question in self.questions:
            self.fields[_name(question)] = _field(question)
        self.order_fields(["form_token", *(_name(question) for question in self.questions), "needs"])

    @property
    def filled(self) -> Filled:
        """What was written."""
        said = self.cleaned_data
        answers = {question.pk: said.get(_name(question), "") for question in self.questions}
        return Filled(answers, said["needs"])

    @property
    def visible(self) -> list[forms.BoundField]:
        """The fields that a person fills in."""
        return self.visible_fields()


def _name(question: Question) -> str:
    return f"question-{question.pk}"


def _field(question: Question) -> forms.Field:
    required = question.is_required
    if question.kind == QuestionKind.TEXT:
        return forms.CharField(label=question.text, required=required, max_length=LONGEST_ANSWER)
    choices = _YES_NO if question.kind == QuestionKind.YES_NO else [(line, line) for line in question.options]
    return forms.ChoiceField(label=question.text, required=required, choices=choices, widget=forms.RadioSelect)


class RulesForm(forms.ModelForm):
    """The rules of an event. Who handles what people need is named by address."""

    handler = forms.EmailField(
        label=gettext_lazy("Who handles what people need"),
        required=False,
        help_text=gettext_lazy(
            "The e-mail address of a member who reads, besides the organizers, what people need to take part."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = RegistrationRules
        fields: ClassVar = ["is_by_approval", "opens_days", "closes_hours", "withdraw_hours", "department_quota"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        handler = self.instance.accommodation_handler
        self.initial = {
            **self.initial,
            "version": self.instance.version,
            "handler": handler.email if handler else "",
        }

    def clean_handler(self) -> Member | None:
        """The member with that address."""
        typed = self.cleaned_data["handler"].strip().lower()
        if not typed:
            return None
        found = Member.objects.filter(email=typed, is_active=True).first()
        if found is None:
            raise ValidationError(_("No member has this address. Ask them to create an account first."))
        return found

    def clean(self) -> dict[str, Any]:
        """Registration opens before it closes."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        opens, closes = said.get("opens_days"), said.get("closes_hours")
        if opens is not None and closes is not None and opens * 24 <= closes:
            self.add_error("closes_hours", _("Registration would close before it opens. Choose fewer hours."))
        self.instance.accommodation_handler = said.get("handler")
        return said


class QuestionForm(forms.Form):
    """One question of the organizer; an empty one is none."""

    key = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(label=gettext_lazy("Question"), required=False, max_length=LONGEST_QUESTION)
    kind = forms.ChoiceField(label=gettext_lazy("Answer"), choices=QuestionKind.choices, initial=QuestionKind.TEXT)
    choices = forms.CharField(
        label=gettext_lazy("Choices, one on each line"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Only for “one of several choices”."),
    )
    is_required = forms.BooleanField(label=gettext_lazy("Everybody must answer"), required=False)
    is_gone = forms.BooleanField(label=gettext_lazy("Ask this no more"), required=False)

    def clean_text(self) -> str:
        return one_line(self.cleaned_data["text"])

    def clean_choices(self) -> str:
        lines = [line for typed in self.cleaned_data["choices"].splitlines() if (line := one_line(typed))]
        if any(len(line) > LONGEST_ANSWER for line in lines):
            raise ValidationError(
                _("A choice is too long. Write %(most)d characters at most.") % {"most": LONGEST_ANSWER}
            )
        return "\n".join(dict.fromkeys(lines))

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        asks = bool(said.get("text")) and not said.get("is_gone")
        if asks and said.get("kind") == QuestionKind.CHOICE and len((said.get("choices") or "").splitlines()) < 2:
            self.add_error("choices", _("Write two choices or more, one on each line."))
        if said.get("key") and not said.get("text") and "text" not in self.errors and not said.get("is_gone"):
            self.add_error("text", _("Write the question, or tick “Ask this no more”."))
        return said

    @property
    def asked(self) -> AskedQuestion | None:
        """The question, or None for one that is left empty or asked no more."""
        said = self.cleaned_data
        if not said.get("text") or said["is_gone"]:
            return None
        choices = said["choices"] if said["kind"] == QuestionKind.CHOICE else ""
        return AskedQuestion(said["key"], said["text"], said["kind"], choices, said["is_required"])


QuestionFormSet = formset_factory(QuestionForm, extra=2, max_num=MOST_QUESTIONS, validate_max=True)


def question_forms(data: Any, questions: Iterable[Question]) -> BaseFormSet[QuestionForm]:
    """A form for each question there is, and two empty ones."""
    names = ("text", "kind", "choices", "is_required")
    initial = [{"key": row.pk, **{name: getattr(row, name) for name in names}} for row in questions]
    forms_of_all: BaseFormSet[QuestionForm] = QuestionFormSet(data, initial=initial, prefix="questions")
    return forms_of_all


class DeclineForm(forms.Form):
    """Why somebody gets no place."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=300, help_text=gettext_lazy("One sentence. The person reads it.")
    )

    def clean_reason(self) -> str:
        return one_line(self.cleaned_data["reason"])


class BringForm(forms.Form):
    """Whom to register: addresses, one on each line. After validation `cleaned_data["people"]` has the members."""

    people = forms.CharField(
        label=gettext_lazy("E-mail addresses, one on each line"),
        max_length=6_000,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
        help_text=gettext_lazy("Each needs an account on the hub. They are told that you registered them."),
    )

    def clean_people(self) -> list[Member]:
        typed = list(
            dict.fromkeys(line.strip().lower() for line in self.cleaned_data["people"].splitlines() if line.strip())
        )
        if len(typed) > MOST_PEOPLE_AT_ONCE:
            raise ValidationError(_("Register %(most)d people at a time at most.") % {"most": MOST_PEOPLE_AT_ONCE})
        found = {member.email: member for member in Member.objects.filter(email__in=typed, is_active=True)}
        if missing := [address for address in typed if address not in found]:
            raise ValidationError(
                _("No member has this address: %(addresses)s. Correct it, or ask them to create an account.")
                % {"addresses": ", ".join(missing[:5])}
            )
        return [found[address] for address in typed]
