"""Page types of the calendar beyond the month and the list; scene.py makes what they need."""

from __future__ import annotations

from tests.browser.page_type import PageType

PAGE_TYPES = [
    PageType("month with filters", "events:month", "events/month.html", "filtered_month", "member"),
    PageType("week", "events:week", "events/week.html", "full_week", "member"),
    PageType("week without events", "events:week", "events/week.html", "/events/calendar/week/?week=2031-01-05"),
    PageType("list with filters left out", "events:list", "events/occurrence_list.html",
             "/events/list/?kind=clinic&topic=nothing", "member"),
    PageType("list of nothing", "events:list", "events/occurrence_list.html",
             "/events/list/?kind=conference&format=online&credit=yes&topic=privacy"),
    PageType("past events", "events:past", "events/occurrence_past.html", "/events/calendar/past/"),
    PageType("no past events", "events:past", "events/occurrence_past.html",
             "/events/calendar/past/?kind=conference&format=online&credit=yes&topic=privacy"),
    PageType("subscribe as a visitor", "events:subscribe", "events/subscribe.html", "/events/calendar/subscribe/"),
    PageType("subscribe without a key", "events:subscribe", "events/subscribe.html", "/events/calendar/subscribe/",
             "newcomer"),
    PageType("subscribe with a key", "events:subscribe", "events/subscribe.html",
             "/events/calendar/subscribe/?kind=clinic", "lead"),
]  # fmt: skip

NO_PAGE = {
    "events:feed_json": "JSON",
    "events:feed_atom": "Atom",
    "events:my_feed": "iCalendar",
    "events:own_feed": "iCalendar",
    "events:own_feed_json": "JSON",
    "events:own_feed_atom": "Atom",
    "events:feed_key_make": "answers a form",
    "events:feed_key_revoke": "answers a form",
}
