"""The main job of each kind of person, on the real server with real mail; then once more without JavaScript."""

import json
import re
import time
import uuid
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import expect

from tests.browser.chromium import sign_in

LEARNER, MEMBER, LEAD = "learner@hub.example", "member@hub.example", "lead@hub.example"
ORGANIZER, INSTRUCTOR, OUTSIDER = "organizer@hub.example", "instructor@hub.example", "farid.haidari@hub.example"
NEW_PASSWORD = "seven sparrows sing slowly"
CONVERTED_WITHIN_SECONDS = 40
PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def notebook(word):
    """A small notebook whose text holds `word`: prose, math, a table and a described figure."""
    table = (
        '<table border="1"><thead><tr><th></th><th>wells</th></tr></thead>'
        "<tbody><tr><th>North</th><td>12</td></tr></tbody></table>"
    )
    figure = nbformat.v4.new_output("display_data", {"image/png": PICTURE}, metadata={"image/png": {"alt": "One dot"}})
    result = nbformat.v4.new_output("execute_result", {"text/html": table, "text/plain": "x"}, execution_count=1)
    return nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell(f"Words about {word}.\n\n## Count the wells\n\nThe mean is $\\bar{{x}}$."),
            nbformat.v4.new_code_cell("wells.groupby('region').size()", execution_count=1, outputs=[result]),
            nbformat.v4.new_code_cell("plot(wells)", execution_count=2, outputs=[figure]),
        ],
        metadata={"language_info": {"name": "python"}},
    )


@pytest.fixture
def word():
    """A word nobody else's objects hold."""
    return "zebra" + uuid.uuid4().hex[:8]


@pytest.fixture
def notebook_file(tmp_path, word) -> Path:
    path = tmp_path / f"{word}.ipynb"
    nbformat.write(notebook(word), path)
    return path


def upload_notebook(page, hub, title, file):
    """An editor makes a notebook lesson in /cms/ and publishes it; returns when learners can read it."""
    query = "from training.pages import ModulePage; print(ModulePage.objects.get(slug='find-and-load').pk)"
    parent = hub.manage("shell", "--no-imports", "-c", query).strip()
    page.goto(f"/cms/pages/add/training/notebooklessonpage/{parent}/")
    page.locator("#id_title").fill(title)
    page.locator("#id_summary").fill("A lesson made in a test.")
    page.locator("#id_minutes").fill("10")
    page.locator("#id_upload").set_input_files(file)
    page.locator("footer button[data-w-dropdown-target='toggle'], footer .w-dropdown button").first.click()
    page.locator("button[name='action-publish']").click()
    page.wait_for_url(re.compile(r"/cms/pages/\d+/(edit/)?$"))


def wait_for_page(page, address):
    """Reload until the address answers 200, within the time a conversion may take."""
    until = time.monotonic() + CONVERTED_WITHIN_SECONDS
    while page.goto(address).status != 200:
        assert time.monotonic() < until, f"{address} did not appear"
        time.sleep(0.5)


def slug_of(title):
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def sign_up(page, mailbox, address):
    """Sign up, confirm by the mailed link, sign in."""
    page.goto("/accounts/signup/")
    page.get_by_label("Email").fill(address)
    page.get_by_label("Public name").fill("Nora F.")
    page.get_by_label("Password").fill(NEW_PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    message = mailbox.wait_for(to=address, subject="Confirm your email address")
    page.goto(next(link for link in mailbox.links(message) if "/confirm-email/" in link))
    page.locator("main form button[type=submit]").click()
    if "/my/" not in page.url:
        sign_in(page, address, NEW_PASSWORD)
    assert page.url.endswith("/my/")


def join_group(page, lead_page, group, name):
    """Ask to join, and be let in by a lead."""
    page.goto(f"/groups/{group}/")
    page.get_by_role("button", name="Ask to join").click()
    expect(page.get_by_text("You asked to join", exact=True)).to_be_visible()
    lead_page.goto(f"/groups/{group}/")
    lead_page.get_by_role("button", name=f"Let {name} in").click()
    page.goto(f"/groups/{group}/")
    expect(page.get_by_text("You are a member")).to_be_visible()


def start_topic(page, board, title, text):
    """Preview a topic, then post it; returns its address."""
    page.goto(f"/forum/{board}/new/")
    page.get_by_label("Title").fill(title)
    page.get_by_label("Text", exact=True).fill(text)
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_label("Title")).to_have_value(title)
    page.get_by_role("button", name="Post topic").click()
    page.wait_for_url(re.compile(r"/forum/topics/\d+"))
    return page.url


def first_open_event(hub):
    """The address of the next event of the calendar that a member may register for."""
    query = (
        "from django.utils import timezone; from events.models import Occurrence;"
        "o = Occurrence.objects.filter(start_at__gt=timezone.now(), status='scheduled', series__live=True,"
        " series__visibility='everybody', series__capacity=None).order_by('start_at').first();"
        "import json; print(json.dumps([o.get_absolute_url(), o.series.title, o.series.slug]))"
    )
    return json.loads(hub.manage("shell", "--no-imports", "-c", query))


def test_a_newcomer_does_the_main_job_of_each_part(page_for, hub, mailbox, word, notebook_file):
    title = f"Counting wells {word}"
    upload_notebook(page_for(INSTRUCTOR), hub, title, notebook_file)

    # Sign up with a state address, confirm, enrol, take the lesson, mark it done
    page = page_for(None)
    address = f"nora.{word}@water.ca.gov"
    sign_up(page, mailbox, address)
    page.goto("/training/working-with-water-data/")
    page.get_by_role("button", name="Enrol").click()
    expect(page.get_by_text("Your progress")).to_be_visible()
    lesson = f"/training/working-with-water-data/find-and-load/{slug_of(title)}/"
    wait_for_page(page, lesson)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_role("img", name="One dot")).to_be_visible()
    expect(page.locator("math").first).to_be_visible()
    expect(page.locator("th[scope=row]", has_text="North")).to_be_visible()
    page.get_by_role("link", name="Count the wells").click()
    page.get_by_role("button", name="Mark done").click()
    page.goto(lesson)
    expect(page.get_by_role("button", name="Mark as not done")).to_be_visible()
    page.goto("/my/")
    expect(page.get_by_role("progressbar").first).to_be_visible()

    # Ask in a work group's private board, get a reply; an outsider sees nothing
    join_group(page, page_for(LEAD), "open-data-portal", "Nora F.")
    page.locator("main").get_by_role("link", name=re.compile("Start a topic|board", re.IGNORECASE)).first.click()
    board = re.search(r"/forum/([\w-]+)/", page.url).group(1)
    topic = start_topic(page, board, f"How do you publish {word}?", f"I look for **{word}** rules.\n\n- one\n- two")
    colleague = page_for(MEMBER)
    colleague.goto(topic)
    colleague.get_by_label("Text", exact=True).fill("With the checklist.")
    colleague.get_by_role("button", name="Post reply").click()
    page.goto(topic)
    expect(page.get_by_text("With the checklist.")).to_be_visible()
    outsider = page_for(OUTSIDER)
    assert outsider.goto(topic).status == 404
    assert outsider.goto(f"/forum/{board}/").status == 404

    # Register for the next event and take its calendar
    event, event_title, series = first_open_event(hub)
    page.goto(event)
    page.get_by_role("button", name="Register").click()
    expect(page.get_by_text("You are registered", exact=True)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("to my calendar")).click()
    calendar = download.value.path().read_text()
    assert calendar.startswith("BEGIN:VCALENDAR")
    assert "BEGIN:VEVENT" in calendar
    assert f"/events/{series}/" in calendar.replace("\n ", "")

    # Find lesson, topic and event in search; the outsider finds no topic
    for kind, query, expected in [("lesson", word, title), ("topic", word, f"How do you publish {word}?")]:
        page.goto(f"/search/?q={query}&kind={kind}")
        expect(page.get_by_role("link", name=expected)).to_be_visible()
    page.goto(f"/search/?kind=event&q={event_title}")
    expect(page.locator(".hub-results a", has_text=event_title).first).to_be_visible()
    outsider.goto(f"/search/?q={word}")
    expect(outsider.get_by_role("link", name=title)).to_be_visible()
    expect(outsider.get_by_text(f"How do you publish {word}?")).to_have_count(0)


def test_a_learners_steps_without_javascript(page_for, mailbox, word):
    page = page_for(None, javascript=False)
    sign_up(page, mailbox, f"lou.{word}@cdph.ca.gov")
    page.goto("/training/publishing-your-first-open-dataset/")
    page.get_by_role("button", name="Enrol").click()
    page.get_by_role("link", name=re.compile("^(Begin|Continue)")).click()
    first = page.url
    page.get_by_role("button", name="Mark done and continue").click()
    assert page.url != first
    page.goto("/my/")
    expect(page.get_by_text("1 of 9 done").first).to_be_visible()
    page.goto(first)
    page.get_by_role("button", name="Mark as not done").click()
    page.goto("/my/")
    expect(page.get_by_text("0 of 9 done").first).to_be_visible()
    page.goto("/training/publishing-your-first-open-dataset/")
    page.get_by_role("button", name="Leave this course").click()
    expect(page.get_by_role("button", name="Enrol")).to_be_visible()


def test_a_members_steps_without_javascript(page_for, word):
    page = page_for(MEMBER, javascript=False)
    topic = start_topic(
        page, "metadata-and-standards", f"Titles {word}", "Which words do you use?\n\n| a | b |\n|-|-|\n| 1 | 2 |"
    )
    other = page_for(LEARNER, javascript=False)
    other.goto("/forum/unread/")
    other.get_by_role("link", name=f"Titles {word}").click()
    other.get_by_role("link", name=re.compile("Quote")).first.click()
    expect(other.get_by_label("Text", exact=True)).to_have_value(re.compile(r"> Which words do you use\?"))
    other.get_by_label("Text", exact=True).press("End")
    other.get_by_label("Text", exact=True).fill("> Which words do you use?\n\nPlain ones.")
    other.get_by_role("button", name="Post reply").click()
    page.goto(topic)
    expect(page.locator("blockquote", has_text="Which words do you use?")).to_be_visible()
    page.get_by_role("button", name="Stop following").click()  # its starter follows it
    expect(page.get_by_role("button", name="Follow", exact=True)).to_be_visible()
    page.goto(f"/search/?q={word}")
    expect(page.get_by_role("link", name=f"Titles {word}")).to_be_visible()


def test_an_organizers_steps_without_javascript(page_for, word):
    page = page_for(ORGANIZER, javascript=False)
    page.goto("/events/new/")
    page.get_by_label("Title").fill(f"Clinic {word}")
    page.get_by_label("Summary").fill("Bring your dataset.")
    page.get_by_role("textbox", name="Accessibility").fill("Live captions.")
    page.get_by_label("First date").fill("2027-03-01")
    page.get_by_label("Starts at").fill("10:00")
    page.get_by_label("Ends at").fill("11:00")
    page.get_by_label("Repeats", exact=True).select_option("weekly")
    page.get_by_label("How many times").fill("4")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(re.compile(rf"/events/clinic-{word}/"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Clinic {word}")
    page.locator("main a[href*='/events/clinic-']").filter(has_text=re.compile("Mar")).first.click()
    occurrence = page.url
    member = page_for(MEMBER, javascript=False)
    member.goto(occurrence)
    member.get_by_role("button", name="Register").click()
    expect(member.get_by_text("You are registered", exact=True)).to_be_visible()
    page.goto(occurrence + "registrations/")
    expect(page.get_by_role("link", name="Marco D.", exact=True)).to_be_visible()
    page.goto(occurrence + "cancel/")
    page.get_by_label(re.compile("Reason|Why")).fill("The room is being painted.")
    page.locator("main form button[type=submit]").first.click()
    member.goto(occurrence)
    expect(member.get_by_text("The room is being painted.")).to_be_visible()
