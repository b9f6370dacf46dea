"""Shapes of input about events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from community.people.models import Member
from community.safety.tokens import FormTokenField

from . import recurrence, rule_words
from .enums import Repeats
from .models import MOST_MINUTES, CourseEntry, Series
from .permissions import (
    can_publish,
    can_schedule_without_group,
    groups_to_propose_for,
    groups_to_schedule_for,
)
from .publishing import missing
from .services.scheduling import free_slug

_DATE = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
_TIME = forms.TimeInput(format="%H:%M", attrs={"type": "time"})

_PARTS = [
    ("what", gettext_lazy("What it is"), ["title", "kind", "summary", "body", "topics", "courses", "credit_hours"]),
    ("who", gettext_lazy("Who it is for"), ["group", "department", "visibility"]),
    ("where", gettext_lazy("Where"), ["format", "venue", "join_link", "capacity"]),
    ("access", gettext_lazy("Taking part with a disability"), ["accessibility", "accommodation_contact"]),
    ("when", gettext_lazy("When"), ["starts_on", "starts_at", "ends_at", "ends_on", "zone"]),
    ("repetition", gettext_lazy("Repetition"), ["repeats", "until", "count", "skip_holidays", "rule"]),
    ("publishing", gettext_lazy("Publishing"), ["draft"]),
]


def limit_groups(form: forms.ModelForm[Series], user: Member) -> None:
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


def _offer_groups(form: forms.ModelForm[Series], user: Member) -> None:
    """Whoever hands a new event in chooses among the groups they are active in; with no group the organizers decide."""
    field = form.fields["group"]
    assert isinstance(field, forms.ModelChoiceField)
    possible = groups_to_propose_for(user)
    if form.instance.group_id:
        possible = possible | possible.model._default_manager.filter(pk=form.instance.group_id)
    field.queryset = possible.distinct().order_by("name")
    field.required = False
    field.empty_label = _("No group")


def _require_what_is_missing(form: forms.ModelForm[Series]) -> None:
    for name, sentence in missing(form.instance).items():
        if name not in form.errors:
            form.add_error(name if name in form.fields else None, sentence)


class NeededField(forms.CharField):
    """A draft may leave it empty, what is published may not: it is not called optional."""

    is_needed = True


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
            "title", "kind", "summary", "body", "topics", "courses", "credit_hours", "group", "department",
            "visibility", "format", "venue", "join_link", "capacity", "accessibility", "accommodation_contact", "zone",
            "starts_on", "starts_at", "rule", "skip_holidays",
        ]  # fmt: skip
        field_classes: ClassVar = {"accessibility": NeededField, "accommodation_contact": NeededField}
        widgets: ClassVar = {
            "body": forms.Textarea(attrs={"rows": 6}),
            "topics": forms.CheckboxSelectMultiple,
            "courses": forms.CheckboxSelectMultiple,
            "accessibility": forms.Textarea(attrs={"rows": 3}),
            "visibility": forms.RadioSelect,
            "join_link": forms.URLInput,
            "starts_on": _DATE,
            "starts_at": _TIME,
        }

    def __init__(self, *args: Any, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.may_publish = self.instance.pk is not None and can_publish(by, self.instance)
        led = (
            [] if can_schedule_without_group(by) else list(groups_to_schedule_for(by).values_list("pk", flat=True)[:2])
        )
        self.hands_in = not self.may_publish and not can_schedule_without_group(by)
        self.only_hands_in = self.hands_in and (not led or self.instance.pk is not None)
        self._offer_groups(by)
        if "courses" in self.fields:
            self.fields["courses"].queryset = CourseEntry.objects.open().order_by("name")  # type: ignore[attr-defined]
        if self.instance.pk is None and self.instance.group_id is None and len(led) == 1:
            self.fields["group"].initial = led[0]
        if self.instance.pk is None:
            self.fields["zone"].initial = by.time_zone
            self.fields["department"].initial = by.department_id
            if not self.instance.accommodation_contact:
                self.fields["accommodation_contact"].initial = settings.ACCESSIBILITY_CONTACT
        if self.instance.starts_on is not None:
            self.initial = {**self.initial, **self._initial_times(), "version": self.instance.latest_revision_id}
        if self.instance.live and self.may_publish:
            del self.fields["draft"]

    def _offer_groups(self, by: Member) -> None:
        """A lead keeps in a group what they may publish already; others choose who is to decide."""
        if self.may_publish:
            limit_groups(self, by)
        else:
            _offer_groups(self, by)

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
            (key, str(legend), [self[name] for name in names if name in self.fields])
            for key, legend, names in _PARTS
            if names[0] in self.fields
        ]

    def clean(self) -> dict[str, Any]:
        """Make the duration and the rule from what was chosen."""
        data = super().clean() or self.cleaned_data
        if "courses" in data:
            self.instance.courses.set(data["courses"])
        if "topics" in data:
            self.instance.topics.set(data["topics"])  # in memory: they are saved, or kept as a draft, with the series
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

    def _post_clean(self) -> None:
        """Only a draft may leave out what an event must say."""
        super()._post_clean()  # type: ignore[misc]
        if not self.cleaned_data.get("draft"):
            _require_what_is_missing(self)

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
            limit_groups(self, self.for_user)

    def clean(self) -> dict[str, Any]:
        """Give a new series its address."""
        data: dict[str, Any] = super().clean()
        if not self.instance.slug:
            self.instance.slug = free_slug(data.get("title", ""))
            self.instance.scheduled_by = self.for_user
        return data

    def _post_clean(self) -> None:
        """As on the site; Wagtail's buttons say what is published."""
        super()._post_clean()
        if "action-publish" in self.data:
            _require_what_is_missing(self)
            if self.for_user is not None and not self.errors and not can_publish(self.for_user, self.instance):
                self.add_error(
                    None, _("You hand this event in, and others publish it: do that on its page of the site.")
                )


class CancelForm(forms.Form):
    """Why a date is called off; everybody reads it."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("One sentence that everybody reads, for example “The speaker is ill.”"),
    )


class AttendanceForm(forms.Form):
    """Who was there: a checkbox for each of `people`, and what the boxes said when the page was opened.

    Only boxes that were changed count, so that two people with the same list open take nothing back from each other.
    """

    present = forms.TypedMultipleChoiceField(coerce=int, required=False)
    was = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(
        self, *args: Any, people: Sequence[Member], stayed: Mapping[int, int | None] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        for member in people:
            known = (stayed or {}).get(member.pk)
            for name in (f"minutes-{member.pk}", f"had-{member.pk}"):
                self.fields[name] = forms.IntegerField(
                    required=False, min_value=1, max_value=MOST_MINUTES, initial=known
                )
        choices = [(member.pk, member.display_name) for member in people]
        for name in ("present", "was"):
            field = self.fields[name]
            assert isinstance(field, forms.TypedMultipleChoiceField)
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for member in self.people:
            name = f"minutes-{member.pk}"
            if cleaned.get(name) and member.pk not in set(cleaned.get("present") or ()):
                self.add_error(name, _("Tick “Was there” too, or leave the minutes empty."))
        return cleaned

    @property
    def minutes(self) -> dict[Member, int | None]:
        """How long people were there, where that was changed."""
        cleaned = self.cleaned_data
        return {
            member: cleaned.get(f"minutes-{member.pk}")
            for member in self.people
            if cleaned.get(f"minutes-{member.pk}") != cleaned.get(f"had-{member.pk}")
        }

    @property
    def marks(self) -> dict[Member, bool]:
        """What was changed: True for who was there, False for who was not after all."""
        present, was = set(self.cleaned_data["present"]), set(self.cleaned_data["was"])
        return {member: member.pk in present for member in self.people if (member.pk in present) != (member.pk in was)}
