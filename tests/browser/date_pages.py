"""Page types of the dates of a series; date_scene.py makes what they need."""

from __future__ import annotations

from tests.browser.page_type import PageType, Sent

FORM = Sent("main form[method=post]")
NO_TIME = Sent("main form[method=post]", {"starts_at": "", "format": "hybrid"})
STALE_DATE = Sent("main form[method=post]", {"seen": "0123456789abcdef"})
STALE_SERIES = Sent("main form[method=post]", {"version": "1"})

PAGE_TYPES = [
    PageType("date of a series", "events:occurrence", "events/occurrence_detail.html", "weekly_date", "organizer"),
    PageType("cancelled date of a series", "events:occurrence", "events/occurrence_detail.html", "weekly_cancelled",
             "organizer"),
    PageType("change this date", "events:occurrence_move", "events/date_edit.html", "weekly_date/change/", "organizer"),
    PageType("change this date to nothing", "events:occurrence_move", "events/date_edit.html", "weekly_date/change/",
             "organizer", 422, NO_TIME),
    PageType("date changed meanwhile", "events:occurrence_move", "events/date_edit.html", "weekly_date/change/",
             "organizer", 409, STALE_DATE),
    PageType("take a date out", "events:occurrence_take_out", "events/occurrence_take_out.html",
             "weekly_date/take-out/", "organizer"),
    PageType("change the following dates", "events:following_edit", "events/series_edit.html",
             "weekly_date/following/", "organizer"),
    PageType("following dates changed meanwhile", "events:following_edit", "events/series_edit.html",
             "weekly_date/following/", "organizer", 409, STALE_SERIES),
    PageType("dates that differ", "events:event_dates", "events/date_changes.html", "weekly/dates/", "organizer"),
    PageType("dates that do not differ", "events:event_dates", "events/date_changes.html", "plain_weekly/dates/",
             "organizer"),
    PageType("add an extra date", "events:date_add", "events/date_add.html", "weekly/dates/add/", "organizer"),
    PageType("add no date", "events:date_add", "events/date_add.html", "weekly/dates/add/", "organizer", 422, FORM),
    PageType("copy an event", "events:event_copy", "events/series_edit.html", "weekly/copy/", "organizer"),
    PageType("series that goes on as another", "events:event", "events/series_detail.html", "divided", "member"),
]  # fmt: skip

NO_PAGE = {
    "events:date_put_back": "answers a form",
    "events:occurrence_bring_back": "answers a form; refused, it shows the date like events:event_register",
}
