"""An editor publishes what not everybody can read, is shown where to mend it, mends it and publishes."""

import json
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

MAKE = """
from community.pages.models import HomePage, StandardPage
page = StandardPage(title="Clinic", slug="clinic", live=False, body=[
    ("text", '<h2>Bring your data</h2><p>Your seat is <a href="/events/">here</a>.</p>'),
    ("timeline", {"heading": "HOW TO GET READY FOR THE CLINIC", "milestones": [
        {"when": "May", "title": "Go", "text": "<p>Then</p>"}]}),
])
HomePage.objects.get().add_child(instance=page)
page.save_revision()
print(page.pk)
"""
TAKE_AWAY = "from community.pages.models import StandardPage; StandardPage.objects.get(slug='clinic').delete()"
STATE = """
import json
from community.pages.models import StandardPage
page = StandardPage.objects.get(slug="clinic")
print(json.dumps([page.live, page.get_latest_revision_as_object().body[1].value["heading"]]))
"""


@pytest.fixture
def page_pk(hub):
    yield int(hub.manage("shell", "-v0", "-c", MAKE))
    hub.manage("shell", "-v0", "-c", TAKE_AWAY)


def publish(page):
    page.locator("footer").get_by_role("button", name="More actions").click()
    page.locator("button[name='action-publish']").click()
    page.wait_for_load_state("load")


def state(hub):
    return json.loads(hub.manage("shell", "-v0", "-c", STATE))


def contrast(link):
    """Of the link's words on the red behind them."""
    return link.evaluate(
        """link => {
            const light = colour => {
                const parts = colour.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255)
                    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
                return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
            };
            const pair = [getComputedStyle(link).color, getComputedStyle(link.closest("li.error")).backgroundColor];
            const [more, less] = pair.map(light).sort((one, other) => other - one);
            return (more + 0.05) / (less + 0.05);
        }"""
    )


def test_editor_is_led_to_each_fault_and_publishes_after_mending(page_for, hub, page_pk):
    page = page_for("admin@hub.example")
    page.goto(f"/cms/pages/{page_pk}/edit/")
    page.get_by_label("Heading").first.fill("HOW TO GET READY FOR THE NEXT CLINIC")
    publish(page)
    told = page.locator(".messages .error")
    assert "can’t be published yet: there are 2 things to mend" in told.inner_text()
    assert [link.inner_text() for link in told.locator("a").all()] == ["Text (block 1)", "Timeline (block 2)"]
    assert contrast(told.locator("a").first) >= 4.5
    assert state(hub) == [False, "HOW TO GET READY FOR THE NEXT CLINIC"]
    assert hub.get("/clinic/")[0] == 404

    for link in told.locator("a").all():
        link.click()
        expect(page.locator(f"[id='{urlsplit(page.url).fragment}']")).to_be_in_viewport()
    page.get_by_label("Heading").first.fill("How to get ready for the next clinic")
    page.locator(".Draftail-Editor .TooltipEntity").first.click()
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(page.locator("input[name='body-0-value']")).not_to_have_value(re.compile("LINK"))  # written after a moment
    publish(page)
    assert page.locator(".messages .success").count() == 1
    assert state(hub) == [True, "How to get ready for the next clinic"]
    assert hub.get("/clinic/")[0] == 200
