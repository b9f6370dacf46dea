"""The shell of the real hub: log in, my hub, log out, policy, bad days."""

import json
import os
import re
import signal
import time

import pytest

from tests.browser.hub import Hub, free_port

LEARNER = "learner@hub.example"


@pytest.fixture
def own_hub(hub, tmp_path):
    """A second server on the database of the shared hub, to be killed."""
    port = free_port()
    own = Hub(
        port=port,
        environment=hub.environment | {"PORT": str(port), "WEB_WORKERS": "1", "TASK_WORKERS": "1"},
        log=tmp_path / "hub.log",
        mailbox=hub.mailbox,
    )
    own.start()
    yield own
    own.stop()


def wait_until(condition, seconds=15):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.2)
    return False


def test_home_page_has_one_heading_and_a_skip_link(page_for):
    page = page_for(None)
    assert page.goto("/").status == 200
    assert page.locator("h1").count() == 1
    assert page.locator("a[href='#main']").count() == 1


def test_menu_of_a_small_screen_is_opened_and_left_by_keyboard(page_for, javascript):
    page = page_for(None, javascript=javascript, viewport={"width": 320, "height": 640})
    page.goto("/training/")
    events = page.get_by_role("navigation", name="Main").get_by_role("link", name="Events")
    assert not events.is_visible()
    page.get_by_role("button", name="Menu").focus()
    page.keyboard.press("Enter")
    assert events.is_visible()
    page.keyboard.press("Escape")
    assert not events.is_visible()
    page.keyboard.press("Enter")  # the focus is back on the button
    events.press("Enter")
    page.wait_for_url("**/events/")


def test_menu_of_a_wide_screen_needs_no_button(page_for):
    page = page_for(None, viewport={"width": 1280, "height": 640})
    page.goto("/training/")
    assert page.get_by_role("navigation", name="Main").get_by_role("link", name="Events").is_visible()
    assert not page.get_by_role("button", name="Menu").is_visible()


def test_log_in_leads_to_my_hub_and_log_out_leaves_it(page_for, javascript):
    page = page_for(LEARNER, javascript=javascript)
    page.goto("/my/")
    assert page.url.endswith("/my/")
    page.goto("/accounts/logout/")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(lambda url: "/logout/" not in url)
    page.goto("/my/")
    assert "/accounts/login/" in page.url


def test_wrong_password_is_answered_on_the_same_page(page_for):
    page = page_for(None)
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(LEARNER)
    page.locator("input[name=password]").fill("not the password of anybody")
    page.locator("form:has(input[name=password]) button[type=submit]").first.click()
    page.wait_for_load_state()
    assert "/accounts/login/" in page.url
    assert page.locator("input[name=login]").input_value() == LEARNER


@pytest.mark.parametrize(
    "address", ["/", "/training/", "/forum/", "/events/", "/groups/", "/departments/", "/search/?q=water"]
)
def test_stable_address_is_served_under_a_strict_policy(page_for, address):
    answer = page_for(None).goto(address)
    assert answer.status == 200
    policy = answer.header_value("content-security-policy")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_nonce_in_the_policy_is_the_one_on_the_page_and_new_each_time(page_for):
    page = page_for(None)
    nonces = set()
    for _turn in range(2):
        answer = page.goto("/")
        policy = answer.header_value("content-security-policy")
        in_page = set(re.findall(r'nonce="([^"]+)"', answer.text()))
        assert in_page <= set(re.findall(r"'nonce-([^']+)'", policy))
        nonces |= in_page
    assert len(nonces) in {0, 2}


def test_violation_of_the_policy_is_seen(pages):
    page = pages.visitor()
    page.goto("/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">planted</p>')")
    assert any("content policy" in fault for fault in pages.faults)
    pages.faults.clear()


def test_unknown_page_is_a_helpful_404(page_for):
    page = page_for(None)
    assert page.goto("/no-such-page/").status == 404
    assert page.locator("main a").count() >= 1


def test_health_pages_say_ok(hub):
    assert hub.get("/healthz") == (200, "ok\n")
    status, body = hub.get("/readyz")
    assert (status, json.loads(body)) == (
        200,
        {"database": "ok", "migrations": "ok", "cache": "ok", "tasks": "ok"},
    )


def tasks_of(hub):
    return json.loads(hub.get("/readyz")[1])["tasks"]


def test_readyz_misses_a_cluster_that_hangs(hub):
    hub.send("qcluster", signal.SIGSTOP)
    try:
        assert wait_until(lambda: tasks_of(hub) == "no task cluster is running")
        assert hub.get("/readyz")[0] == 503
        assert hub.get("/healthz")[0] == 200
    finally:
        hub.send("qcluster", signal.SIGCONT)
    assert wait_until(lambda: tasks_of(hub) == "ok")


def test_killed_cluster_stops_the_server_with_code_1(own_hub):
    os.kill(own_hub.processes("qcluster")[0], signal.SIGKILL)
    assert own_hub.server.wait(timeout=20) == 1
    assert wait_until(lambda: own_hub.processes() == [], seconds=5)  # the killed take a moment to be gone
    assert "The task cluster ended by itself (exit code -9)" in own_hub.log.read_text()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
def test_signal_stops_both_parts_within_seconds(own_hub, number):
    started = time.monotonic()
    assert own_hub.stop(number) == 0
    assert time.monotonic() - started < 10
    assert wait_until(lambda: own_hub.processes() == [], seconds=5)  # the killed take a moment to be gone
