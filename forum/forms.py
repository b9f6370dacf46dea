"""What members type: a title, a text, and the token that makes a form count once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.safety.characters import is_visible, one_line
from community.safety.tokens import FormTokenField

from .rendering import PostText, compose

LONGEST_TITLE = 150


class Markdown(forms.Textarea):
    """A text area that gets the buttons of components/markdown_toolbar.html."""


class Title(forms.TextInput):
    """A title of a topic; where one begins, topics like it are shown below (components/field.html)."""


class TextForm(forms.Form):
    """A text in Markdown. After validation `cleaned_data["text"]` is the rendered PostText."""

    text = forms.CharField(
        label=_("Text"),
        strip=False,
        widget=Markdown(attrs={"rows": 10}),
        help_text=_("Markdown works: **bold**, lists, > quotes, tables, and code between two lines of ```."),
        error_messages={"required": _("Write something first.")},
    )

    def clean_text(self) -> PostText:
        typed = self.cleaned_data["text"].replace("\r\n", "\n")
        if not is_visible(typed):
            raise forms.ValidationError(_("Write something first."), code="required")
        text = compose(typed, key=self.anchor_key())
        if text.refusal:
            raise forms.ValidationError(text.refusal, code="refused")
        if text.lacks_alt:
            raise forms.ValidationError(
                _("A picture in your text has no words for people who can’t see it. Write them between ![ and ]."),
                code="alt",
            )
        if text.is_empty:
            raise forms.ValidationError(
                _("Nothing of this text would show: it only names links or footnotes. Add the words they belong to."),
                code="empty",
            )
        return text

    def anchor_key(self) -> Any:
        """What keeps the anchors of this post apart from those of others."""
        return self.cleaned_data.get("form_token")


class ReplyForm(TextForm):
    """A post in a topic."""

    form_token = FormTokenField()

    field_order: Sequence[str] = ("form_token", "text")


class TopicForm(ReplyForm):
    """A topic and its first post."""

    title = forms.CharField(
        label=_("Title"),
        max_length=LONGEST_TITLE,
        widget=Title,
        help_text=_("Say what you want to know or tell in one line."),
        error_messages={"required": _("Give your topic a title.")},
    )

    field_order: Sequence[str] = ("form_token", "title", "text")

    def clean_title(self) -> str:
        return one_line(self.cleaned_data["title"])


class EditForm(TextForm):
    """One's own post, once more; the first post of a topic brings the title along."""

    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE)

    field_order: Sequence[str] = ("title", "text")

    def clean_title(self) -> str:
        return one_line(self.cleaned_data["title"])

    def __init__(self, *args: Any, key: Any, has_title: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._key = key
        if not has_title:
            del self.fields["title"]

    def anchor_key(self) -> Any:
        return self._key
