"""Page types of work groups beyond their own page; group_scene.py makes what they need."""

from tests.browser.page_type import PageType, Sent

FORM = "workgroups/form_page.html"
DETAIL = "workgroups/group_detail.html"
MEMBERS = "workgroups/member_list.html"
EMPTY = Sent("main form.hub-form", {})
NO_REASON = Sent("form[action$='/remove/']", {"reason": " "})
UNKNOWN = Sent("form[action$='/invite/']", {"addresses": "nobody@nowhere.example"})
STALE = Sent("main form.hub-form", {"version": "1", "scope": "Words of mine."})
OTHER_WORDS = Sent("main form.hub-form", {"version": "0", "words": "Words of mine."})
LONG_WORDS = Sent("main form.hub-form", {"words": "word " * 401})
QUARTER = "workgroups/quarter_detail.html"
OVERVIEW = "workgroups/quarter_overview.html"

PAGE_TYPES = [
    PageType("group found", "workgroups:group_found", FORM, "/groups/new/", "admin"),
    PageType("group found, empty", "workgroups:group_found", FORM, "/groups/new/", "admin", 422, EMPTY),
    PageType("group one is invited to", "workgroups:group", DETAIL, "boxed_group", "learner"),
    PageType("silent private group", "workgroups:group", DETAIL, "silent_group", "lead"),
    PageType("closed group", "workgroups:group", DETAIL, "closed_group"),
    PageType("closed group for its lead", "workgroups:group", DETAIL, "closed_group", "lead"),
    PageType("members by department", "workgroups:members", MEMBERS, "boxed_group/members/", "lead"),
    PageType("members for a member", "workgroups:members", MEMBERS, "boxed_group/members/", "editor"),
    PageType("invited nobody", "workgroups:group_invite", MEMBERS, "boxed_group/members/", "lead", 422, UNKNOWN),
    PageType("removed without a reason", "workgroups:membership_remove", MEMBERS, "boxed_group/members/", "lead", 422,
             NO_REASON),
    PageType("charter to change", "workgroups:charter_edit", FORM, "boxed_group/charter/", "lead"),
    PageType("charter changed meanwhile", "workgroups:charter_edit", FORM, "boxed_group/charter/", "lead", 409, STALE),
    PageType("history of a charter", "workgroups:charter_history", "workgroups/charter_history.html",
             "boxed_group/charter/history/"),
    PageType("documents of a group", "workgroups:documents", "workgroups/document_list.html", "boxed_group/documents/",
             "editor"),
    PageType("no documents", "workgroups:documents", "workgroups/document_list.html", "silent_group/documents/",
             "lead"),
    PageType("document to add", "workgroups:document_add", FORM, "boxed_group/documents/new/", "editor"),
    PageType("document", "workgroups:document", "workgroups/document_detail.html", "group_document", "lead"),
    PageType("version to add", "workgroups:document_version", FORM, "group_document/version/", "editor"),
    PageType("deliverables", "workgroups:deliverables", "workgroups/deliverable_list.html",
             "boxed_group/deliverables/", "lead"),
    PageType("no deliverables", "workgroups:deliverables", "workgroups/deliverable_list.html",
             "silent_group/deliverables/", "lead"),
    PageType("deliverable to add", "workgroups:deliverable_add", FORM, "boxed_group/deliverables/new/", "lead"),
    PageType("deliverable to change", "workgroups:deliverable_edit", FORM, "group_deliverable", "lead"),
    PageType("how a group goes on", "workgroups:group_revive", "workgroups/group_revive.html", "silent_group/revive/",
             "lead"),
    PageType("what quarters brought", "workgroups:quarters", "workgroups/quarter_list.html", "boxed_group/quarters/",
             "lead"),
    PageType("no quarters yet", "workgroups:quarters", "workgroups/quarter_list.html", "closed_group/quarters/",
             "learner"),
    PageType("quarter for its lead", "workgroups:quarter", QUARTER, "boxed_quarter", "lead"),
    PageType("quarter counted again", "workgroups:quarter", QUARTER, "recounted_quarter", "lead"),
    PageType("quarter for a member", "workgroups:quarter", QUARTER, "boxed_quarter", "editor"),
    PageType("words of the leads", "workgroups:quarter_words", FORM, "boxed_quarter/words/", "lead"),
    PageType("words of the leads, meanwhile", "workgroups:quarter_words", FORM, "boxed_quarter/words/", "lead", 409,
             OTHER_WORDS),
    PageType("words of the leads, too many", "workgroups:quarter_words", FORM, "boxed_quarter/words/", "lead", 422,
             LONG_WORDS),
    PageType("quarter of all groups", "workgroups:all_groups", OVERVIEW, "all_quarter", "admin"),
    PageType("quarter before all groups", "workgroups:all_groups", OVERVIEW, "/groups/quarters/2001-q1/", "admin"),
    PageType("group to close", "workgroups:group_close", FORM, "boxed_group/close/", "lead"),
    PageType("group to close, empty", "workgroups:group_close", FORM, "boxed_group/close/", "lead", 422, EMPTY),
]  # fmt: skip

NO_PAGE = {
    **dict.fromkeys(
        (
            "workgroups:group_request",
            "workgroups:group_withdraw",
            "workgroups:group_accept",
            "workgroups:group_refuse",
            "workgroups:group_leave",
            "workgroups:group_step_down",
            "workgroups:group_reopen",
            "workgroups:membership_approve",
            "workgroups:membership_lead",
            "workgroups:membership_recall",
            "workgroups:document_withdraw",
            "workgroups:quarter_count",
        ),
        "answers a form",
    ),
    **dict.fromkeys(("workgroups:document_file", "workgroups:quarter_file", "workgroups:all_groups_file"), "a file"),
}
