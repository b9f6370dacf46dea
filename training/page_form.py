"""The form every kind of lesson is edited with."""

from __future__ import annotations

from typing import Any

from community.pages.publishing.page_form import HubPageForm

from .enums import Change


class LessonPageForm(HubPageForm):
    """Who says nothing about a change means a minor one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "change" in self.fields:
            self.fields["change"].required = False

    def clean_change(self) -> str:
        return self.cleaned_data["change"] or Change.MINOR
