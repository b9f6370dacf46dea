"""What leads say in a report."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from community.workgroups.models import MOST_WORDS, QuarterReport


class WordsForm(forms.ModelForm[QuarterReport]):
    """A few sentences, and the version that the form was opened on."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    class Meta:
        model = QuarterReport
        fields = ("words",)
        widgets: ClassVar = {"words": forms.Textarea(attrs={"rows": 6, "maxlength": MOST_WORDS})}
        labels: ClassVar = {"words": gettext_lazy("What the group achieved, and what is next")}
        help_texts: ClassVar = {
            "words": gettext_lazy(
                "A sentence or two. Everybody reads them who reads the report. Leave it empty to say nothing."
            )
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
