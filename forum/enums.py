"""The words of the forum."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """Who reads a board, and so everything in it."""

    EVERYBODY = "everybody", _("Everybody, also without signing in")
    MEMBERS = "members", _("Everybody who is signed in")
    GROUP = "group", _("Members of one work group")


class Told(models.TextChoices):
    """What members are told about posts; one person hears at most one of them about one post."""

    FIRST_ANSWER = "first_answer", _("The first answer to my question")
    REPLY = "reply", _("Replies in topics I follow")
    NEW_TOPIC = "new_topic", _("New topics in my groups and in boards I follow")


RESERVED_SLUGS = ("posts", "topics", "unread")  # they are addresses of the forum itself
