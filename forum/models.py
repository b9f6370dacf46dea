"""The hub's own names for machina's tables; the rest of the forum imports them from here."""

from .drafts.models import Draft
from .feeds.models import FeedKey
from .files.models import Picture, PictureUse
from .forum.models import Forum as Board
from .forum_conversation.forum_attachments.models import Attachment
from .forum_conversation.forum_polls.models import TopicPoll as Poll
from .forum_conversation.forum_polls.models import TopicPollOption as PollOption
from .forum_conversation.forum_polls.models import TopicPollVote as PollVote
from .forum_conversation.models import Post, Topic, topic_slug
from .forum_tracking.models import ForumReadTrack as BoardRead
from .forum_tracking.models import TopicReadTrack as TopicRead
from .imports.models import ImportedMessage, ListImport
from .kinds.models import SharedQuestion, Tag, TopicTag
from .mentions.models import Mention
from .moderation.models import Flag, Objection, Ruling, Suspension, WaitingRule, Withheld
from .outcomes.models import Outcome, OutcomePost
from .reactions.models import Reaction
from .revisions.models import Revision
from .routing.models import Asked, FirstAnswer, WaitNotice
from .tending.models import MergedTopic, SplitTopic

__all__ = [
    "Asked",
    "Attachment",
    "Board",
    "BoardRead",
    "Draft",
    "FeedKey",
    "FirstAnswer",
    "Flag",
    "ImportedMessage",
    "ListImport",
    "Mention",
    "MergedTopic",
    "Objection",
    "Outcome",
    "OutcomePost",
    "Picture",
    "PictureUse",
    "Poll",
    "PollOption",
    "PollVote",
    "Post",
    "Reaction",
    "Revision",
    "Ruling",
    "SharedQuestion",
    "SplitTopic",
    "Suspension",
    "Tag",
    "Topic",
    "TopicRead",
    "TopicTag",
    "WaitNotice",
    "WaitingRule",
    "Withheld",
    "topic_slug",
]
