"""Shapes of input: what a resource is, the text of a draft, its files, and the steps that need a reason."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.people.models import Department
from community.safety.characters import one_line
from community.safety.tokens import FormTokenField
from community.safety.uploads import Purpose
from community.safety.uploads.forms import OneFileForm
from community.workgroups.models import WorkGroup

from .addresses import cited_at
from .models import Resource, ResourceVersion
from .registries import texts


class FactsForm(forms.ModelForm[Resource]):
    """What a resource is, for whom, and whose. It saves nothing: `facts` is what a service takes."""

    edits = forms.IntegerField(widget=forms.HiddenInput, initial=0, min_value=0)
    form_token = FormTokenField()

    class Meta:
        model = Resource
        fields: ClassVar = ["title", "kind", "topic", "audience", "summary", "department", "group"]
        widgets: ClassVar = {"summary": forms.Textarea(attrs={"rows": 2})}
        labels: ClassVar = {
            "department": gettext_lazy("Department that looks after it"),
            "group": gettext_lazy("Or the work group that does"),
        }
        help_texts: ClassVar = {
            "title": gettext_lazy("What one looks for, for example “Data dictionary template”."),
            "summary": gettext_lazy("Lists and the search show it."),
            "group": gettext_lazy("Choose one owner: a department or a group."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        instance: Resource | None = kwargs.get("instance")
        if instance is not None:
            kwargs["initial"] = {"edits": instance.edits, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["form_token"].required = instance is None
        owners: dict[str, QuerySet[Any]] = {
            "department": Department.objects.all(),
            # A private group's name is for its members, and what the library holds is for everybody.
            "group": WorkGroup.objects.open().filter(is_private=False),
        }
        for name, rows in owners.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset, field.empty_label = rows, _("None")

    def clean_title(self) -> str:
        return one_line(self.cleaned_data["title"])

    def clean_summary(self) -> str:
        return one_line(self.cleaned_data["summary"])

    def clean(self) -> dict[str, Any] | None:
        data = super().clean() or {}
        owners = [data.get("department"), data.get("group")]
        if not self.errors and sum(owner is not None for owner in owners) != 1:
            self.add_error("group", _("Choose one owner: a department or a group."))
        return data

    def facts(self) -> dict[str, Any]:
        """What a service takes."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class DraftForm(forms.ModelForm[ResourceVersion]):
    """The text of a draft, and what is new in it. It saves nothing."""

    edits = forms.IntegerField(widget=forms.HiddenInput, initial=0, min_value=0)

    class Meta:
        model = ResourceVersion
        fields: ClassVar = ["body", "change_note"]
        widgets: ClassVar = {"body": forms.Textarea(attrs={"rows": 28, "spellcheck": "true"})}
        help_texts: ClassVar = {
            "body": gettext_lazy(
                "Markdown: ## begins a heading, - a list, | a table. It is read on the page, so write all of it here."
            ),
            "change_note": gettext_lazy("Everybody reads it in the list of versions, and followers are told."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        instance: ResourceVersion = kwargs["instance"]
        kwargs["initial"] = {"edits": instance.edits, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.is_needed = True  # type: ignore[attr-defined]  # before it is published
        if instance.number == 1:
            del self.fields["change_note"]

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"].replace("\r\n", "\n")
        if body.strip() and (refusal := texts.render(body).refusal):
            raise ValidationError(refusal)
        return body

    def clean_change_note(self) -> str:
        return one_line(self.cleaned_data["change_note"])


class NoteForm(forms.Form):
    """How accessible a file is."""

    accessibility = forms.CharField(
        label=gettext_lazy("Accessibility note"),
        max_length=300,
        help_text=gettext_lazy(
            "What a person with a screen reader or a magnifier has to know of this file, for example: “Column names in "
            "the first row, no merged cells.” Everybody reads it with the file."
        ),
    )

    def clean_accessibility(self) -> str:
        return one_line(self.cleaned_data["accessibility"])


class FileForm(OneFileForm, NoteForm):
    """A file that the one door lets in, with its note."""

    purpose = Purpose.RESOURCE
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV, Excel, Word, PowerPoint, PDF, Markdown, JSON or plain text, up to 25 MB."),
    )
    field_order = ("file", "accessibility")


class WithdrawForm(forms.Form):
    """Why a version is not to be used any more."""

    because = forms.CharField(
        label=gettext_lazy("Why it is withdrawn"),
        max_length=300,
        help_text=gettext_lazy("Everybody reads it at the address of this version. Say what to use instead."),
    )

    def clean_because(self) -> str:
        return one_line(self.cleaned_data["because"])


class SupersedeForm(forms.Form):
    """Which resource replaces this one."""

    successor = forms.CharField(
        label=gettext_lazy("Address of the resource that replaces it"),
        max_length=300,
        help_text=gettext_lazy("For example /library/data-dictionary-template/. Readers are led there."),
    )

    def clean_successor(self) -> Resource:
        found = cited_at([self.cleaned_data["successor"]])
        if not found:
            raise ValidationError(_("No resource is at that address. Copy it from the resource's page."))
        return found[0].resource
