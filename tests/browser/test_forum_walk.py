"""The forum's main job with the keyboard alone, with scripts and without: ask, get routed, answer, accept, report,
moderate, restore.
"""

import re
import time
import uuid

import pytest
from playwright.sync_api import expect

ROUTED_WITHIN_SECONDS = 40
KNOWS = """
from community.people.models import Member, Skill
member = Member.objects.get(email="editor@hub.example")
member.skills.add(Skill.objects.create(name="{word}"))
print(member.display_name)
"""


@pytest.fixture
def word():
    """A word that nobody else knows anything about."""
    return "Zoo" + "".join(letter for letter in uuid.uuid4().hex if letter.isalpha())[:10]


@pytest.fixture
def knower(hub, word):
    """The name of the one member, an editor, who knows about the word."""
    return hub.manage("shell", "--no-imports", "-c", KNOWS.format(word=word)).strip().splitlines()[-1]


def until_there(page, path, words):
    """Come back until the page says it: what a task does takes a moment."""
    end = time.monotonic() + ROUTED_WITHIN_SECONDS
    while time.monotonic() < end:
        page.goto(path)
        if page.get_by_text(words).count():
            return
        time.sleep(1)
    raise AssertionError(f"{path} never says {words!r}")


def choose(keys, page, name):
    """Go to a group of radio buttons and press the arrow until that one has the focus."""
    keys.to(".*")
    while page.evaluate("document.activeElement.type") != "radio":
        page.keyboard.press("Tab")
    for _press in range(20):
        if re.match(name, keys.focused()):
            page.keyboard.press("Space")
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no choice is called {name!r}")


def test_ask_get_routed_answer_accept_report_moderate_restore(keys_of, word, knower, javascript, examiner):
    said = f"Count each {word} twice"
    asker, asking = keys_of("learner", "start_topic", javascript=javascript)
    asker.skip_to_main()
    choose(asker, asking, "Question")
    asker.type("Title", f"Who counts a {word}?")
    asker.type("Text$", f"We have one {word} and no method.")
    asker.follow("Post topic$")
    expect(asking.get_by_role("heading", level=1)).to_have_text(f"Who counts a {word}?")
    topic = asking.url.partition("#")[0].partition("?")[0]

    answerer, answering = keys_of("editor", "/my/", javascript=javascript)
    until_there(answering, examiner.scene.address("/my/"), f"Because you know {word}.")
    answerer.skip_to_main()
    answerer.follow(f"Who counts a {word}")
    expect(answering.get_by_text(f"We put this question to you. Why? Because you know {word}.")).to_be_visible()
    answerer.type("Text$", said)
    answerer.follow("Post reply$")
    expect(answering.get_by_text(said)).to_be_visible()

    asking.goto(topic)
    asker.follow("Accept this answer")
    expect(asking.locator(".hub-answer")).to_contain_text(said)
    expect(asking.get_by_text("Solved question").first).to_be_visible()

    reporter, reporting = keys_of(
        "coordinator", topic.removeprefix(examiner.pages.hub.url("").rstrip("/")), javascript=javascript
    )
    reporter.follow(f"Report ?the post by {re.escape(knower)}")
    choose(reporter, reporting, "Something else")
    reporter.type("In your words", "It counts twice.")
    reporter.follow("Send the report$")
    expect(reporting.get_by_text("Thank you. Those who look after")).to_be_visible()

    keeper, keeping = keys_of("moderator", "/forum/moderation/?why=reported", javascript=javascript)
    keeper.follow(f"Who counts a {word}")
    expect(keeping.get_by_text("It counts twice.")).to_be_visible()
    keeper.to("Hide the post")
    keeping.keyboard.press("Enter")
    keeper.type("Reason", "Nothing is counted twice here.")
    keeper.follow("Hide the post")
    asking.goto(topic)
    expect(asking.get_by_text(said)).to_have_count(0)
    expect(asking.get_by_text("Solved question")).to_have_count(0)

    answering.goto(examiner.scene.address("/forum/moderation/mine/"))
    expect(answering.get_by_text("Nothing is counted twice here.").first).to_be_visible()

    keeping.goto(examiner.scene.address("/forum/moderation/?why=hidden"))
    keeper.follow(f"Who counts a {word}")
    keeper.to("Show the post again")
    keeping.keyboard.press("Enter")
    keeper.follow("Show the post again")
    asking.goto(topic)
    expect(asking.get_by_text(said)).to_be_visible()
