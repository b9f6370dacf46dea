"""Shapes of input: words of a practice, answers of reviewers, adoptions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.people.models import Member
from community.people.words import word_key
from community.safety.characters import one_line
from community.safety.tokens import FormTokenField

from .addresses import Target, as_lines, read_data, read_links
from .enums import Verdict
from .models import Adoption, Practice, Version
from .words import TEXTS, Written

MOST_TAGS, MOST_AUTHORS = 5, 5
_LONGEST_TAG = 60


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class WriteForm(forms.ModelForm[Version]):
    """A practice as its authors write it. It saves nothing: `written` is what a service takes."""

    tags = forms.CharField(
        label=gettext_lazy("Tags"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Up to five, with commas between them, for example: metadata, data dictionaries."),
    )
    datasets = forms.CharField(
        label=gettext_lazy("Data"),
        required=False,
        max_length=12_000,
        widget=_area(3),
        help_text=gettext_lazy("One dataset a line: its address, a space, and its name."),
    )
    links = forms.CharField(
        label=gettext_lazy("Lessons, topics, events and library pages of this hub"),
        required=False,
        max_length=12_000,
        widget=_area(3),
        help_text=gettext_lazy(
            "One address a line. Readers see its name, if they may open it. /library/…/v2/ cites that version."
        ),
    )
    coauthors = forms.CharField(
        label=gettext_lazy("Other authors"),
        required=False,
        max_length=1_000,
        widget=_area(2),
        help_text=gettext_lazy(
            "Their email addresses on this hub, one a line. They may change the text, and nobody of their "
            "departments reviews it."
        ),
    )
    edits = forms.IntegerField(widget=forms.HiddenInput, initial=0, min_value=0)
    form_token = FormTokenField()

    PARTS: ClassVar = (
        (gettext_lazy("What it is about"), ("title", "summary", "tags")),
        (gettext_lazy("Why"), ("problem", "context")),
        (gettext_lazy("How"), ("approach", "steps", "caution")),
        (gettext_lazy("What came of it"), ("result", "cost", "contact")),
        (gettext_lazy("Where to go on"), ("datasets", "links")),
        (gettext_lazy("Who wrote it"), ("coauthors",)),
    )

    class Meta:
        model = Version
        fields: ClassVar = list(TEXTS)
        widgets: ClassVar = {
            "summary": _area(2),
            "problem": _area(4),
            "context": _area(3),
            "approach": _area(4),
            "steps": _area(6),
            "caution": _area(3),
            "result": _area(4),
            "cost": _area(3),
        }
        help_texts: ClassVar = {
            "title": gettext_lazy("What one does, for example “Combine first, hide second”."),
            "summary": gettext_lazy("Lists show it, and people who may become reviewers read it before anything else."),
            "context": gettext_lazy("Which department, how many people, with which tools."),
            "result": gettext_lazy("What changed, with figures where you have them."),
            "cost": gettext_lazy("Hours, money, software, permissions."),
            "contact": gettext_lazy("A team or a role and where to reach it: it stays when people leave."),
        }

    def __init__(self, *args: Any, by: Member, **kwargs: Any) -> None:
        self.by = by
        instance: Version | None = kwargs.get("instance")
        if instance is not None and instance.pk:
            datasets, links = as_lines(instance)
            others = instance.practice.authors.exclude(pk=instance.practice.owner_id).order_by("email")
            kwargs["initial"] = {
                "tags": ", ".join(tag.name for tag in instance.tags.all()),
                "datasets": datasets,
                "links": links,
                "coauthors": "\n".join(others.values_list("email", flat=True)),
                "edits": instance.edits,
                **kwargs.get("initial", {}),
            }
        super().__init__(*args, **kwargs)
        self.fields["form_token"].required = instance is None

    def parts(self) -> Iterator[tuple[Any, list[forms.BoundField]]]:
        """The form by its headings."""
        for legend, names in self.PARTS:
            yield legend, [self[name] for name in names]

    def clean_title(self) -> str:
        return one_line(self.cleaned_data["title"])

    def clean_tags(self) -> tuple[str, ...]:
        names = {word_key(name): name for part in self.cleaned_data["tags"].split(",") if (name := one_line(part))}
        names.pop("", None)
        if len(names) > MOST_TAGS:
            raise forms.ValidationError(_("Choose the five tags that say most."))
        if any(len(name) > _LONGEST_TAG for name in names.values()):
            raise forms.ValidationError(_("A tag has one to three words. Put commas between tags."))
        return tuple(names.values())

    def clean_datasets(self) -> list[Target]:
        return read_data(self.cleaned_data["datasets"])

    def clean_links(self) -> list[Target]:
        return read_links(self.cleaned_data["links"], self.by)

    def clean_coauthors(self) -> tuple[Member, ...]:
        addresses = [part.lower() for part in re.split(r"[\s,;]+", self.cleaned_data["coauthors"]) if part]
        if len(addresses) > MOST_AUTHORS:
            raise forms.ValidationError(_("Name at most five authors beside you."))
        found = {member.email: member for member in Member.objects.filter(email__in=addresses, is_active=True)}
        if unknown := [address for address in addresses if address not in found]:
            raise forms.ValidationError(
                _("Nobody on this hub has the address %(unknown)s.") % {"unknown": ", ".join(unknown)}
            )
        return tuple(found.values())

    def written(self) -> Written:
        """What a service takes."""
        data = self.cleaned_data
        texts = {name: data[name] for name in TEXTS}
        return Written(texts, data["tags"], (*data["datasets"], *data["links"]), data["coauthors"])


class SubmitForm(forms.Form):
    """What is new, from the second version on."""

    change_note = forms.CharField(
        label=gettext_lazy("What is new in this version"),
        max_length=300,
        help_text=gettext_lazy("Everybody reads it in the list of versions."),
    )

    def __init__(self, data: QueryDict | None = None, *, version: Version) -> None:
        super().__init__(data, initial={"change_note": version.change_note})
        if version.number == 1:
            del self.fields["change_note"]


class AnswerForm(forms.Form):
    """What a reviewer says, or the editors where reviewers disagree."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Your answer"),
        choices=Verdict,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose one of the two."),
        },
    )
    words = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=4_000,
        widget=_area(6),
        help_text=gettext_lazy("What convinced you, or what has to change. Authors, reviewers and editors read it."),
    )

    @classmethod
    def of_editors(cls, data: QueryDict | None = None) -> AnswerForm:
        """The same with a sentence, which authors and reviewers are told."""
        form = cls(data, auto_id="decide_%s")
        form.fields["verdict"].label = _("The editors' decision")
        form.fields["words"] = forms.CharField(
            label=_("Why you decide so"), max_length=300, help_text=_("Authors and reviewers read it.")
        )
        return form


class AdoptForm(forms.ModelForm[Adoption]):
    """Since when a department uses a practice."""

    class Meta:
        model = Adoption
        fields: ClassVar = ["adopted_on", "note"]
        widgets: ClassVar = {"adopted_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        labels: ClassVar = {"adopted_on": gettext_lazy("In use since"), "note": gettext_lazy("What you do differently")}
        help_texts: ClassVar = {"note": gettext_lazy("Everybody reads it.")}

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"adopted_on": timezone.localdate()})


class RetireForm(forms.Form):
    """Why a practice is retired, and which one comes after it."""

    because = forms.CharField(
        label=gettext_lazy("Why it is retired"), max_length=300, help_text=gettext_lazy("Everybody reads it.")
    )
    successor = forms.CharField(
        label=gettext_lazy("Address of the practice that replaces it"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("For example /practices/combine-first-hide-second/. Readers are led there."),
    )

    def clean_successor(self) -> Practice | None:
        typed = self.cleaned_data["successor"].strip()
        if not typed:
            return None
        slug = urlsplit(typed).path.strip("/").removeprefix("practices/")
        found = Practice.objects.public().filter(slug=slug).first()
        if found is None:
            raise forms.ValidationError(_("There is no practice at that address. Copy it from the practice's page."))
        return found
