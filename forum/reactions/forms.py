"""The buttons below a post."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from .enums import ReactionKind


class ReactionForm(forms.Form):
    """A reaction to add, or one to drop: the button says which, so that pressing it twice is once."""

    add = forms.ChoiceField(choices=ReactionKind.choices, required=False)
    drop = forms.ChoiceField(choices=ReactionKind.choices, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if bool(said.get("add")) == bool(said.get("drop")):
            raise forms.ValidationError(_("Choose one of the buttons below the post."), code="none")
        return said
