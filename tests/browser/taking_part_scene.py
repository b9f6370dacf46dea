"""The part of the scene that the pages of taking_part.py need; after the forum's."""

from __future__ import annotations

from django.urls import reverse

from community.people.models import Member
from community.workgroups.models import WorkGroup
from forum.feeds.services import make_key
from forum.models import Board, Topic
from forum.outcomes.services import answer_quote, publish_outcome
from forum.reactions.enums import ReactionKind
from forum.reactions.services import react
from forum.rendering import compose
from forum.services.posting import reply, start_topic


def taking_part(people: dict[str, Member]) -> dict[str, str]:
    """Reactions to a post; a key for feeds; an outcome with a post that is quoted and one that may be."""
    member, lead = people["member"], people["lead"]
    full = Board.objects.get(slug="scene-full")
    topic = Topic.objects.get(forum=full, subject="Scene: everything in one topic")
    lonely = Topic.objects.get(forum=full, subject="Scene: nobody answered")
    for kind in ReactionKind:
        react(post=topic.first_post, member=lead, kind=kind)
    make_key(member=lead)
    return {
        "narrowed_board": f"{full.get_absolute_url()}?show=solved",
        "unread_board": f"{reverse('boards:unread')}?where=board:{full.slug}",
        "topic_feed": f"{reverse('boards:feeds')}?topic={topic.pk}",
        "follow_board": reverse("notifications:follow", args=[full.place]),
        "reactions": reverse("boards:reactions", args=[topic.first_post_id]),
        "no_reactions": reverse("boards:reactions", args=[lonely.first_post_id]),
        "contributions": reverse("boards:contributions", args=[member.pk]),
        "no_contributions": reverse("boards:contributions", args=[people["beginner"].pk]),
        **_outcome(member, lead),
    }


def _outcome(member: Member, lead: Member) -> dict[str, str]:
    """Of a group that the lead leads and the member is in."""
    group = WorkGroup.objects.led_by(lead).filter(pk__in=WorkGroup.objects.of(member).values("pk")).first()
    board = Board.objects.filter(work_group=group).first()
    text = compose("We found **three** ways.\n\n- one\n- two\n- three\n\n| a | b |\n|---|---|\n| 1 | 2 |")
    topic = start_topic(board=board, poster=member, title="Scene: what we found", text=text)
    later = reply(topic=topic, poster=member, text=compose("And then this."))
    topic.refresh_from_db()
    posts = [topic.first_post_id, later.pk]
    outcome = publish_outcome(topic=topic, by=lead, title="Scene: outcome", text=text, posts=posts)
    agreed, waiting = outcome.quoted.order_by("post")
    answer_quote(quote=agreed, by=member, is_agreed=True)
    return {
        "outcome": outcome.get_absolute_url(),
        "publish_outcome": reverse("boards:outcome_publish", args=[topic.pk]),
        "quote_asked": reverse("boards:outcome_quote", args=[waiting.pk]),
        "quote_agreed": reverse("boards:outcome_quote", args=[agreed.pk]),
    }
