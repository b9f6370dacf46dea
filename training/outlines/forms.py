"""What the buttons of the outline send."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from .board import lesson_kinds

_TITLE = {"required": _("Write a title.")}


class StampedForm(forms.Form):
    """Which outline its editor saw."""

    stamp = forms.CharField(max_length=40, widget=forms.HiddenInput)


class ReorderForm(StampedForm):
    """The arrows."""

    page = forms.IntegerField(widget=forms.HiddenInput)
    way = forms.ChoiceField(choices=[("up", "up"), ("down", "down")])


class TransferForm(StampedForm):
    """To another module."""

    page = forms.IntegerField(widget=forms.HiddenInput)
    module = forms.IntegerField()


class RenameForm(StampedForm):
    """Another title."""

    page = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(max_length=255, error_messages=_TITLE)


class ModuleForm(StampedForm):
    """A new module."""

    title = forms.CharField(label=_("Title of the new module"), max_length=255, error_messages=_TITLE)


class LessonForm(StampedForm):
    """A new lesson."""

    module = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Kind"), choices=lesson_kinds)
    title = forms.CharField(label=_("Title of the new lesson"), max_length=255, error_messages=_TITLE)
