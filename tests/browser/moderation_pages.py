"""The pages of moderation, and its addresses without one; scene: moderation_scene.py."""

from __future__ import annotations

from tests.browser.page_type import PageType, Sent

QUEUE = "/forum/moderation/"
PAGE_TYPES = [
    PageType("boards of a moderator", "boards:index", "boards/board_list.html", "/forum/", "moderator"),
    PageType("topic for a moderator", "boards:topic", "boards/topic_detail.html", "topic", "moderator"),
    PageType("my hub of a moderator", "my", "pages/my.html", "/my/", "moderator"),
    PageType("queue", "boards:queue", "boards/moderation_queue.html", QUEUE, "moderator"),
    PageType("queue, hidden posts", "boards:queue", "boards/moderation_queue.html", f"{QUEUE}?why=hidden", "moderator"),
    PageType("queue, nothing there", "boards:queue", "boards/moderation_queue.html", f"{QUEUE}?why=removed", "lead"),
    PageType("reported post", "boards:case", "boards/moderation_case.html", "reported_case", "moderator"),
    PageType("post that waits", "boards:case", "boards/moderation_case.html", "waiting_case", "moderator"),
    PageType("hidden post with an objection", "boards:case", "boards/moderation_case.html", "hidden_case", "moderator"),
    PageType("decision without a reason", "boards:case_hide", "boards/moderation_case.html", "reported_case",
             "moderator", 422, Sent("form[action$='/hide/']", {"reason": ""})),
    PageType("decided meanwhile", "boards:case_keep", "boards/moderation_case.html", "reported_case", "moderator", 409,
             Sent("form[action$='/keep/']", {"seen": "0.1.0.0.0", "reason": "It is fine."})),
    PageType("log of decisions", "boards:moderation_log", "boards/moderation_log.html", f"{QUEUE}log/", "moderator"),
    PageType("log without decisions", "boards:moderation_log", "boards/moderation_log.html", f"{QUEUE}log/", "lead"),
    PageType("what waits", "boards:rules", "boards/moderation_rules.html", f"{QUEUE}rules/", "moderator"),
    PageType("rule with errors", "boards:rules", "boards/moderation_rules.html", f"{QUEUE}rules/", "lead", 422,
             Sent("main form[method=post]:not([action])", {"value": "x"})),
    PageType("report a post", "boards:post_flag", "boards/post_flag.html", "post_flag", "learner"),
    PageType("report with errors", "boards:post_flag", "boards/post_flag.html", "post_flag", "learner", 422,
             Sent("main form[method=post]")),
    PageType("remove a post", "boards:post_remove", "boards/post_remove.html", "post_remove", "member"),
    PageType("topic that stays", "boards:post_remove", "boards/post_remove.html", "topic_remove", "member", 422,
             Sent("main form[method=post]")),
    PageType("posts of mine that are hidden", "boards:my_withheld", "boards/my_withheld.html", f"{QUEUE}mine/",
             "learner"),
    PageType("all my posts are shown", "boards:my_withheld", "boards/my_withheld.html", f"{QUEUE}mine/", "beginner"),
    PageType("posts I reported", "boards:my_reports", "boards/my_reports.html", f"{QUEUE}reports/", "coordinator"),
    PageType("nothing reported", "boards:my_reports", "boards/my_reports.html", f"{QUEUE}reports/", "beginner"),
    PageType("decision about my post", "boards:ruling", "boards/ruling_detail.html", "ruling", "learner"),
    PageType("edited by a moderator", "boards:ruling", "boards/ruling_detail.html", "ruling_edit", "editor"),
    PageType("objection without words", "boards:ruling_object", "boards/ruling_detail.html", "ruling_edit", "editor",
             422, Sent("form[action$='/object/']")),
]  # fmt: skip

NO_PAGE = {
    "boards:rule_drop": "answers a form",
    "boards:case_approve": "answers a form; refused, it shows the post like boards:case_hide",
    "boards:case_restore": "answers a form; refused, it shows the post like boards:case_hide",
    "boards:case_edit": "answers a form; refused, it shows the post like boards:case_hide",
    "boards:case_warn": "answers a form; refused, it shows the post like boards:case_hide",
    "boards:case_suspend": "answers a form; refused, it shows the post like boards:case_hide",
    "boards:case_release": "answers a form; refused, it shows the post like boards:case_hide",
}
