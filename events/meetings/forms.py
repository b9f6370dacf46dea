"""Shapes of input about meetings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from community.people.models import Member
from community.safety.characters import one_line
from community.safety.tokens import FormTokenField
from community.workgroups.enums import State
from community.workgroups.models import Deliverable
from events.after.forms import MOST_MEETINGS, MeetingField
from events.models import Occurrence

from .enums import ActionState, DecisionState
from .models.agenda import MOST_MINUTES
from .models.decisions import MOST_REASONS
from .models.decisions import MOST_WORDS as LONGEST_DECISION
from .permissions import dates_kept_by
from .services.actions import Agreed
from .services.agenda import FIELDS
from .services.decisions import Said

if TYPE_CHECKING:
    from community.workgroups.models import WorkGroup
    from events.querysets import OccurrenceQuerySet

    from .models import ActionItem, AgendaItem, Decision

_DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def _line(label: Any, length: int, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=required, help_text=help_text)


def _text(label: Any, length: int, rows: int, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=length, required=required, help_text=help_text, widget=widget)


class AgendaItemForm(forms.Form):
    """One item of an agenda."""

    form_token = FormTokenField()
    version = forms.IntegerField(min_value=0, initial=0, widget=forms.HiddenInput)
    title = _line(_("What it is about"), 160)
    minutes = forms.IntegerField(
        label=_("Minutes planned"), min_value=1, max_value=MOST_MINUTES, required=False, help_text=_("For example 10.")
    )
    presenter = _line(_("Who presents"), 120, required=False)
    notes = _text(
        _("Notes"),
        2_000,
        4,
        required=False,
        help_text=_("What people should read or know before. Links are made live."),
    )

    def __init__(self, data: Any = None, *, item: AgendaItem | None = None) -> None:
        super().__init__(data, initial={name: getattr(item, name) for name in ("version", *FIELDS)} if item else None)

    def clean_title(self) -> str:
        """On one line."""
        return one_line(self.cleaned_data["title"])

    @property
    def said(self) -> dict[str, Any]:
        """From a valid form."""
        return {name: self.cleaned_data[name] for name in FIELDS}


class MoveForm(forms.Form):
    """Up or down."""

    way = forms.ChoiceField(choices=[("up", "up"), ("down", "down")])


class MovedForm(forms.Form):
    """A deliverable of the group, and what the meeting did for it."""

    deliverable = forms.ModelChoiceField(Deliverable.objects.none(), label=_("Deliverable"), empty_label=None)
    words = _line(_("What moved"), 300, help_text=_("One sentence, for example: The draft is ready for comments."))

    def __init__(self, data: Any = None, *, group: int) -> None:
        super().__init__(data)
        field = self.fields["deliverable"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Deliverable.objects.filter(group=group).in_order()
        if data is None and not field.queryset.exists():
            field.help_text = _t("The group promises nothing yet. Add a deliverable on its page first.")


def meetings_of(group: WorkGroup, by: Member) -> OccurrenceQuerySet:
    """The latest meetings of the group that have begun and that `by` writes."""
    begun = dates_kept_by(by).filter(series__group=group, series__live=True, start_at__lte=timezone.now())
    found: OccurrenceQuerySet = begun.scheduled().select_related("series").order_by("-start_at", "-pk")
    return found


class _AtMeetingForm(forms.Form):
    """Something that a meeting of the group brought about; leads write between meetings, too."""

    meeting = MeetingField(Occurrence.objects.none(), label=_("Meeting"), required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        group: WorkGroup,
        by: Member,
        is_lead: bool,
        known: Occurrence | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        latest = list(meetings_of(group, by).values_list("pk", flat=True)[:MOST_MEETINGS])
        field = self.fields["meeting"]
        assert isinstance(field, forms.ModelChoiceField)
        keys = [*latest, known.pk] if known else latest
        field.queryset = meetings_of(group, by).filter(pk__in=keys)
        field.empty_label = _t("None: between two meetings") if is_lead else None
        field.required = not is_lead


class DecisionForm(_AtMeetingForm):
    """A new decision."""

    form_token = FormTokenField()
    text = _text(
        _("What was decided"), LONGEST_DECISION, 3, help_text=_("A sentence that stands alone, for who was not there.")
    )
    reasons = _text(
        _("Reasons"), MOST_REASONS, 5, required=False, help_text=_("What else was on the table, and why not.")
    )
    taken_on = forms.DateField(label=_("Decided on"), widget=_DAY)
    is_published = forms.BooleanField(label=_("Everybody who may see the group reads it, too"), required=False)

    field_order = ("form_token", "text", "reasons", "taken_on", "meeting", "is_published")

    def __init__(self, data: Any = None, *, group: WorkGroup, **kwargs: Any) -> None:
        known = kwargs.get("known")
        day = known.local_start.date() if known else timezone.localdate()
        initial = {"taken_on": day, "meeting": known, **kwargs.pop("initial", {})}
        super().__init__(data, group=group, initial=initial, **kwargs)
        if group.is_private:
            del self.fields["is_published"]

    def clean_taken_on(self) -> date:
        day: date = self.cleaned_data["taken_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_t("This day is still to come. Write down what was decided already."))
        return day

    @property
    def said(self) -> Said:
        """From a valid form."""
        data = self.cleaned_data
        is_published = bool(data.get("is_published"))
        return Said(data["text"].strip(), data["reasons"].strip(), data["taken_on"], data["meeting"], is_published)


class CorrectForm(forms.Form):
    """Other words for a decision, read at a version."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    text = DecisionForm.base_fields["text"]
    reasons = DecisionForm.base_fields["reasons"]
    note = _line(_("What you corrected"), 300, help_text=_("Readers see it with the former words, which stay."))

    def __init__(self, data: Any = None, *, decision: Decision) -> None:
        names = ("version", "text", "reasons")
        super().__init__(data, initial={name: getattr(decision, name) for name in names})


class WithdrawForm(forms.Form):
    """Why a decision holds no more."""

    why = _line(_("Why it holds no more"), 300)


class RegisterForm(forms.Form):
    """What narrows the register."""

    q = forms.CharField(label=_("Words or number"), max_length=100, required=False)
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All of them")), *DecisionState.choices], required=False
    )


class ActionForm(_AtMeetingForm):
    """Who does what until when."""

    form_token = FormTokenField()
    version = forms.IntegerField(min_value=0, initial=0, widget=forms.HiddenInput)
    what = _line(_("What is to be done"), 300)
    owner = forms.ModelChoiceField(
        Member.objects.none(), label=_("Owner"), required=False, empty_label=_("Somebody outside of the group")
    )
    outside = _line(
        _("Or who it is outside of the group"), 120, required=False, help_text=_("For example a department.")
    )
    due_on = forms.DateField(label=_("Due on"), widget=_DAY)

    field_order = ("form_token", "version", "what", "owner", "outside", "due_on", "meeting")

    def __init__(self, data: Any = None, *, group: WorkGroup, action: ActionItem | None = None, **kwargs: Any) -> None:
        names = ("version", "what", "owner", "outside", "due_on", "meeting")
        first = {name: getattr(action, name) for name in names} if action else {"meeting": kwargs.get("known")}
        super().__init__(data, group=group, initial=first, **kwargs)
        owners = self.fields["owner"]
        assert isinstance(owners, forms.ModelChoiceField)
        members = Member.objects.filter(memberships__group=group, memberships__state=State.ACTIVE, is_active=True)
        if action is not None and action.owner_id is not None:  # stays the owner after leaving the group
            members = Member.objects.filter(pk__in=[*members.values_list("pk", flat=True), action.owner_id])
        owners.queryset = members.order_by("display_name", "pk")
        if action is not None:
            del self.fields["meeting"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if "owner" in said and "outside" in said and bool(said["owner"]) == bool(said["outside"].strip()):
            self.add_error("owner", _t("Choose a member, or name somebody outside of the group: one of the two."))
        return said

    @property
    def agreed(self) -> Agreed:
        """From a valid form."""
        data = self.cleaned_data
        return Agreed(data["what"], data["due_on"], data["owner"], data["outside"].strip(), data.get("meeting"))


class CloseForm(forms.Form):
    """Done, or dropped for a reason."""

    state = forms.ChoiceField(
        label=_("How it ended"),
        choices=[(ActionState.DONE.value, _("It is done")), (ActionState.DROPPED.value, _("It is dropped"))],
        initial=ActionState.DONE.value,
        widget=forms.RadioSelect,
    )
    note = _line(
        _("Note"), 500, required=False, help_text=_("Where the result is. Needed when it is dropped: say why.")
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("state") == ActionState.DROPPED and not said.get("note", "").strip():
            self.add_error("note", _t("Say why it is dropped."))
        return said
