"""Page types of who is there; attending_scene.py makes what they need."""

from __future__ import annotations

from tests.browser.page_type import PageType, Sent

WRONG = Sent("main form[method=post]", {"code": "AAAAAA"})
CHECK_IN = "events/check_in.html"
DESK = "events/check_in_desk.html"

PAGE_TYPES = [
    PageType("date that asks for the code", "events:occurrence", "events/occurrence_detail.html", "begun_date",
             "member"),
    PageType("check in by code", "events:check_in", CHECK_IN, "begun_date/check-in/", "member"),
    PageType("check in refused", "events:check_in", CHECK_IN, "begun_date/check-in/", "member", 422, WRONG),
    PageType("checked in already", "events:check_in", CHECK_IN, "begun_date/check-in/", "lead"),
    PageType("check in by address", "events:check_in_signed", CHECK_IN, "begun_address", "member"),
    PageType("check in by an old address", "events:check_in_signed", CHECK_IN, "old_address", "member", 410),
    PageType("code to check in", "events:check_in_desk", DESK, "begun_date/attendance/check-in/", "organizer"),
    PageType("no code to check in yet", "events:check_in_desk", DESK, "codeless_date/attendance/check-in/",
             "organizer"),
    PageType("sign-in sheet", "events:sign_in_sheet", "events/sign_in_sheet.html", "begun_date/attendance/sheet/",
             "organizer"),
    PageType("sign-in sheet of nobody", "events:sign_in_sheet", "events/sign_in_sheet.html",
             "codeless_date/attendance/sheet/", "organizer"),
    PageType("name badges", "events:name_badges", "events/name_badges.html", "begun_date/attendance/badges/",
             "organizer"),
    PageType("name badges of nobody", "events:name_badges", "events/name_badges.html",
             "codeless_date/attendance/badges/", "organizer"),
]  # fmt: skip

NO_PAGE = {"events:check_in_code": "answers a form"}
