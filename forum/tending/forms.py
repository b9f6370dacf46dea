"""Where a topic moves, which one it joins, which replies split off, and what is done with several."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from community.safety.characters import one_line
from forum.forms import LONGEST_TITLE
from forum.kinds.permissions import boards_looked_after
from forum.models import Board, Post, Topic

from .enums import Act

if TYPE_CHECKING:
    from community.people.models import Member

_ADDRESS = re.compile(r"(?:(?P<sort>topics|posts)/)?(?P<key>[0-9]{1,18})(?![0-9])")


class BoardField(forms.ModelChoiceField):
    """Boards that a member looks after, by name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Board.objects.none(), empty_label=_("Choose a board"), **kwargs)


class KeysField(forms.TypedMultipleChoiceField):
    """Primary keys of the ticked rows; whether they are there the service says."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, **kwargs)

    def valid_value(self, value: Any) -> bool:
        return str(value).isdecimal() and len(str(value)) < 19


class SeenForm(forms.Form):
    """With the board in which the topic was shown, so that a move meanwhile is noticed."""

    seen_board = forms.IntegerField(widget=forms.HiddenInput)


def _offer(form: forms.Form, boards: QuerySet[Board]) -> None:
    form.fields["board"].queryset = boards.order_by("name", "pk")  # type: ignore[attr-defined]


class MoveForm(SeenForm):
    """Another board for a topic."""

    board = BoardField(label=_("Move to the board"), error_messages={"required": _("Choose a board.")})

    def __init__(self, *args: Any, topic: Topic, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, boards_looked_after(by).exclude(pk=topic.forum_id))


class MergeAskForm(forms.Form):
    """Which topic another one shall join. After validation `cleaned_data["other"]` is the topic."""

    other = forms.CharField(
        label=_("Address or number of the other topic"),
        max_length=300,
        help_text=_("Copy it from the address bar of the other topic, or the link of one of its posts."),
        error_messages={"required": _("Paste the address of the other topic.")},
    )

    def __init__(self, *args: Any, topic: Topic, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._topic, self._by = topic, by

    def clean_other(self) -> Topic:
        other = self._find(self.cleaned_data["other"])
        if other is None:
            raise forms.ValidationError(
                _("There is no such topic in a board that you look after. Paste its address once more."), code="unknown"
            )
        if other.pk == self._topic.pk:
            raise forms.ValidationError(
                _("A topic can't be merged into itself. Paste the address of another one."), code="itself"
            )
        return other

    def _find(self, typed: str) -> Topic | None:
        address = _ADDRESS.search(typed)
        if address is None:
            return None
        key = int(address["key"])
        visible = Topic.objects.visible_to(self._by).filter(forum__in=boards_looked_after(self._by).values("pk"))
        if address["sort"] == "posts":
            posts = Post.objects.visible_to(self._by).filter(pk=key)
            return visible.select_related("forum", "poster").filter(pk__in=posts.values("topic")).first()
        rows = visible.select_related("forum", "poster")
        return rows.filter(pk=key).first() or rows.merged_from(key).first()


class MergeForm(forms.Form):
    """Which title stays. After the look at both topics."""

    title = forms.ChoiceField(label=_("Title of the merged topic"), widget=forms.RadioSelect)
    other = forms.IntegerField(widget=forms.HiddenInput)
    seen_board = forms.IntegerField(widget=forms.HiddenInput)
    seen_other_board = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, topic: Topic, other: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].choices = [("other", other.subject), ("own", topic.subject)]  # type: ignore[attr-defined]
        seen = {"seen_board": topic.forum_id, "seen_other_board": other.forum_id}
        self.initial.update({"title": "other", "other": other.pk, **seen})


class SplitForm(SeenForm):
    """A title and a board for ticked replies."""

    title = forms.CharField(
        label=_("Title of the new topic"),
        max_length=LONGEST_TITLE,
        error_messages={"required": _("Give the new topic a title.")},
    )
    board = BoardField(label=_("Board of the new topic"), error_messages={"required": _("Choose a board.")})
    posts = KeysField(
        label=_("Replies"), error_messages={"required": _("Choose the replies that shall become a topic of their own.")}
    )

    def __init__(self, *args: Any, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, boards_looked_after(by))

    def clean_title(self) -> str:
        return one_line(self.cleaned_data["title"])


class SeveralForm(forms.Form):
    """One thing done to ticked topics of a board."""

    topics = KeysField(label=_("Topics"), error_messages={"required": _("Tick the topics first.")})
    act = forms.ChoiceField(
        label=_("What to do with the ticked topics"),
        choices=[("", _("Choose")), *Act.choices],
        error_messages={"required": _("Choose what to do.")},
    )
    board = BoardField(label=_("Board, when you move them"), required=False)

    def __init__(self, *args: Any, source: Board, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, boards_looked_after(by).exclude(pk=source.pk))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("act") == Act.MOVE and not said.get("board") and "board" not in self.errors:
            self.add_error("board", _("Choose the board they move to."))
        return said
