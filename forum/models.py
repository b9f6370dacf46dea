"""The hub's own names for machina's tables; the rest of the forum imports them from here."""

from .forum.models import Forum as Board
from .forum_conversation.forum_attachments.models import Attachment
from .forum_conversation.models import Post, Topic, topic_slug
from .forum_tracking.models import ForumReadTrack as BoardRead
from .forum_tracking.models import TopicReadTrack as TopicRead
from .kinds.models import SharedQuestion, Tag, TopicTag

__all__ = [
    "Attachment",
    "Board",
    "BoardRead",
    "Post",
    "SharedQuestion",
    "Tag",
    "Topic",
    "TopicRead",
    "TopicTag",
    "topic_slug",
]
