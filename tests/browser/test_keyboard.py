"""The main jobs with the keyboard alone: no click, no pointer."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from .hub import PASSWORD


def heading(page):
    return expect(page.get_by_role("heading", level=1))


def test_sign_in(keys_of):
    keys, page = keys_of("visitor", "/")
    keys.follow("Sign in$")
    keys.skip_to_main()
    keys.type("Email", "learner@hub.example")
    keys.type("Password", PASSWORD)
    keys.enter()
    assert page.url.endswith("/my/")


def test_take_a_lesson_and_mark_it_done(keys_of):
    keys, page = keys_of("newcomer", "/training/")
    keys.skip_to_main()
    keys.follow("Publishing your first open dataset")
    keys.follow("Enrol$")
    keys.follow("Begin")
    keys.follow("Mark done and continue")
    expect(page.get_by_text(re.compile("is marked done"))).to_be_visible()


def test_from_the_catalogue_through_four_kinds_of_lesson_to_a_certificate_that_a_stranger_checks(keys_of):
    """Without scripts too."""
    keys, page = keys_of("beginner", "/training/", javascript=False)
    keys.skip_to_main()
    keys.follow("Page 2$")
    keys.follow("Walk through four lessons")
    keys.follow("Enrol$")
    keys.follow("Begin")
    for _kind in ("article", "notebook", "video"):
        keys.follow("Mark done and continue")
        expect(page.get_by_text(re.compile("is marked done"))).to_be_visible()

    keys.follow("Start the quiz$")
    keys.to("RIGHT-single|wrong single")
    while keys.focused() != "RIGHT-single":
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    keys.type("Your answer", "secret-word")
    keys.follow("Save and go on$")
    keys.follow("Hand in$")
    heading(page).to_have_text("Passed")
    keys.follow("Back to the course$")
    keys.follow("See your certificate$")
    heading(page).to_have_text("Certificate of completion")
    address = page.locator(".hub-certificate-address").inner_text()

    keys, page = keys_of("visitor", "/training/", javascript=False)
    keys.follow("Check a certificate$")
    keys.type("Number or address of the certificate", address)
    keys.enter()
    expect(page.locator(".hub-verdict")).to_contain_text("Valid.")


def test_ask_in_a_board(keys_of):
    keys, page = keys_of("member", "/forum/")
    title = f"By keyboard {uuid.uuid4().hex[:6]}"
    keys.skip_to_main()
    keys.follow("Metadata and standards$")
    keys.follow("Start a topic$")
    keys.type("Title", title)
    keys.type("Text", "Which words do you use?")
    keys.to("Preview$")
    page.keyboard.press("Enter")
    expect(page.get_by_text("This is not posted yet.")).to_be_visible()
    expect(page.get_by_role("heading", name="Preview")).to_be_focused()
    keys.follow("Post topic$")
    heading(page).to_have_text(title)


def test_register_for_an_event_and_withdraw(keys_of):
    keys, page = keys_of("moderator", "empty_date")
    keys.follow("Register$")
    expect(page.get_by_text("You are registered", exact=True)).to_be_visible()
    keys.follow("Withdraw$")
    expect(page.get_by_text(re.compile("You withdrew"))).to_be_visible()


def test_schedule_an_event(keys_of):
    keys, page = keys_of("organizer", "/events/")
    title = f"By keyboard {uuid.uuid4().hex[:6]}"
    keys.follow("Schedule an event$")
    for name, words in [
        ("Title", title),
        ("Summary", "Bring your dataset."),
        ("Credit hours", "1"),  # behind the topics, of which one is called Accessibility
        ("Accessibility$", "Live captions."),
        ("First date", "03012027"),
        ("Starts at", "1000AM"),
        ("Ends at", "1100AM"),
        ("Repeats$", "Every week"),
        ("How many times", "4"),
    ]:
        keys.type(name, words)
    keys.follow("Save$")
    heading(page).to_have_text(title)
    expect(page.get_by_text(re.compile("The event is published"))).to_be_visible()
    assert page.locator("main a[href*='/events/by-keyboard-']").filter(has_text=re.compile("Mar")).count() >= 4


def test_let_somebody_into_a_group(keys_of):
    keys, page = keys_of("lead", "/groups/")
    keys.follow("Scene: data dictionaries$")
    keys.follow("Let Crowd 40 in$")
    expect(page.get_by_text("Crowd 40 is now a member.")).to_be_visible()


def test_search(keys_of):
    keys, page = keys_of("visitor", "/search/")
    keys.skip_to_main()
    keys.type("Courses, lessons, topics", "water")
    keys.enter()
    keys.follow(".*water")
    assert "/search/" not in page.url


def test_walk_says_what_the_focus_passed_when_something_is_out_of_reach(keys_of):
    keys, page = keys_of("visitor", "/search/")
    page.evaluate("document.querySelector('main button').tabIndex = -1")
    with pytest.raises(AssertionError, match="Tab never comes to 'Search button'"):
        keys.to("Search button")


def test_read_a_notification_change_a_choice_and_stop_mails(keys_of):
    keys, page = keys_of("editor", "/my/notifications/")
    keys.skip_to_main()
    keys.follow("Mark as read: You are now a member")
    expect(page.get_by_text("Marked as read.")).to_be_visible()
    keys.skip_to_main()
    keys.follow("Choose what you are told")
    keys.skip_to_main()
    keys.type("Requests to join a group I lead", "Weekly")
    keys.follow("Save$")
    expect(page.get_by_text("Your choices are saved.")).to_be_visible()
    expect(page.get_by_label("Requests to join a group I lead")).to_have_value("weekly")
    keys, page = keys_of("visitor", "unsubscribe")
    keys.skip_to_main()
    keys.follow("Stop these mails")
    heading(page).to_have_text("These mails are stopped")
