"""The words of the forum."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """Who reads a board, and so everything in it."""

    EVERYBODY = "everybody", _("Everybody, also without signing in")
    MEMBERS = "members", _("Everybody who is signed in")
    GROUP = "group", _("Members of one work group")


class TopicKind(models.TextChoices):
    """What a topic is for. Any of them may carry a poll (forum.polls)."""

    DISCUSSION = "discussion", _("Discussion")
    QUESTION = "question", _("Question")
    SHOWCASE = "showcase", _("Showcase")
    ANNOUNCEMENT = "announcement", _("Announcement")


class Told(models.TextChoices):
    """What members are told about posts; that a post is new, one person hears at most once."""

    FIRST_ANSWER = "first_answer", _("The first answer to my question")
    MENTIONED = "mentioned", _("Somebody names me in a post")
    REPLY = "reply", _("Replies in topics I follow, and wherever I asked for every post")
    NEW_TOPIC = "new_topic", _("New topics in my groups, and in boards and of tags I follow")
    ASKED = "asked_for_answer", _("A question fits what I know")
    QUESTION_WAITS = "question_waits", _("A question waits in a board that I look after")
    ANSWER_ACCEPTED = "answer_accepted", _("An answer is accepted: mine, or one to a question I have")


# They are addresses of the forum itself
RESERVED_SLUGS = ("feeds", "moderation", "outcomes", "people", "posts", "topics", "unread")
