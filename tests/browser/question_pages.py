"""Page types of forum.routing; see page_types.py."""

from __future__ import annotations

from tests.browser.page_type import PageType, Sent

PAGE_TYPES = [
    PageType("how questions fare", "boards:questions", "boards/question_figures.html", "/forum/topics/questions/"),
    PageType("how questions of a year fare", "boards:questions", "boards/question_figures.html",
             "/forum/topics/questions/?days=365", "lead"),
    PageType("question put to me", "boards:topic", "boards/topic_detail.html", "put_question", "member"),
    PageType("question put to somebody", "boards:topic", "boards/topic_detail.html", "put_question", "learner"),
    PageType("question that is not for me", "boards:topic", "boards/topic_detail.html", "put_question", "member", 200,
             Sent("form[action$='/not-me/']")),
]  # fmt: skip

NO_PAGE = {
    "boards:questions_csv": "a file",
    "boards:not_me": "answers a form",
}
