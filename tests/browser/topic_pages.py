"""Page types of polls, and of looking after topics; topic_scene.py makes what they need."""

from __future__ import annotations

from tests.browser.page_type import PageType, Sent

FORM = Sent("main form[method=post]")
BAD_POLL = Sent(".hub-text-form form", {"poll-question": "Which day?", "poll-options": "Only one"})
MOVE, MERGE = Sent("main form[action$='/move/']"), Sent("main form[method=get]", {"other": "no such topic"})

PAGE_TYPES = [
    PageType("poll for a visitor", "boards:topic", "boards/topic_detail.html", "poll_topic"),
    PageType("poll to vote on", "boards:topic", "boards/topic_detail.html", "poll_topic", "learner"),
    PageType("poll voted on", "boards:topic", "boards/topic_detail.html", "poll_topic", "lead"),
    PageType("poll that hides its results", "boards:topic", "boards/topic_detail.html", "hidden_poll_topic", "lead"),
    PageType("poll that is closed", "boards:topic", "boards/topic_detail.html", "closed_poll_topic", "learner"),
    PageType("poll alone", "boards:poll_vote", "boards/poll_vote.html", "poll_vote", "learner"),
    PageType("vote without a choice", "boards:poll_vote", "boards/poll_vote.html", "poll_vote", "learner", 422, FORM),
    PageType("poll of one's own topic", "boards:poll_edit", "boards/poll_edit.html", "poll_edit", "member"),
    PageType("poll with errors", "boards:poll_edit", "boards/poll_edit.html", "poll_edit", "member", 422,
             Sent("main form[method=post]", {"question": ""})),
    PageType("poll with votes", "boards:poll_edit", "boards/poll_edit.html", "voted_poll_edit", "member"),
    PageType("start with a wrong poll", "boards:topic_start", "boards/topic_start.html", "start_topic", "member",
             422, BAD_POLL),
    PageType("topic that was split", "boards:topic", "boards/topic_detail.html", "split_topic", "moderator"),
    PageType("look after a topic", "boards:topic_tend", "boards/topic_tend.html", "topic_tend", "moderator"),
    PageType("move nowhere", "boards:topic_move", "boards/topic_tend.html", "topic_tend", "moderator", 422, MOVE),
    PageType("merge into which topic", "boards:topic_merge", "boards/topic_merge.html", "topic_merge", "moderator"),
    PageType("merge into no such topic", "boards:topic_merge", "boards/topic_merge.html", "topic_merge", "moderator",
             200, MERGE),
    PageType("merge two topics", "boards:topic_merge", "boards/topic_merge.html", "topic_merge_both", "moderator"),
    PageType("split off replies", "boards:topic_split", "boards/topic_split.html", "topic_split", "moderator"),
    PageType("nothing split off", "boards:topic_split", "boards/topic_split.html", "topic_split", "moderator", 422,
             FORM),
    PageType("look after topics", "boards:board_tend", "boards/board_tend.html", "board_tend", "moderator"),
    PageType("nothing ticked", "boards:board_tend", "boards/board_tend.html", "board_tend", "moderator", 422, FORM),
    PageType("no topics to look after", "boards:board_tend", "boards/board_tend.html", "empty_board_tend", "moderator"),
]  # fmt: skip

NO_PAGE = {
    "boards:topic_pin": "answers a form",
    "boards:topic_unpin": "answers a form",
    "boards:topic_lock": "answers a form",
    "boards:topic_unlock": "answers a form",
}
