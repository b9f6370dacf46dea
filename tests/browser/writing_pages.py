"""Pages about writing in the forum: drafts, versions of a post, files and pictures in its form."""

from tests.browser.page_type import PageType, Sent

MINE = {"text": "Mine.", "version": "1"}
NO_WORDS = Sent(".hub-text-form form[data-draft]", {"text": "Words."}, button="[name=add_picture]")

PAGE_TYPES = [
    PageType("edit a post that changed meanwhile", "boards:post_edit", "boards/post_edit.html", "post_edit", "member",
             422, Sent(".hub-text-form form[data-draft]", MINE)),
    PageType("reply with a picture without words", "boards:reply_preview", "boards/post_reply.html", "reply",
             "learner", 422, NO_WORDS),
    PageType("reply with a draft", "boards:reply", "boards/post_reply.html", "reply", "coordinator"),
    PageType("history of a post", "boards:post_history", "boards/post_history.html", "history"),
    PageType("history of a post of mine", "boards:post_history", "boards/post_history.html", "history", "member"),
    PageType("history without versions", "boards:post_history", "boards/post_history.html", "short_history"),
    PageType("my drafts", "boards:drafts", "boards/draft_list.html", "/forum/posts/drafts/", "coordinator"),
    PageType("no drafts", "boards:drafts", "boards/draft_list.html", "/forum/posts/drafts/", "beginner"),
]  # fmt: skip

NO_PAGE = {
    "boards:picture": "a file",
    "boards:suggest": "JSON for a script",
    "boards:similar": "a part of the page that begins a topic; its preview shows the same",
    "boards:post_restore": "answers a form",
    "boards:draft_save": "answers a form",
    "boards:draft_delete": "answers a form",
    "boards:picture_add": "answers a form of a script",
}
