"""Shapes of input: the join button, a run, its sessions, requests, a department's people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from community.people.models import Member
from community.safety.characters import one_line
from community.safety.tokens import FormTokenField
from events.enums import Kind, Repeats, Visibility
from events.forms import SeriesForm
from events.models import Occurrence, Series
from events.times import times_of
from training.services.section import WRITERS

from .enums import RunState, Way
from .models import Run

if TYPE_CHECKING:
    from training.outline import LessonLink

_DATE = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class JoinForm(forms.Form):
    """The button that takes a place; with words where somebody decides."""

    words = forms.CharField(
        label=_("What you want to do with it"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Those who teach the run read it."),
    )
    form_token = FormTokenField()

    def __init__(self, *args: Any, run: Run, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if run.way != Way.APPROVAL:
            del self.fields["words"]


class RunForm(forms.ModelForm):
    """A run of a course, for those who look after it."""

    instructors = forms.ModelMultipleChoiceField(
        label=_("Who teaches"),
        queryset=Member.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They see the roster, answer requests and mark who was there."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    form_token = FormTokenField()

    class Meta:
        model = Run
        fields: ClassVar = [
            "title", "about", "starts_on", "ends_on", "seats", "way", "state", "opens_on", "closes_on",
        ]  # fmt: skip
        widgets: ClassVar = {
            "about": forms.Textarea(attrs={"rows": 4}),
            "starts_on": _DATE,
            "ends_on": _DATE,
            "opens_on": _DATE,
            "closes_on": _DATE,
            "way": forms.RadioSelect,
            "state": forms.RadioSelect,
        }

    field_order = (*Meta.fields, "instructors")

    def __init__(self, *args: Any, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [  # type: ignore[attr-defined]  # cancelling has a page of its own, with a reason
            choice for choice in RunState.choices if choice[0] != RunState.CANCELLED
        ]
        teachers = Q(groups__name=WRITERS[0]) | Q(pk=by.pk)
        if self.instance.pk is not None:
            teachers |= Q(taught_runs=self.instance)
            self.initial["instructors"] = list(self.instance.instructors.all())
            self.initial["version"] = self.instance.version
        else:
            self.initial.setdefault("instructors", [by])
        possible = Member.objects.filter(pk__in=Member.objects.filter(teachers, is_active=True).values("pk"))
        self.fields["instructors"].queryset = possible.order_by("display_name")  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        return one_line(self.cleaned_data["title"])

    def clean(self) -> dict[str, Any]:
        """The database holds the same; here the sentence stands at the field."""
        data = super().clean() or self.cleaned_data
        for first, last, text in (
            ("starts_on", "ends_on", _t("The last day is before the first one.")),
            ("opens_on", "closes_on", _t("The last day is before the first one.")),
        ):
            if data.get(first) and data.get(last) and data[last] < data[first]:
                self.add_error(last, text)
        return data

    def validate_constraints(self) -> None:
        """`clean` says it in plainer words; the service holds the rest."""


class LessonChoice(forms.TypedChoiceField):
    """Which lesson attendance completes: one of the course, or none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Lesson that attendance completes"),
            required=False,
            coerce=int,
            empty_value=None,
            help_text=_("Quizzes and assignments have rules of their own and are not in the list."),
            **kwargs,
        )

    def offer(self, lessons: Sequence[LessonLink]) -> None:
        """Fill the list."""
        self.choices = [("", _t("None")), *((lesson.pk, lesson.title) for lesson in lessons)]


class LessonForm(forms.Form):
    """Which lesson a session completes."""

    lesson = LessonChoice()

    def __init__(self, *args: Any, lessons: Sequence[LessonLink], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, lessons)


def _offer(form: forms.BaseForm, lessons: Sequence[LessonLink]) -> None:
    field = form.fields["lesson"]
    assert isinstance(field, LessonChoice)
    field.offer(lessons)


class SessionForm(SeriesForm):
    """A new session, or one a week: a training event in the hub's calendar, seen by everybody."""

    lesson = LessonChoice()

    class Meta(SeriesForm.Meta):
        fields: ClassVar = [
            "title", "summary", "starts_on", "starts_at", "zone", "format", "venue", "join_link", "accessibility",
            "accommodation_contact", "group", "department",
        ]  # fmt: skip

    field_order = (
        "title", "summary", "lesson", "starts_on", "starts_at", "ends_at", "zone", "repeats", "count", "format",
        "venue", "join_link", "accessibility", "accommodation_contact",
    )  # fmt: skip

    def __init__(self, *args: Any, run: Run, lessons: Sequence[LessonLink], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("group", "department", "ends_on", "until", "draft", "version"):
            self.fields.pop(name, None)
        self.run = run
        self.instance.kind, self.instance.visibility = Kind.TRAINING, Visibility.EVERYBODY
        _offer(self, lessons)
        repeats = self.fields["repeats"]
        repeats.choices = [  # type: ignore[attr-defined]
            (choice.value, choice.label) for choice in (Repeats.NEVER, Repeats.WEEKLY, Repeats.FORTNIGHTLY)
        ]
        self.fields["count"].help_text = _("When it repeats: each time is a session of the run.")
        title = f"{run.course.title}: {run.title}"[:120]
        self.initial = {**self.initial, "title": title, "summary": run.course.summary, "starts_on": run.starts_on}

    def clean(self) -> dict[str, Any]:
        """As an event's; and within the days of the run."""
        self.cleaned_data.setdefault("ends_on", None)
        data = super().clean()
        starts_on, repeats, count = data.get("starts_on"), data.get("repeats"), data.get("count")
        if starts_on:
            weeks = {Repeats.WEEKLY.value: 1, Repeats.FORTNIGHTLY.value: 2}.get(str(repeats), 0) if count else 0
            self._check_days(starts_on, starts_on + timedelta(weeks=weeks * ((count or 1) - 1)))
        self.instance.rule = data.pop("rule", "")
        return data

    def _check_days(self, first: Any, last: Any) -> None:
        if first < self.run.starts_on or last > self.run.ends_on:
            text = _t(
                "Sessions lie between the first and the last day of the run. Change the run’s days if it is longer."
            )
            self.add_error("starts_on" if first < self.run.starts_on or first > self.run.ends_on else "count", text)

    def add_error(self, field: str | None, error: Any) -> None:
        """Say beside a field of this form what `SeriesForm` says beside one of its own."""
        names = {"until": "count", "ends_on": "ends_at", "rule": "count"}
        super().add_error(names.get(field or "", field), error)

    def _update_errors(self, errors: ValidationError) -> None:
        """The same for what the model refuses."""
        refused = getattr(errors, "error_dict", {})
        for name in {"rule", "until"} & set(refused):
            refused["count"] = refused.pop(name)
        super()._update_errors(errors)


class LinkForm(forms.Form):
    """A date of the calendar that becomes a session."""

    occurrence = forms.ModelChoiceField(label=_("Date in the calendar"), queryset=Occurrence.objects.none())
    lesson = LessonChoice()

    def __init__(self, *args: Any, run: Run, by: Member, lessons: Sequence[LessonLink], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, lessons)
        own = Series.objects.filter(occurrences__run_sessions__is_own=True)
        coming = Occurrence.objects.filter(start_at__date__range=(run.starts_on, run.ends_on), status="scheduled")
        free = coming.open_to(by).upcoming(timezone.now()).exclude(series__in=own).exclude(run_sessions__run=run)
        field = self.fields["occurrence"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = free.select_related("series")
        field.label_from_instance = _date_in_words  # type: ignore[assignment]
        self.has_dates = free.exists()


def _date_in_words(occurrence: Occurrence) -> str:
    return f"{occurrence.series.title}: {times_of(occurrence).there}"


class ReasonForm(forms.Form):
    """Why somebody gets no place, or a run or session is called off."""

    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=_("One sentence. Those it concerns read it."))

    def clean_reason(self) -> str:
        return one_line(self.cleaned_data["reason"])


class DepartmentForm(forms.Form):
    """Which people of the department to enrol."""

    members = forms.ModelMultipleChoiceField(queryset=Member.objects.none())

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["members"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = people
        field.error_messages["required"] = _t("Tick at least one person.")

    def clean_members(self) -> list[Member]:
        found = self.cleaned_data["members"]
        if not found:
            raise ValidationError(_t("Tick at least one person."))
        return list(found.order_by("display_name", "pk"))
