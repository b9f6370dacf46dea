"""Shapes of input about templates."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from community.people.models import Member
from community.safety.characters import one_line
from community.workgroups.models import WorkGroup
from events.forms import SeriesForm
from events.models import EventTemplate

from .contents import series_of, times_of


class SaveTemplateForm(forms.ModelForm):
    """Its name, and whose it is: a group that one leads, or one's own."""

    class Meta:
        model = EventTemplate
        fields: ClassVar = ["name", "group"]

    def __init__(self, *args: Any, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["group"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = WorkGroup.objects.led_by(by).order_by("name")
        field.empty_label = gettext_lazy("Only for me")
        field.help_text = gettext_lazy("Everybody in the group can begin an event with it.")
        if not field.queryset.exists():
            del self.fields["group"]

    def clean_name(self) -> str:
        return one_line(self.cleaned_data["name"])


class FromTemplateForm(SeriesForm):
    """A new event that begins with the words of a template; its dates are still to be chosen."""

    def __init__(self, *args: Any, template: EventTemplate, **kwargs: Any) -> None:
        super().__init__(*args, instance=series_of(template), **kwargs)
        self.initial = {**self.initial, **times_of(template)}
