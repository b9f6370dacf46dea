"""Pages of feeds, reactions, contributions and outcomes: what page_types.py says of them."""

from __future__ import annotations

from tests.browser.page_type import PageType, Sent

PREVIEW = Sent(
    ".hub-text-form form", {"text": "One **word**.", "title": "A title"}, button="[formaction*='/preview/#']"
)
FEEDS, WRITTEN = "boards/feed_list.html", "boards/contribution_list.html"
REACTIONS, PUBLISH, QUOTE = "boards/reaction_list.html", "boards/outcome_publish.html", "boards/outcome_quote.html"

PAGE_TYPES = [
    PageType("board narrowed down", "boards:board", "boards/board_detail.html", "narrowed_board", "member"),
    PageType("unread topics of one board", "boards:unread", "boards/unread_list.html", "unread_board", "moderator"),
    PageType("feeds", "boards:feeds", FEEDS, "/forum/feeds/"),
    PageType("feeds without a key", "boards:feeds", FEEDS, "/forum/feeds/", "beginner"),
    PageType("feeds of one's own", "boards:feeds", FEEDS, "topic_feed", "lead"),
    PageType("how to follow a board", "notifications:follow", "notifications/follow.html", "follow_board", "lead"),
    PageType("reactions", "boards:reactions", REACTIONS, "reactions", "member"),
    PageType("no reactions", "boards:reactions", REACTIONS, "no_reactions", "member"),
    PageType("what somebody wrote", "boards:contributions", WRITTEN, "contributions", "learner"),
    PageType("what nobody wrote", "boards:contributions", WRITTEN, "no_contributions", "learner"),
    PageType("outcomes", "boards:outcomes", "boards/outcome_list.html", "/forum/outcomes/"),
    PageType("outcome", "boards:outcome", "boards/outcome_detail.html", "outcome"),
    PageType("outcome for its lead", "boards:outcome", "boards/outcome_detail.html", "outcome", "lead"),
    PageType("publish an outcome", "boards:outcome_publish", PUBLISH, "publish_outcome", "lead"),
    PageType("publish an outcome with errors", "boards:outcome_publish", PUBLISH, "publish_outcome", "lead", 422,
             Sent("main form[method=post]")),
    PageType("outcome preview", "boards:outcome_preview", PUBLISH, "publish_outcome", "lead", 200, PREVIEW),
    PageType("asked to be quoted", "boards:outcome_quote", QUOTE, "quote_asked", "member"),
    PageType("agreed to be quoted", "boards:outcome_quote", QUOTE, "quote_agreed", "member"),
]  # fmt: skip

NO_PAGE = {
    "boards:post_react": "answers a form",
    "boards:outcome_withdraw": "answers a form",
    "boards:feed_key_make": "answers a form",
    "boards:feed_key_revoke": "answers a form",
    "boards:feed_of_all": "Atom",
    "boards:feed_of_board": "Atom",
    "boards:feed_of_topic": "Atom",
    "boards:feed_of_tag": "Atom",
    "boards:own_feed_of_all": "Atom",
    "boards:own_feed_of_board": "Atom",
    "boards:own_feed_of_topic": "Atom",
    "boards:own_feed_of_tag": "Atom",
}
