"""What readers, writers and moderators type: a report, an objection, a decision with its reason, a rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.safety.characters import one_line
from forum.forms import EditForm

from .cases import LISTS
from .enums import Act, Fault, RuleKind
from .models import LONGEST_REASON, LONGEST_VALUE

if TYPE_CHECKING:
    from forum.models import Board, Post

LONGEST_SUSPENSION = 365  # days
_DOMAIN = re.compile(r"(?=.{4,80}\Z)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}\Z")


class FlagForm(forms.Form):
    """Why somebody reports a post."""

    fault = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=Fault,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong.")},
    )
    words = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only those who look after the board read this."),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("fault") == Fault.OTHER and not said.get("words"):
            self.add_error("words", _("Say what is wrong."))
        return said


class ObjectionForm(forms.Form):
    """Why a decision should be looked at again."""

    words = forms.CharField(
        label=_("Why should this be looked at again?"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Say why.")},
    )


class DecisionForm(forms.Form):
    """A decision about the state of a case that one saw; `act` keeps the forms of one page apart."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=120)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The writer reads it."),
        error_messages={"required": _("Write a reason: the writer will read it.")},
    )
    needs_reason = False

    def __init__(self, *args: Any, act: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = f"{act}-%s"
        self.fields["reason"].required = self.needs_reason


class ReasonForm(DecisionForm):
    """One that goes against the writer, and so needs a reason."""

    needs_reason = True


class SuspendForm(ReasonForm):
    """Until when somebody can't write."""

    until = forms.DateField(
        label=_("Until the end of"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The last day on which they can't write."),
        error_messages={"required": _("Choose a day.")},
    )

    field_order = ("seen", "until", "reason")

    def clean_until(self) -> datetime:
        day = self.cleaned_data["until"]
        today = timezone.localdate()
        if not today <= day <= today + timedelta(days=LONGEST_SUSPENSION):
            raise forms.ValidationError(
                _("Choose a day from today to %(days)d days from now."),
                code="day",
                params={"days": LONGEST_SUSPENSION},
            )
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


class FixForm(EditForm):
    """Other words for somebody's post, and why."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=120)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The writer reads it, with both texts."),
        error_messages={"required": _("Write a reason: the writer will read it.")},
    )

    field_order: Sequence[str] = ("seen", "title", "text", "reason")

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        is_first = post.topic.first_post_id == post.pk
        super().__init__(*args, key=post.form_token, has_title=is_first, **kwargs)
        self.auto_id = f"{Act.EDIT}-%s"


class QueueForm(forms.Form):
    """Which cases, by what they are and by board."""

    why = forms.ChoiceField(label=_("Show"), required=False, choices=[("", _("All that needs a decision")), *LISTS])
    board = forms.ChoiceField(label=_("Board"), required=False)

    def __init__(self, *args: Any, boards: list[Board], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._boards = {str(board.pk): board for board in boards}
        names = [(key, board.name) for key, board in self._boards.items()]
        self.fields["board"].choices = [("", _("All boards")), *names]  # type: ignore[attr-defined]

    def clean_board(self) -> Board | None:
        return self._boards.get(self.cleaned_data["board"])


class RuleForm(forms.Form):
    """What makes posts wait, and where."""

    kind = forms.ChoiceField(
        label=_("What waits"),
        choices=RuleKind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what waits.")},
    )
    value = forms.CharField(
        label=_("Word or website"),
        required=False,
        max_length=LONGEST_VALUE,
        help_text=_("A word or phrase, or a website such as shop.example. Empty for posts of newcomers."),
    )
    board = forms.ChoiceField(label=_("Board"), required=False)

    def __init__(self, *args: Any, boards: list[Board], all_boards: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._boards = {str(board.pk): board for board in boards}
        choices = [(key, board.name) for key, board in self._boards.items()]
        if all_boards:
            choices.insert(0, ("", str(_("All boards"))))
        self.fields["board"].required = not all_boards
        self.fields["board"].choices = choices  # type: ignore[attr-defined]

    def clean_board(self) -> Board | None:
        return self._boards.get(self.cleaned_data["board"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        kind, value = said.get("kind"), one_line(said.get("value", "")).casefold()
        if kind == RuleKind.NEWCOMERS:
            value = ""
        elif kind == RuleKind.DOMAIN and not _DOMAIN.match(value):
            self.add_error("value", _("Write the website's name alone, such as shop.example."))
        elif kind == RuleKind.WORD and not any(sign.isalnum() for sign in value):
            self.add_error("value", _("Write a word or phrase."))
        said["value"] = value
        return said
