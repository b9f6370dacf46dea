"""machina's polls; no page of the hub uses them yet."""

from machina.apps.forum_conversation.forum_polls.abstract_models import (
    AbstractTopicPoll,
    AbstractTopicPollOption,
    AbstractTopicPollVote,
)


class TopicPoll(AbstractTopicPoll):
    """A question to vote on."""

    class Meta(AbstractTopicPoll.Meta):
        pass


class TopicPollOption(AbstractTopicPollOption):
    """One answer."""

    class Meta(AbstractTopicPollOption.Meta):
        pass


class TopicPollVote(AbstractTopicPollVote):
    """One vote."""

    class Meta(AbstractTopicPollVote.Meta):
        pass
