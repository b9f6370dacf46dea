"""What the pages of moderation_pages.py need beyond the sample hub; scene.py takes it in."""

from __future__ import annotations

from django.urls import reverse

from community.people.models import Member
from forum.models import Ruling, Topic
from forum.moderation.cases import HIDDEN, REPORTED, WAITING, cases
from forum.moderation.services import deciding
from forum.rendering import compose
from forum.services.posting import reply
from tests.factories.moderation import decision


def moderation(people: dict[str, Member]) -> dict[str, str]:
    """The sample's queue; a post that was edited, and one that its writer may remove."""
    member, editor, moderator = (people[role] for role in ("member", "editor", "moderator"))
    topic = Topic.objects.get(subject="Scene: everything in one topic")
    own = reply(topic=topic, poster=member, text=compose("I take this back."))
    wrong = reply(topic=topic, poster=editor, text=compose("Call 555 0100."))
    first = topic.posts.in_order().first()
    edited = deciding.edit(decision(wrong, moderator, "A private number."), text=compose("Call the office."))
    waiting, reported, hidden = (cases(moderator, why=why).first() for why in (WAITING, REPORTED, HIDDEN))
    return {
        "waiting_case": reverse("boards:case", args=[waiting.pk]),
        "reported_case": reverse("boards:case", args=[reported.pk]),
        "hidden_case": reverse("boards:case", args=[hidden.pk]),
        "post_flag": reverse("boards:post_flag", args=[first.pk]),
        "post_remove": reverse("boards:post_remove", args=[own.pk]),
        "topic_remove": reverse("boards:post_remove", args=[first.pk]),
        "ruling": Ruling.objects.get(post=hidden).get_absolute_url(),
        "ruling_edit": edited.get_absolute_url(),
    }
