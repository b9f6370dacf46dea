"""Page types of calendars that are brought in, and what they need, which scene.py makes."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from community.people.models import Member
from community.safety.fetching import Fetched
from events import services as events
from events.importing.services.bringing import ask_for_import, carry_on
from events.importing.services.refreshing import keep_up_to_date, refresh
from events.importing.services.standing import failed, stop
from events.models import OutsideCalendar, Series
from tests.browser.page_type import PageType, Sent
from tests.events.importing.calendars import LA, calendar, event

FORM = Sent("main form[method=post]")
REPORT = "events/import_detail.html"
OUTSIDE = "events/outside_detail.html"

PAGE_TYPES = [
    PageType("calendars brought in", "events:imports", "events/import_list.html", "/events/imports/", "organizer"),
    PageType("bring in a calendar", "events:import_new", "events/import_new.html", "/events/imports/new/", "organizer"),
    PageType("bring in nothing", "events:import_new", "events/import_new.html", "/events/imports/new/", "organizer",
             422, FORM),
    PageType("report of an import", "events:import", REPORT, "import_done", "organizer"),
    PageType("import that was refused", "events:import", REPORT, "import_refused", "organizer"),
    PageType("import that waits", "events:import", REPORT, "import_waiting", "organizer"),
    PageType("outside calendars", "events:outside_calendars", "events/outside_list.html", "/events/imports/calendars/",
             "organizer"),
    PageType("no outside calendars", "events:outside_calendars", "events/outside_list.html",
             "/events/imports/calendars/", "lead"),
    PageType("outside calendar", "events:outside_calendar", OUTSIDE, "outside_well", "organizer"),
    PageType("outside calendar that fails", "events:outside_calendar", OUTSIDE, "outside_failing", "organizer"),
    PageType("outside calendar that was stopped", "events:outside_calendar", OUTSIDE, "outside_stopped", "organizer"),
]  # fmt: skip

NO_PAGE = dict.fromkeys(
    ("events:outside_calendar_refresh", "events:outside_calendar_stop", "events:outside_calendar_start"),
    "answers a form",
)


def importing(people: dict[str, Member]) -> dict[str, str]:
    """An import in each state."""
    by = people["organizer"]
    parts = [event(LA, uid="scene-1"), event(LA, "RRULE:FREQ=SECONDLY", uid="scene-2", title="Every second")]
    done, refused, waiting = (
        ask_for_import(by=by, group=None, came_from=name, data=data)
        for name, data in (
            ("clinics-of-the-winter.ics", calendar(*parts)),
            ("nothing.ics", calendar()),
            ("later.ics", calendar(event(LA, uid="scene-3"))),
        )
    )
    carry_on(pk=done.pk)
    carry_on(pk=refused.pk)
    return {
        "import_done": done.get_absolute_url(),
        "import_refused": refused.get_absolute_url(),
        "import_waiting": waiting.get_absolute_url(),
        **_kept(by),
    }


def _kept(by: Member) -> dict[str, str]:
    """Calendars that are kept up to date: one with drafts and news, one that fails, one that was stopped."""
    now = timezone.now()
    well, failing, stopped = (
        keep_up_to_date(by=by, group=None, address=f"https://calendar.ca.gov/scene/{name}.ics")
        for name in ("clinics", "meetings", "old")
    )
    for uids in (("kept-1", "kept-2", "kept-3"), ("kept-1",)):
        OutsideCalendar.objects.filter(pk=well.pk).update(next_at=now)
        parts = [event(LA, uid=uid, title=f"Scene: from outside, {uid}") for uid in uids]
        refresh(pk=well.pk, at=now, fetch=lambda url, parts=parts, **options: Fetched(200, {}, calendar(*parts), url))
        carry_on(pk=well.imports.latest("pk").pk)
        if len(uids) > 1:
            changed = Series.objects.get(title="Scene: from outside, kept-2").get_latest_revision_as_object()
            changed.body = "Bring a laptop."
            events.revise(series=changed, by=by, version=changed.latest_revision_id, publish=False)
    for _time in range(2):
        failed(calendar=failing, why="“calendar.ca.gov” can’t be reached. Check the address, or try later.", at=now)
    stop(calendar=stopped, by=by, at=now)
    # The hub that is examined has a task cluster, which must not ask these addresses.
    OutsideCalendar.objects.filter(pk__in=[well.pk, failing.pk]).update(next_at=now + timedelta(days=2))
    return {
        "outside_well": well.get_absolute_url(),
        "outside_failing": failing.get_absolute_url(),
        "outside_stopped": stopped.get_absolute_url(),
    }
