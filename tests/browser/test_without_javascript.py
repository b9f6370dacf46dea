"""Without JavaScript, what test_main_job.py does not do: leads, visitors, accounts, drafts of a post."""

import re

from playwright.sync_api import expect

NEW_PASSWORD = "seven otters open oysters"


def plain(examiner, role, address):
    """A page of somebody whose browser runs no script."""
    page = examiner.page_of(role, fresh=True, javascript=False)
    page.goto(examiner.scene.address(address))
    return page


def test_a_lead_says_no_with_a_reason(examiner):
    page = plain(examiner, "lead", "full_group")
    page.get_by_role("button", name="Decline Crowd 41").click()
    expect(page.locator(".hub-error")).to_have_count(1)
    page.locator("form", has=page.get_by_role("button", name="Decline Crowd 41")).get_by_role("textbox").fill("Full.")
    page.get_by_role("button", name="Decline Crowd 41").click()
    expect(page.get_by_text("Crowd 41 was told no, with your reason.")).to_be_visible()


def test_a_visitor_searches_and_turns_the_month(examiner):
    page = plain(examiner, "visitor", "/search/")
    page.get_by_label(re.compile("^Courses, lessons")).fill("water")
    page.locator("main").get_by_role("button", name="Search").click()
    page.locator(".hub-results a").first.click()
    assert "/search/" not in page.url
    page.goto("/events/")
    month = page.get_by_role("heading", level=1).inner_text()
    page.locator("main a[rel~=next]").click()
    assert page.get_by_role("heading", level=1).inner_text() != month


def test_a_member_previews_edits_and_withdraws(examiner):
    page = plain(examiner, "moderator", "start_topic")
    page.get_by_label("Title").fill("Without script")
    page.get_by_label("Text", exact=True).fill("A **bold** word")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".hub-post-preview strong")).to_have_text("bold")
    page.get_by_role("button", name="Post topic").click()
    page.get_by_role("link", name=re.compile("^Edit")).first.click()
    page.get_by_label("Text", exact=True).fill("A plain word")
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_text("A plain word")).to_be_visible()
    page.goto(examiner.scene.address("series"))
    page.locator("main a[href*='/events/scene-weekly-series/']").filter(has_text=re.compile(r"\d")).last.click()
    page.get_by_role("button", name="Register").click()
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_text(re.compile("You withdrew"))).to_be_visible()


def test_a_member_asks_others_answer_and_one_answer_is_accepted(examiner):
    page = plain(examiner, "moderator", "start_topic")
    page.get_by_label("Question", exact=True).check()
    page.get_by_label("Title").fill("Asked without script")
    page.get_by_label("Text", exact=True).fill("How is it done?")
    page.get_by_label("Other tags").fill("no script")
    page.get_by_role("button", name="Post topic").click()
    other = plain(examiner, "learner", "/forum/topics/unanswered/")
    other.get_by_role("link", name="Asked without script").click()
    other.get_by_role("button", name="I have this too").click()
    expect(other.get_by_text("1 more has this question")).to_be_visible()
    other.get_by_label("Text", exact=True).fill("Like so.")
    other.get_by_role("button", name="Post reply").click()
    page.reload()
    page.get_by_role("button", name=re.compile("^Accept this answer")).click()
    expect(page.get_by_role("heading", name="Accepted answer")).to_be_visible()
    page.get_by_role("link", name="Tag: no script").click()
    expect(page.get_by_text("Solved question")).to_be_visible()


def test_a_person_changes_the_profile(examiner):
    page = plain(examiner, "coordinator", "/people/me/")
    page.get_by_label("Public name").fill("")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".hub-error").first).to_be_visible()
    page.get_by_label("Public name").fill("Cora L.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Your profile is saved.")).to_be_visible()


def test_a_forgotten_password_is_set_anew_by_mail(examiner, mailbox, hub):
    address = "scene.forgetful@hub.example"
    program = (
        "from allauth.account.models import EmailAddress; from community.people.models import Member;"
        f"m = Member(email='{address}', display_name='Fay G.'); m.set_password('another old password'); m.save();"
        f"EmailAddress.objects.create(user=m, email='{address}', verified=True, primary=True)"
    )
    hub.manage("shell", "--no-imports", "-c", program)
    page = plain(examiner, "visitor", "/accounts/password/reset/")
    page.get_by_label(re.compile("^Email")).fill(address)
    page.locator("main form button[type=submit]").first.click()
    page.goto(mailbox.links(mailbox.wait_for(to=address))[0])
    for field in page.locator("main input[type=password]").all():
        field.fill(NEW_PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(address)
    page.locator("input[name=password]").fill(NEW_PASSWORD)
    page.locator("form:has(input[name=password]) button[type=submit]").first.click()
    assert page.url.endswith("/my/")


def test_a_member_follows_reads_and_chooses(examiner):
    page = plain(examiner, "learner", "full_group")
    page.get_by_role("button", name="Follow", exact=True).click()
    page.get_by_role("link", name="Change how you are told").click()
    page.get_by_label("Weekly digest").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".hub-follow")).to_contain_text("Weekly digest")
    page.get_by_role("link", name=re.compile("^Notifications")).first.click()
    page.get_by_role("button", name=re.compile("^Mark all as read")).click()
    expect(page.get_by_text("Everything is marked as read.")).to_be_visible()
    page.get_by_role("link", name="Choose what you are told").click()
    page.get_by_label("Digests come at").fill("06:15")
    page.get_by_label("Mails of their own within a day, at most").fill("900")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".hub-error")).to_have_count(1)
    expect(page.get_by_label("Digests come at")).to_have_value("06:15")
    page.get_by_label("Mails of their own within a day, at most").fill("9")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Your choices are saved.")).to_be_visible()


def test_a_reader_of_mail_stops_it(examiner):
    page = plain(examiner, "visitor", "unsubscribe")
    page.get_by_role("button", name="Stop these mails").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("These mails are stopped")


def test_a_learner_finishes_a_course_by_keyboard_and_a_stranger_checks_the_certificate(examiner):
    page = plain(examiner, "newcomer", "course")
    page.goto(f"{page.url}start/lesson-1/")
    button = page.get_by_role("button", name=re.compile("^Mark done"))
    while button.count():
        button.focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
    page.get_by_role("link", name="See your certificate").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Certificate of completion")).to_be_visible()
    address = page.locator(".hub-certificate-address").inner_text()
    stranger = plain(examiner, "visitor", "/training/verify/")
    stranger.get_by_label("Number or address of the certificate").fill(address)
    stranger.keyboard.press("Enter")
    expect(stranger.locator(".hub-verdict")).to_contain_text("Valid.")
