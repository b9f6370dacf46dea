"""The browser that the tests and the docs' pictures use, and how one signs in with it."""

from __future__ import annotations

from playwright.sync_api import Page

from .hub import PASSWORD

# The shell has no window: it opens a page in a third of the time.
CHROMIUM_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--disable-renderer-backgrounding",  # pages behind the newest one are looked at too
]


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    """Fill in the log-in form and wait for what comes after it."""
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.locator("form:has(input[name=password]) button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)
