"""A step of a newcomer's first week: read one open question that fits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from community.newcomers.registries import Step, Suggested
from community.newcomers.steps import words_about

from .models import Topic, TopicRead

if TYPE_CHECKING:
    from community.people.models import Member


def _fitting_question(member: Member, _done: Sequence[int]) -> list[Suggested]:
    """The latest unanswered question with a tag that is a word of the member's; else the latest one."""
    questions = Topic.objects.visible_to(member).unanswered().exclude(poster=member).order_by("-created", "-pk")
    about = questions.filter(tags__slug__in=list(words_about(member).by_key))
    key = about.values_list("pk", flat=True).first() or questions.values_list("pk", flat=True).first()
    return [Suggested(key)] if key else []


def _has_read(member: Member) -> Exists:
    return Exists(TopicRead.objects.filter(user=member, topic=OuterRef("key")))


def _say(title: str) -> str:
    return _("Read an open question: %(title)s") % {"title": title} if title else _("Read an open question")


def _address(key: int | None, slug: str) -> str:
    return reverse("boards:topic", kwargs={"pk": key, "slug": slug}) if slug else reverse("boards:index")


QUESTION = Step(
    "question",
    choose=_fitting_question,
    say=_say,
    address=_address,
    rows=Topic.objects.visible_to,
    title="subject",
    slug="slug",
    done=_has_read,
)
