"""What members choose: levels by kind, hours, and how to follow one place."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .enums import Level
from .models import LARGEST_LIMIT, KindChoice, MailHours
from .registries import kinds

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from community.people.models import Member

LONGEST_AWAY = timedelta(days=366)


class KindsForm(forms.Form):
    """One choice for each kind of notification; AS_THE_HUB leaves a kind to its default."""

    AS_THE_HUB = "default"

    def __init__(self, data: Any = None, *, member: Member) -> None:
        chosen = dict(KindChoice.objects.filter(member=member).values_list("kind", "level"))
        super().__init__(data, prefix="kind")
        for kind in kinds:
            default = _("As the hub does: %(level)s") % {"level": Level(kind.default).label}
            self.fields[kind.name] = forms.ChoiceField(
                label=kind.label,
                choices=[(self.AS_THE_HUB, default), *Level.choices],
                initial=chosen.get(kind.name, self.AS_THE_HUB),
            )

    @property
    def levels(self) -> dict[str, str]:
        """What was chosen, by kind; "" goes back to the default."""
        return {kind: "" if level == self.AS_THE_HUB else level for kind, level in self.cleaned_data.items()}


class HoursForm(forms.ModelForm[MailHours]):
    """When mail comes."""

    digest_at = forms.TimeField(
        label=gettext_lazy("Digests come at"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=gettext_lazy("The weekly digest comes on Mondays."),
    )
    quiet_from = forms.TimeField(
        label=gettext_lazy("Quiet hours begin at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    quiet_to = forms.TimeField(
        label=gettext_lazy("Quiet hours end at"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=gettext_lazy("Mail that can wait comes after them. For no quiet hours, write the same time twice."),
    )
    daily_limit = forms.IntegerField(
        label=gettext_lazy("Mails of their own within a day, at most"),
        min_value=0,
        max_value=LARGEST_LIMIT,
        help_text=gettext_lazy("The rest goes into the digest. What needs you comes in any case."),
    )
    away_until = forms.DateField(
        label=gettext_lazy("I am away; my first day back is"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Until then no digest comes. Everything waits for you on the site."),
    )

    class Meta:
        model = MailHours
        fields = ("digest_at", "quiet_from", "quiet_to", "daily_limit", "away_until", "is_digest_off")
        labels = {"is_digest_off": gettext_lazy("Send me no digest at all")}  # noqa: RUF012

    def clean_away_until(self) -> Any:
        """A day to come, within a year."""
        day = self.cleaned_data["away_until"]
        today = timezone.localdate()
        if day is not None and not today < day <= today + LONGEST_AWAY:
            raise ValidationError(_("Choose a day after today, within a year. Leave it empty when you are back."))
        return day


class FollowForm(forms.Form):
    """How to follow one place; "none" stops following."""

    NONE = "none"

    level = forms.ChoiceField(
        label=gettext_lazy("How to tell me"),
        choices=[("", gettext_lazy("As my choices say")), *Level.choices, (NONE, gettext_lazy("Don’t follow"))],
        widget=forms.RadioSelect,
        required=False,
    )
    is_watched = forms.BooleanField(required=False)
    next = forms.CharField(required=False, widget=forms.HiddenInput, max_length=500)

    def __init__(self, *args: Any, watch: StrOrPromise, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_watched"].label = watch
        if not watch:
            del self.fields["is_watched"]


class SeenForm(forms.Form):
    """When the page was made on which somebody marks something as read."""

    seen_at = forms.DateTimeField(required=False)

    @property
    def moment(self) -> datetime | None:
        """That moment, or None when the form names none."""
        return self.cleaned_data.get("seen_at") if self.is_valid() else None
