"""Shapes of input about events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from community.people.models import Member
from community.safety.tokens import FormTokenField

from . import recurrence, rule_words
from .enums import Repeats
from .models import MOST_MINUTES, Series
from .permissions import can_schedule_without_group, groups_to_schedule_for
from .services.scheduling import free_slug

_DATE = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
_TIME = forms.TimeInput(format="%H:%M", attrs={"type": "time"})

_PARTS = [
    ("what", gettext_lazy("What it is"), ["title", "kind", "summary", "body"]),
    ("who", gettext_lazy("Who it is for"), ["group", "department", "visibility"]),
    ("where", gettext_lazy("Where"), ["format", "venue", "join_link", "capacity"]),
    ("when", gettext_lazy("When"), ["starts_on", "starts_at", "ends_at", "ends_on", "zone"]),
    ("repetition", gettext_lazy("Repetition"), ["repeats", "until", "count", "rule"]),
    ("publishing", gettext_lazy("Publishing"), ["draft"]),
]


def _limit_groups(form: forms.ModelForm[Series], user: Member) -> None:
    """A lead chooses among the groups they lead; the group a series has stays possible for who may edit it."""
    field = form.fields["group"]
    assert isinstance(field, forms.ModelChoiceField)
    possible = groups_to_schedule_for(user)
    if form.instance.group_id:
        possible = possible | possible.model._default_manager.filter(pk=form.instance.group_id)
    field.queryset = possible.distinct().order_by("name")
    if not can_schedule_without_group(user) and (form.instance.pk is None or form.instance.group_id):
        field.required = True
    field.empty_label = _("Choose a group") if field.required else _("No group")


class SeriesForm(forms.ModelForm):
    """An organizer's page for one event or a series: plain choices that make the rule, or an iCalendar rule."""

    ends_on = forms.DateField(
        label=gettext_lazy("Last day of the event"),
        required=False,
        widget=_DATE,
        help_text=gettext_lazy("Only when it lasts longer than a day."),
    )
    ends_at = forms.TimeField(label=gettext_lazy("Ends at"), widget=_TIME)
    repeats = forms.ChoiceField(label=gettext_lazy("Repeats"), choices=Repeats.choices, initial=Repeats.NEVER)
    until = forms.DateField(
        label=gettext_lazy("Repeats until"),
        required=False,
        widget=_DATE,
        help_text=gettext_lazy("The last day it may take place. Or give a number of times instead."),
    )
    count = forms.IntegerField(
        label=gettext_lazy("How many times"), required=False, min_value=1, max_value=recurrence.MOST_TIMES
    )
    draft = forms.BooleanField(
        label=gettext_lazy("Keep it as a draft"),
        required=False,
        help_text=gettext_lazy("Only people who may change it see a draft."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    form_token = FormTokenField()

    class Meta:
        model = Series
        fields: ClassVar = [
            "title", "kind", "summary", "body", "group", "department", "visibility", "format", "venue", "join_link",
            "capacity", "zone", "starts_on", "starts_at", "rule",
        ]  # fmt: skip
        widgets: ClassVar = {
            "body": forms.Textarea(attrs={"rows": 6}),
            "visibility": forms.RadioSelect,
            "join_link": forms.URLInput,
            "starts_on": _DATE,
            "starts_at": _TIME,
        }

    def __init__(self, *args: Any, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _limit_groups(self, by)
        if self.instance.pk is None:
            self.fields["zone"].initial = by.time_zone
            self.fields["department"].initial = by.department_id
        else:
            self.initial = {**self.initial, **self._initial_times(), "version": self.instance.latest_revision_id}
        if self.instance.live and self.instance.pk is not None:
            del self.fields["draft"]

    def _initial_times(self) -> dict[str, Any]:
        series, rule = self.instance, self.instance.parsed_rule
        return {
            "ends_on": series.end.date() if series.end.date() != series.starts_on else None,
            "ends_at": series.end.time(),
            "repeats": rule_words.choice_for(rule, start=series.starts_on),
            "until": rule.until if rule else None,
            "count": rule.count if rule else None,
        }

    @property
    def parts(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """The visible fields under their headings: key, heading, fields."""
        return [
            (key, str(legend), [self[name] for name in names])
            for key, legend, names in _PARTS
            if names[0] in self.fields
        ]

    def clean(self) -> dict[str, Any]:
        """Make the duration and the rule from what was chosen."""
        data = super().clean() or self.cleaned_data
        starts_on, starts_at, ends_at = data.get("starts_on"), data.get("starts_at"), data.get("ends_at")
        if not (starts_on and starts_at):
            return data
        start = datetime.combine(starts_on, starts_at).replace(second=0, microsecond=0)
        if ends_at and "ends_on" in data:
            self._set_duration(start, datetime.combine(data["ends_on"] or starts_on, ends_at))
        self._set_rule(data, starts_on)
        return data

    def _set_duration(self, start: datetime, end: datetime) -> None:
        minutes = (end - start) // timedelta(minutes=1)
        if minutes <= 0:
            self.add_error("ends_at", _("The event ends before it begins. Choose a later time, or a later last day."))
        elif minutes > MOST_MINUTES:
            self.add_error("ends_on", _("An event lasts 14 days at most. Make it a series instead."))
        else:
            self.instance.duration = minutes

    def _set_rule(self, data: dict[str, Any], start: date) -> None:
        choice, until, count = data.get("repeats"), data.get("until"), data.get("count")
        if choice == Repeats.RULE:
            if not data.get("rule"):
                self.add_error("rule", _("Write the rule, for example FREQ=MONTHLY;BYDAY=-1FR;COUNT=12."))
            return
        if data.get("rule") and choice == Repeats.NEVER:
            self.add_error("repeats", _("Choose “By a rule I write myself” to use the rule, or empty the rule."))
            return
        data["rule"] = ""
        if choice in {Repeats.NEVER, None} or "until" in self.errors or "count" in self.errors:
            return
        if bool(until) == bool(count):
            self.add_error("until", _("Give the last day or the number of times, one of the two."))
            return
        data["rule"] = str(rule_words.rule_for(choice, start=start, count=count, until=until) or "")

    def _update_errors(self, errors: ValidationError) -> None:
        """Show why a rule that a plain choice made is refused beside the choice."""
        refused = getattr(errors, "error_dict", {})
        if "rule" in refused and self.data.get("repeats") != Repeats.RULE:
            refused["until"] = refused.pop("rule")
        super()._update_errors(errors)  # type: ignore[misc]


class SeriesAdminForm(WagtailAdminModelForm):
    """The same series in Wagtail's admin; the model's own checks do the rest."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user is not None and "group" in self.fields:
            _limit_groups(self, self.for_user)

    def clean(self) -> dict[str, Any]:
        """Give a new series its address."""
        data: dict[str, Any] = super().clean()
        if not self.instance.slug:
            self.instance.slug = free_slug(data.get("title", ""))
            self.instance.scheduled_by = self.for_user
        return data


class CancelForm(forms.Form):
    """Why a date is called off; everybody reads it."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("One sentence that everybody reads, for example “The speaker is ill.”"),
    )


class RegisterForm(forms.Form):
    """A place on one date."""

    form_token = FormTokenField()


class AttendanceForm(forms.Form):
    """Who was there: a checkbox for each of `people`, and what the boxes said when the page was opened.

    Only boxes that were changed count, so that two people with the same list open take nothing back from each other.
    """

    present = forms.TypedMultipleChoiceField(coerce=int, required=False)
    was = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, *args: Any, people: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        choices = [(member.pk, member.display_name) for member in people]
        for name in ("present", "was"):
            field = self.fields[name]
            assert isinstance(field, forms.TypedMultipleChoiceField)
            field.choices = choices

    @property
    def marks(self) -> dict[Member, bool]:
        """What was changed: True for who was there, False for who was not after all."""
        present, was = set(self.cleaned_data["present"]), set(self.cleaned_data["was"])
        return {member: member.pk in present for member in self.people if (member.pk in present) != (member.pk in was)}
