"""Page types of the directory's filters, the first week and spotlights; people_scene.py makes what they need."""

from __future__ import annotations

from tests.browser.page_type import PageType, Sent

ASK, ANSWER = "spotlights/spotlight_ask.html", "spotlights/spotlight_detail.html"
NO_DAYS = Sent("main form[method=post]", {"words": "", "ends_on": "2001-01-01"})
A_SLIP = Sent("main form[method=post]", {"more_skills": "Metdata", "about": "Words I typed."})

PAGE_TYPES = [
    PageType("who knows what", "people:directory", "people/member_list.html", "/people/?q=metadata", "member"),
    PageType("people, narrowed", "people:directory", "people/member_list.html",
             "/people/?language=en&group=nowhere", "member"),
    PageType("profile with a slip", "people:profile_edit", "people/profile_edit.html", "/people/me/", "newcomer", 422,
             A_SLIP),
    PageType("spotlights", "spotlights:list", "spotlights/spotlight_list.html", "/spotlights/", "editor"),
    PageType("spotlight on a member", "spotlights:spotlight_member", ASK, "ask_member", "editor"),
    PageType("spotlight on a group, refused", "spotlights:spotlight_group", ASK, "ask_group", "editor", 422, NO_DAYS),
    PageType("spotlight to answer", "spotlights:spotlight", ANSWER, "my_spotlight", "member"),
]  # fmt: skip

NO_PAGE = {
    "newcomers:step_done": "answers a form",
    "newcomers:week_away": "answers a form",
    "spotlights:spotlight_away": "answers a form",
}
