"""What kind a topic is and what it is about, as members choose it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.safety.characters import flattened
from forum.enums import TopicKind
from forum.forms import TopicForm

from .models import LONGEST_TAG, MOST_TAGS, Tag
from .tagging import SHORTEST_TAG, has_shape, tag_slug, without_twins


class SortForm(forms.Form):
    """Kind and tags. After validation `cleaned_data["tags"]` has the names of the tags, one for each."""

    kind = forms.ChoiceField(
        label=_("Kind of topic"),
        error_messages={"required": _("Choose what kind of topic it is.")},
        widget=forms.RadioSelect,
        help_text=_("A question can have an accepted answer; a showcase shows what you made."),
    )
    kept_tags = forms.MultipleChoiceField(
        label=_("Tags"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What it is about, so that others find it."),
    )
    free_tags = forms.CharField(
        label=_("Other tags"),
        required=False,
        max_length=(LONGEST_TAG + 2) * MOST_TAGS,
        help_text=_("Words of your own, with commas between them. At most %(number)d tags in all.")
        % {"number": MOST_TAGS},
    )

    def __init__(self, *args: Any, kinds: Sequence[TopicKind], tags: Sequence[Tag] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
        self.fields["kind"].initial = TopicKind.DISCUSSION
        self._kept = dict(Tag.objects.kept().values_list("slug", "name"))
        self.fields["kept_tags"].choices = list(self._kept.items())  # type: ignore[attr-defined]
        self.fields["kept_tags"].initial = [tag.slug for tag in tags if tag.slug in self._kept]
        self.fields["free_tags"].initial = ", ".join(tag.name for tag in tags if tag.slug not in self._kept)
        if not self._kept:
            del self.fields["kept_tags"]

    def clean_kind(self) -> str:
        kind: str = self.cleaned_data["kind"]
        return kind or TopicKind.DISCUSSION

    def clean_free_tags(self) -> list[str]:
        names = [name for typed in self.cleaned_data["free_tags"].split(",") if (name := flattened(typed))]
        for name in names:
            if tag_slug(name) not in self._kept and not has_shape(name):
                raise forms.ValidationError(
                    _("“%(name)s” can't be a tag. Use %(least)d to %(most)d letters and numbers."),
                    code="shape",
                    params={"name": name, "least": SHORTEST_TAG, "most": LONGEST_TAG},
                )
        return names

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        kept = [self._kept[slug] for slug in said.get("kept_tags", ())]
        said["tags"] = without_twins([*kept, *said.get("free_tags", ())])
        if len(said["tags"]) > MOST_TAGS:
            self.add_error(
                "free_tags",
                forms.ValidationError(
                    _("These are %(found)d tags. Choose at most %(number)d."),
                    code="many",
                    params={"found": len(said["tags"]), "number": MOST_TAGS},
                ),
            )
        return said


class StartForm(SortForm, TopicForm):
    """A topic with its first post, its kind and its tags."""

    field_order = ("form_token", "kind", "title", "text", "kept_tags", "free_tags")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].required = False  # a discussion, unless somebody says otherwise
