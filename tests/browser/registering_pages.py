"""Page types of registering; registering_scene.py makes what they need."""

from __future__ import annotations

from tests.browser.page_type import PageType, Sent

FORM = Sent("main form[method=post]")
DATE = "events/occurrence_detail.html"
BAD_RULES = Sent(
    "main form[method=post]",
    {"opens_days": "1", "closes_hours": "48", "questions-0-text": "", "handler": "nobody@x.org"},
)

PAGE_TYPES = [
    PageType("waiting list", "events:occurrence", DATE, "awaited_date", "member"),
    PageType("waiting list one may join", "events:occurrence", DATE, "awaited_date", "editor"),
    PageType("waiting list joined", "events:occurrence", DATE, "awaited_date", "newcomer", 200,
             Sent("form[action$='/register/']")),
    PageType("place offered", "events:occurrence", DATE, "awaited_date", "learner"),
    PageType("date with rules", "events:occurrence", DATE, "asked_date", "learner"),
    PageType("date for which one asked", "events:occurrence", DATE, "asked_date", "member"),
    PageType("date not open yet", "events:occurrence", DATE, "early_date", "member"),
    PageType("date one can not leave any more", "events:occurrence", DATE, "late_date", "member"),
    PageType("declined by an organizer", "events:occurrence", DATE, "asked_date", "coordinator"),
    PageType("registration form", "events:event_register", "events/register.html", "asked_date/register/", "learner"),
    PageType("registration form with errors", "events:event_register", "events/register.html", "asked_date/register/",
             "learner", 422, FORM),
    PageType("rules of registration", "events:registration_rules", "events/registration_rules.html",
             "asked_event/registration/", "organizer"),
    PageType("rules with errors", "events:registration_rules", "events/registration_rules.html",
             "asked_event/registration/", "organizer", 422, BAD_RULES),
    PageType("requests and waiting list", "events:registrations", "events/registration_list.html",
             "asked_date/registrations/", "organizer"),
    PageType("everybody in line", "events:registrations", "events/registration_list.html",
             "awaited_date/registrations/", "organizer"),
    PageType("decline a request", "events:place_decline", "events/registration_decline.html", "place_decline_of_date",
             "organizer", 422, FORM),
    PageType("register others", "events:people_bring", "events/registration_bring.html",
             "asked_date/registrations/bring/", "organizer", 422, FORM),
    PageType("what people need", "events:accommodations", "events/accommodation_list.html",
             "asked_date/accommodations/", "organizer"),
    PageType("what nobody needs", "events:accommodations", "events/accommodation_list.html",
             "awaited_date/accommodations/", "organizer"),
]  # fmt: skip

NO_PAGE = {
    "events:registrations_csv": "a file",
    "events:place_let_in": "answers a form",
    "events:place_take": "answers a form; refused, it shows the date like events:event_register",
}
