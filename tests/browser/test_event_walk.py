"""The calendar's main job with the keyboard alone and without scripts: schedule a clinic that repeats, register, check
in, see the credit. And what a screen reader says of dates, in which order.
"""

import json
import re
import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

ZONE = ZoneInfo("America/Los_Angeles")
# The first date becomes a session of a run in which the member has a place: attending it completes a lesson.
CREDIT = """
from django.utils import timezone
from community.people.models import Member
from community.pages.models import HomePage
from events.models import Occurrence
from tests.factories.runs import make_run
from tests.factories.training import make_article, make_course, make_module
from training.runs.services.places import join
from training.runs.services.planning import link_session
course = make_course(HomePage.objects.get(), "{slug}", lessons=0, title="Course {slug}")
lesson = make_article(make_module(course), title="Lesson of {slug}")
run = make_run(course, by=Member.objects.get(email="instructor@hub.example"), starts_on=timezone.localdate())
join(run=run, member=Member.objects.get(email="coordinator@hub.example"))
date = Occurrence.objects.filter(series__slug="{slug}").earliest("start_at")
link_session(run=run, occurrence=date, lesson=lesson, by=run.made_by)
print(course.url)
"""
# Rows of the accessibility tree in the order of a screen reader: links with the names that Chromium computes.
NAMED = re.compile(
    r"(?P<day>(Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day, \w+ \d{1,2}, \d{4}), .*?"
    r"(?P<time>noon|midnight|\d{1,2}(:\d\d)? [ap]\.m\.).* (Pacific Time|UTC)"
)


def fill_in(keys, title, start, end):
    """The organizer's form, from its first field to its button."""
    keys.type("Title", title)
    keys.type("Kind", "Clinic")
    keys.type("Summary", "Bring a dataset and leave with a plan.")
    keys.type("Credit hours", "1")
    keys.type("Accessibility$", "Live captions, and slides two days before.")
    keys.type("Contact for accommodation", "access@hub.example")
    keys.type("First date", f"{start:%m%d%Y}")
    keys.type("Starts at", f"{start:%I%M%p}")
    keys.type("Ends at", f"{end:%I%M%p}")
    if end.date() != start.date():
        keys.type("Last day", f"{end:%m%d%Y}")
    keys.type("Repeats", "Every week")
    keys.type("How many times", "4")
    keys.follow("Save$")


def test_schedule_a_clinic_register_check_in_and_see_the_credit(keys_of, hub, examiner):
    title = f"Walk {uuid.uuid4().hex[:10]}"
    now = datetime.now(ZONE)
    organizer, organizing = keys_of("organizer", "/events/", javascript=False)
    organizer.skip_to_main()
    organizer.follow("Schedule an event")
    organizer.skip_to_main()
    fill_in(organizer, title, now + timedelta(minutes=20), now + timedelta(minutes=50))
    expect(organizing.get_by_text("The event is published.")).to_be_visible()
    expect(organizing.get_by_text("4 times").first).to_be_visible()
    event = organizing.url.partition("#")[0].removeprefix(hub.url(""))
    slug = event.strip("/").rpartition("/")[2]

    member, taking_part = keys_of("coordinator", event, javascript=False)
    member.follow(f"{now + timedelta(minutes=20):%A}, .*{re.escape(title)}")
    member.follow("Register$")
    expect(taking_part.get_by_text("You are registered").first).to_be_visible()
    date = taking_part.url.partition("?")[0].partition("#")[0]
    course = hub.manage("shell", "--no-imports", "-c", CREDIT.format(slug=slug)).strip().splitlines()[-1]

    organizing.goto(date)
    expect(organizing.get_by_text("1 person registered")).to_be_visible()
    organizer.follow("Check-in: code, sheet, badges")
    organizer.follow("Make a code")
    code = organizing.locator(".hub-check-in-code").inner_text()

    taking_part.goto(date)
    member.type("Code that the organizers show", code)
    member.follow("Check in$")
    expect(taking_part.get_by_text("You are marked as there.")).to_be_visible()

    organizing.goto(date)
    organizer.follow("Attendance: who was there")
    expect(organizing.locator("input[name=present]:checked")).to_have_count(1)

    taking_part.goto(course)
    expect(taking_part.get_by_text(re.compile(rf"Done:\s*Lesson of {slug}")).first).to_be_attached()


def links_read(page):
    """Names and addresses of the links in the main part, as a screen reader comes to them."""
    session = page.context.new_cdp_session(page)
    nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}
    found, inside = [], False

    def walk(node, inside):
        role = node.get("role", {}).get("value")
        inside = inside or role == "main"
        if inside and role == "link":
            url = next((one["value"]["value"] for one in node.get("properties", []) if one["name"] == "url"), "")
            found.append((node.get("name", {}).get("value", ""), url))
        for child in node.get("childIds", []):
            if child in nodes:
                walk(nodes[child], inside)

    walk(next(iter(nodes.values())), inside)
    session.detach()
    return found


def published_dates(page):
    """What the hub says of each coming date, by its address: title and start, from the JSON of equal content."""
    dates, address = {}, "/events/calendar/events.json"
    while address:
        said = json.loads(page.goto(address).body())
        dates.update({one["url"].partition("/events/")[2]: one for one in said["events"]})
        address = said["next"]
    return dates


@pytest.mark.parametrize("width", [1280, 320])
def test_each_link_to_a_date_says_all_and_the_order_of_reading_is_that_of_dates(examiner, width):
    scene, checked = examiner.scene, {}
    page = examiner.page_of("visitor", fresh=True, javascript=False)
    page.set_viewport_size({"width": width, "height": 900})
    dates = published_dates(page)
    for name in ("full_month", "/events/", "full_week", "/events/list/", "series", "weekly", "/events/calendar/past/"):
        page.goto(scene.address(name))
        links = [(words, url.partition("/events/")[2]) for words, url in links_read(page)]
        read = [(words, path) for words, path in links if re.fullmatch(r"[\w-]+/\d+/", path)]
        assert read, name
        seen = [_read(words, dates.get(path)) for words, path in read]
        checked[name] = len(seen)
        is_newest_first = name.endswith("/past/")
        assert seen == sorted(seen, reverse=is_newest_first), name
    page.context.close()
    assert sum(checked.values()) > 60, checked


def _read(words, said):
    """When the link says that the date begins; it says what the calendar says, where that is published.

    On the days after its first, a date comes before what begins then.
    """
    found = NAMED.search(words)
    assert found, f"{words!r} lacks weekday, date, time or zone"
    clock = {"noon": "12 p.m.", "midnight": "12 a.m."}.get(found["time"], found["time"]).replace(".", "").upper()
    shape = "%A, %B %d, %Y %I:%M %p" if ":" in clock else "%A, %B %d, %Y %I %p"
    when = datetime.strptime(f"{found['day']} {clock}", shape)  # noqa: DTZ007
    assert said is None or said["title"] in words
    if "continues since" in words:
        return when.replace(hour=0, minute=0)
    if said is not None:
        start = datetime.fromisoformat(said["start"]).astimezone(ZONE).replace(tzinfo=None)
        assert when == start.replace(second=0, microsecond=0), words
    return when
