"""What a lead writes of what came of a topic, and what a writer answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.search.services import plain_words
from forum.forms import TopicForm
from forum.models import Post, Topic

MOST_POSTS = 50
_WORDS = 20


class OutcomeForm(TopicForm):
    """Title, summary, and the posts to quote. After validation `cleaned_data["posts"]` has their primary keys."""

    posts = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Posts to quote"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Their writers are asked first. A post shows, with the writer's name, only after its writer agreed."
        ),
    )

    field_order = ("form_token", "title", "text", "posts")

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].help_text = _("Say in one line what your group found, made or decided.")
        self.fields["text"].label = _("Summary")
        self.fields["text"].help_text = _("Everybody on the internet can read it. Markdown works as in a post.")
        self.fields["posts"].choices = [(post.pk, _in_words(post)) for post in _quotable(topic)]  # type: ignore[attr-defined]
        if not self.fields["posts"].choices:  # type: ignore[attr-defined]
            del self.fields["posts"]


class AnswerForm(forms.Form):
    """Whether a writer agrees to be quoted."""

    is_agreed = forms.TypedChoiceField(choices=[("yes", ""), ("no", "")], coerce=lambda said: said == "yes")


def _quotable(topic: Topic) -> list[Post]:
    """The last posts of it, and the accepted answer before them all; former members can't be asked."""
    posts = topic.posts.approved().filter(poster__isnull=False).select_related("poster")
    answer = list(posts.filter(pk=topic.accepted_answer_id))
    latest = posts.exclude(pk=topic.accepted_answer_id).order_by("-created", "-pk")[:MOST_POSTS]
    return [*answer, *reversed(latest)]


def _in_words(post: Post) -> str:
    name = post.poster.display_name if post.poster else _("A former member")
    return f"{name}: {Truncator(plain_words(post.html)).words(_WORDS)}"
