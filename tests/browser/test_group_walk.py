"""The main job of a work group without scripts: it is founded, meets and decides; its outcome becomes a practice that
two other departments review and a third one uses; and whoever looks for the subject finds its author.
"""

import re
import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

DECISION = "Departments take the names of the state library's list."
ZONE = ZoneInfo("America/Los_Angeles")
INVITED, ASKING = "coordinator", "member"


@pytest.fixture
def person(keys_of):
    """`person(role, address)` is a page of somebody who is signed in, with scripting off."""
    opened = {}

    def build(role, address):
        if role in opened:
            opened[role].goto(address)
        else:
            opened[role] = keys_of(role, address, javascript=False)[1]
        return opened[role]

    return build


def press(page, name, said=""):
    """Press a button of the main part, and see what the hub says then."""
    page.locator("main").get_by_role("button", name=re.compile(name)).first.click()
    if said:
        expect(page.get_by_text(said).first).to_be_visible()


def follow(page, name):
    page.locator("main").get_by_role("link", name=re.compile(name)).first.click()


def write(page, fields):
    for label, words in fields.items():
        page.locator("main").get_by_label(re.compile(f"^{label}")).first.fill(words)


def found(person, word):
    """Founded by an administrator, for a lead; somebody is invited at once. Returns its address."""
    page = person("admin", "/groups/")
    follow(page, "Found a work group")
    write(
        page,
        {
            "Name of the group": f"{word} Names",
            "Purpose": "Departments call the same place by the same name.",
            "Scope": "Names of places in published tables. No maps.",
            "Sponsor": "Chief Data Officer, CDT",
            "Objectives": "One list of names\nA way to change it",
            "How often it meets": "First Monday of each month",
            "Leads": "lead@hub.example",
            "Whom to invite": f"{INVITED}@hub.example",
        },
    )
    press(page, "Found the group", "The group is founded. Its boards are ready.")
    return page.url


def gather(person, group):
    """One accepts the invitation; one asks, and is let in by the lead."""
    press(person(INVITED, group), "Accept the invitation", "You are a member of the group now.")
    press(person(ASKING, group), "Ask to join", "A lead of the group will answer.")
    lead = person("lead", group)
    press(lead, "^Let Marco D. in")
    follow(person("lead", group), "All members by department")
    for name in ("Cora L.", "Marco D.", "Leila S."):
        expect(lead.get_by_role("link", name=name).first).to_be_visible()


def meet(person, word):
    """The lead calls a meeting that begins now, with an agenda; its minutes are approved and published."""
    now = datetime.now(ZONE)
    start, end = now - timedelta(minutes=5), now + timedelta(minutes=40)
    lead = person("lead", "/events/organizing/")
    follow(lead, "Schedule an event")
    kind, group = lead.get_by_label("Kind").first, lead.get_by_label("Work group").first
    kind.select_option(label="Work-group meeting")
    group.select_option(label=f"{word} Names")
    write(
        lead,
        {
            "Title": f"{word} meeting",
            "Summary": "We choose the list that all departments use.",
            "Accessibility": "Live captions, and slides two days before.",
            "Contact for accommodation": "access@hub.example",
            "First date": f"{start:%Y-%m-%d}",
            "Starts at": f"{start:%H:%M}",
            "Ends at": f"{end:%H:%M}",
        },
    )
    if end.date() != start.date():
        write(lead, {"Last day": f"{end:%Y-%m-%d}"})
    press(lead, "^Save$", "The event is published.")
    date = lead.url.partition("?")[0].partition("#")[0]
    follow(lead, "Agenda, minutes and decisions")
    follow(lead, "Add to the agenda")
    write(lead, {"What it is about": "Which list we take", "Minutes planned": "20", "Who presents": "Marco Dunn"})
    press(lead, "Add the item", "The item is at the end of the agenda.")
    press(lead, "Publish the agenda")
    return date


def decide(person, date):
    """Minutes and a decision of the meeting, which everybody may read."""
    lead = person("lead", f"{date}meeting/")
    follow(lead, "Write the minutes")
    write(lead, {"Minutes": "We compared three lists.\n\nWe take the list of the state library."})
    press(lead, "Save the draft", "The draft is saved. Look it over, then approve it.")
    press(lead, "Approve the minutes")
    press(lead, "Publish the minutes", "The minutes are published.")
    lead.goto(f"{date}meeting/")
    follow(lead, "Write down a decision")
    write(lead, {"What was decided": DECISION, "Reasons": "It is kept."})
    lead.get_by_label("Everybody who may see the group reads it, too").check()
    press(lead, "Enter it into the register", "It is in the register as D-1.")


def publish(person, word, date):
    """The outcome as a practice by the lead, reviewed by two people of other departments. Returns its address."""
    lead = person("lead", "/practices/new/")
    write(
        lead,
        {
            "Title": f"{word}: take the library's names",
            "In one sentence": "One list of names, kept by one place, used by all.",
            "Tags": f"{word} names",
            "Problem": "Each department spelled the same place in its own way.",
            "Where it was tried": "Three departments with twelve published tables.",
            "Approach": "We took a list that somebody keeps already.",
            "Steps": "Compare the lists\nTake one\nChange a table a week",
            "Result": "Twelve tables join without hand work.",
            "What it takes": "Two hours for each table.",
            "Who to ask": "Data office, CDT, data@hub.example",
            "(Lessons|Library|Topics|Templates).* of this hub": date,
        },
    )
    press(lead, "Save the draft", "Your draft is saved.")
    press(lead, "Ask for reviews", "It is in review.")
    for role in ("learner", "moderator"):
        reviewer = person(role, "/practices/reviews/")
        press(reviewer, rf"Review it\s*: {word}")
        reviewer.get_by_label("Approve it").check()
        write(reviewer, {"Why": "We did the same, and it held."})
        press(reviewer, "Send the answer", "The authors read your answer.")
    lead = person("lead", "/practices/mine/")
    follow(lead, f"{word}:")
    follow(lead, "Open the review")
    press(lead, "Publish it")
    return lead.url


def test_a_group_is_founded_decides_and_what_it_found_is_used(person, hub):
    word = f"Walk{uuid.uuid4().hex[:8]}"
    group = found(person, word).removeprefix(hub.url(""))
    gather(person, group)
    date = meet(person, word).removeprefix(hub.url(""))
    decide(person, date)
    outsider = person("instructor", f"{group}decisions/")
    expect(outsider.get_by_text(DECISION).first).to_be_visible()

    practice = publish(person, word, date).removeprefix(hub.url(""))
    press_adopt = person(INVITED, practice)
    follow(press_adopt, "We use this")
    press(press_adopt, "We use this", "Your department is in the list.")
    expect(press_adopt.get_by_text("Department of Health Care Access and Information").first).to_be_visible()

    searching = person("instructor", f"/people/?q={word}+names")
    author = searching.locator("main li").filter(has=searching.get_by_role("link", name="Leila S."))
    expect(author.first).to_contain_text(f"wrote a practice about {word} names")
