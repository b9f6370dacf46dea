"""The forum's part of world.py."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from community.people.models import Member
from community.safety.uploads import Purpose, admit
from forum.drafts.keys import key_for
from forum.drafts.services import Typed
from forum.drafts.services import save_draft as save_words
from forum.enums import Audience, TopicKind
from forum.feeds.services import make_key
from forum.files.services import add_picture
from forum.files.words import markdown_of
from forum.models import Asked, Board, Picture, Post, Tag, Topic, WaitingRule
from forum.moderation.cases import state_of
from forum.moderation.enums import RuleKind
from forum.moderation.services import deciding
from forum.outcomes.services import publish_outcome, withdraw_outcome
from forum.polls.services import PollWords, put_poll
from forum.rendering import compose
from forum.services.boards import GROUPS_SECTION, found_board
from forum.services.editing import edit_post
from forum.services.posting import reply, start_topic
from tests.factories.moderation import decision, make_flag, make_waiting
from tests.factories.uploads import picture

if TYPE_CHECKING:
    from tests.guards.world import World


def forum(world: World) -> None:
    """A question in a board for everybody, in one for members, in each group's own; the group's member wrote them."""
    everybody = found_board(board=Board(name="Questions", audience=Audience.EVERYBODY), by=None)
    members = found_board(board=Board(name="Lounge", audience=Audience.MEMBERS), by=None)
    ours, theirs = (Board.objects.get(work_group=group) for group in (world.ours, world.theirs))
    world.objects["section"] = {"slug": GROUPS_SECTION}
    for name, board, poster in (
        ("open", everybody, "member"),
        ("members", members, "member"),
        ("our", ours, "member"),
        ("their", theirs, "outsider"),
    ):
        by, kind = world.people[poster], TopicKind.QUESTION
        topic = start_topic(
            board=board, poster=by, title=f"Topic {name}", text=compose("Words."), kind=kind, tags=[f"{name} tag"]
        )
        post = topic.posts.get()
        answer = reply(topic=topic, poster=by, text=compose("Because."))
        file = post.attachments.model(post=post, name="wells.csv", size=8, content_type="text/csv")
        file.file.save("wells.csv", ContentFile(b"well\n1\n"))
        shown = _show_picture(by, topic)
        edit_post(post=post, by=by, text=compose("Other words."))
        world.objects |= {
            f"{name}-file": {"pk": file.pk},
            f"{name}-picture": {"token": shown.token, "width": shown.width, "height": shown.height},
            f"{name}-version": {"pk": post.pk, "number": 1},
            f"{name}-board": {"slug": board.slug},
            f"{name}-topic": {"pk": topic.pk},
            f"{name}-topic-page": {"pk": topic.pk, "slug": topic.slug},
            f"{name}-post": {"pk": post.pk},
            f"{name}-answer": {"pk": answer.pk},
            f"{name}-tag": {"slug": f"{name}-tag"},
        }
    for name, board, poster in (("asked", everybody, "lead"), ("hidden", theirs, "outsider")):
        put = start_topic(
            board=board, poster=world.people[poster], title="Put", text=compose("Words."), kind=TopicKind.QUESTION
        )
        Asked.objects.create(topic=put, member=world.people["member"], place=0)  # the second by mistake
        world.objects[f"{name}-topic"] = {"pk": put.pk}
    talk = start_topic(board=everybody, poster=world.people["member"], title="Talk", text=compose("Words."))
    Tag.objects.create(name="Kept", slug="kept", is_kept=True)
    world.objects |= {"talk-topic": {"pk": talk.pk}, "kept-tag": {"slug": "kept"}}
    writer = world.people["member"]
    save_words(member=writer.pk, place=talk.place, typed=Typed("Not yet"))
    world.objects["members-post-draft"] = {"pk": writer.drafts.get().pk}
    world.forms["boards:draft_save"] = {"text": "Words", "draft_key": key_for(writer, talk.place)}
    world.forms["boards:topic_sort"] = {"kind": TopicKind.QUESTION, "free_tags": "wells"}
    words = {"text": "More words.", "form_token": str(uuid.uuid4())}
    titled = words | {"title": "A better title"}
    world.forms |= dict.fromkeys(("boards:reply", "boards:reply_preview"), words)
    world.forms |= dict.fromkeys(("boards:topic_start", "boards:topic_preview"), titled)
    world.forms |= dict.fromkeys(("boards:post_edit", "boards:post_edit_preview"), titled)


def tending(world: World) -> None:
    """A poll in each group's topic and in the open one; forms that send on what was seen of the open board's topics."""
    words = PollWords("Which day?", ("Monday", "Friday"))
    for name, by in (("open", "member"), ("our", "member"), ("their", "outsider")):
        topic = Topic.objects.get(pk=world.objects[f"{name}-topic"]["pk"])
        put_poll(topic=topic, by=world.people[by], words=words)
    open_board, members = (
        Board.objects.get(slug=world.objects[f"{name}-board"]["slug"]) for name in ("open", "members")
    )
    seen = {"seen_board": open_board.pk}
    world.forms["boards:poll_edit"] = {"question": "Which week?", "options": "This one\nThe next one"}
    world.forms["boards:topic_move"] = seen | {"board": members.pk}
    world.forms["boards:topic_merge"] = seen | {
        "other": world.objects["talk-topic"]["pk"],
        "seen_other_board": open_board.pk,
        "title": "other",
    }
    world.forms["boards:topic_split"] = seen | {
        "posts": world.objects["open-answer"]["pk"],
        "title": "Apart",
        "board": open_board.pk,
    }
    world.forms["boards:board_tend"] = {"topics": world.objects["open-topic"]["pk"], "act": "lock"}


def moderation(world: World) -> None:
    """Posts of the group's member that were reported, or are hidden; one that waits, and the rules of two boards."""
    member, admin, lead = (world.people[role] for role in ("member", "admin", "lead"))
    open_topic, our_topic = (Topic.objects.get(pk=world.objects[f"{name}-topic"]["pk"]) for name in ("open", "our"))
    at = timezone.now() - timedelta(hours=2)  # so that it is not too fast what the member posts now
    for name, topic, reporter in (("open", open_topic, admin), ("our", our_topic, lead)):
        post = reply(topic=topic, poster=member, text=compose("Look here."), at=at)
        make_flag(post, reporter)
        world.objects[f"{name}-case"] = {"pk": post.pk}
    hidden = reply(topic=open_topic, poster=member, text=compose("Buy this."), at=at)
    waiting = make_waiting(open_topic, poster=world.people["organizer"])
    ruling = deciding.hide(decision(hidden, admin))
    our_rule = WaitingRule.objects.create(board=our_topic.forum, kind=RuleKind.WORD, value="casino")
    world.objects |= {
        "open-hidden": {"pk": hidden.pk},
        "open-waiting": {"pk": waiting.pk},
        "members-ruling": {"pk": ruling.pk},
        "open-rule": {"pk": WaitingRule.objects.get(board=open_topic.forum).pk},
        "our-rule": {"pk": our_rule.pk},
    }
    world.forms["boards:post_flag"] = {"fault": "spam"}
    world.forms["boards:ruling_object"] = {"words": "It was a joke."}
    world.forms["boards:rules"] = {"kind": "word", "value": "lottery", "board": ""}
    words = {
        "reason": "It is off topic.",
        "text": "Other words.",
        "until": f"{timezone.localdate() + timedelta(days=3)}",
    }
    for act, name in (("approve", "waiting"), ("restore", "hidden"), *((act, "case") for act in _ACTS_ON_SHOWN)):
        about = Post.objects.get(pk=world.objects[f"open-{name}"]["pk"])
        world.forms[f"boards:case_{act}"] = words | {"seen": state_of(about)}


_ACTS_ON_SHOWN = ("keep", "hide", "edit", "warn", "suspend")


def taking_part(world: World) -> None:
    """The member has a key for feeds; the lead told everybody of our topic, and withdrew that once."""
    key = make_key(member=world.people["member"]).key
    world.objects |= {"members-key": {"key": key}, "no-key": {"key": f"{key}x"}}
    for name in ("our", "their"):
        for thing in ("board", "topic", "tag"):
            world.objects[f"keyed-{name}-{thing}"] = {"key": key, **world.objects[f"{name}-{thing}"]}
    topic = Topic.objects.get(pk=world.objects["our-topic"]["pk"])
    for name in ("our", "gone"):
        outcome = publish_outcome(
            topic=topic,
            by=world.people["lead"],
            title=f"Outcome {name}",
            text=compose("Words."),
            posts=[world.objects["our-post"]["pk"]],
        )
        world.objects[f"{name}-outcome"] = {"pk": outcome.pk}
        world.objects[f"{name}-quote"] = {"pk": outcome.quoted.get().pk}
    withdraw_outcome(outcome=outcome, by=world.people["lead"])
    words = world.forms["boards:topic_start"] | {"form_token": str(uuid.uuid4())}
    world.forms |= dict.fromkeys(("boards:outcome_publish", "boards:outcome_preview"), words)
    world.forms["boards:outcome_quote"] = {"is_agreed": "yes"}
    world.forms["boards:post_react"] = {"add": "thanks"}


def _show_picture(by: Member, topic: Topic) -> Picture:
    """In a post of its own."""
    file = SimpleUploadedFile("map.png", picture())
    made = add_picture(member=by, file=file, admitted=admit(file, purpose=Purpose.IMAGE), alt="A map")
    reply(topic=topic, poster=by, text=compose(markdown_of(made)))
    return made
