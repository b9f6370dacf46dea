"""The shell: home, error pages, health, forms that went stale."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from django_q.models import Schedule

from community.pages import errors, health
from community.pages.blocks import CallBlock, CardBlock, ContactBlock
from community.pages.models import HomePage, StandardPage
from community.pages.receivers import PUBLISH
from community.pages.registries import Panels
from community.pages.services import found_home
from community.pages.tasks import publish_scheduled


@pytest.mark.django_db
def test_home_page_answers_and_explains_itself(site, client):
    page = client.get("/").content.decode()
    assert "<h1>Welcome</h1>" in page
    assert "Create an account" in page


@pytest.mark.django_db
def test_founding_twice_keeps_one_home_and_what_an_editor_wrote():
    home = found_home()
    home.headline = "Our own words"
    home.save_revision().publish()
    assert found_home().headline == "Our own words"
    assert HomePage.objects.count() == 1


@pytest.mark.django_db
def test_a_standard_page_shows_each_kind_of_block(home, client):
    page = StandardPage(title="About", slug="about", summary="What it is")
    page.body = [
        ("text", "<h2>Two</h2><p>Words</p>"),
        ("note", {"title": "Look out", "text": "<p>Careful</p>"}),
        ("cards", {"heading": "Cards", "cards": [{"title": "Forum", "text": "Ask", "address": "/forum/"}]}),
        ("figures", {"heading": "Numbers", "figures": [{"number": "9", "text": "departments"}], "source": "A survey"}),
        ("timeline", {"heading": "Story", "milestones": [{"when": "2014", "title": "Start", "text": "<p>Then</p>",
                      "source": "The report", "source_address": "https://data.ca.gov/report"}]}),
        ("steps", {"heading": "First steps", "steps": [{"title": "Name one", "text": "<p>A sponsor first.</p>"}]}),
        ("call", {"title": "Start", "text": "Now.", "words": "Take a course", "address": "/training/"}),
        ("contacts", {"heading": "Who", "contacts": [{"name": "The group", "text": "-", "address": "/groups/a/"}]}),
    ]  # fmt: skip
    home.add_child(instance=page)
    shown = client.get(page.get_url()).content.decode()
    said = [
        "Words", "Look out", 'href="/forum/"', "<b>9</b>", "2014", "Home</a>", 'href="https://data.ca.gov/report"',
        "A sponsor first.", 'href="/training/">Take a course', 'href="/groups/a/"', "The group",
    ]  # fmt: skip
    assert [words for words in said if words not in shown] == []


@pytest.mark.parametrize("block", [CardBlock(), CallBlock(), ContactBlock()])
def test_what_leads_somewhere_leads_to_a_page(block):
    address = block.child_blocks["address"]
    assert address.clean("/forum/") == "/forum/"
    with pytest.raises(ValidationError, match="Write a whole address"):
        address.clean("javascript:alert(1)")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/nope/", "/groups/nope/", "/departments/nope/", "/people/999999/"])
def test_unknown_and_forbidden_are_the_same_helpful_page(client_for, member, address):
    answer = client_for(member).get(address)
    assert answer.status_code == 404
    assert "We can’t show this page" in answer.content.decode()


@pytest.mark.django_db
def test_a_stale_form_gives_back_what_was_typed():
    client = Client(enforce_csrf_checks=True)
    answer = client.post(reverse("account_login"), {"login": "dana@water.ca.gov", "password": "secret words"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "dana@water.ca.gov" in page
    assert "secret words" not in page


def test_a_database_that_is_away_is_a_503_with_retry_after(rf):
    try:
        raise OperationalError("connection refused")
    except OperationalError:
        answer = errors.server_error(rf.get("/"))
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "short break" in answer.content.decode()


def test_another_fault_is_a_500_without_a_traceback(rf):
    try:
        raise ValueError("inner detail")
    except ValueError:
        answer = errors.server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "inner detail" not in answer.content.decode()


def test_healthz_asks_no_database(client):
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_readyz_names_the_check_that_fails(client):
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {
        "database": "ok",
        "migrations": "ok",
        "cache": "ok",
        "tasks": "no task cluster is running",
    }


@pytest.mark.django_db
def test_readyz_says_when_the_cache_is_away():
    with override_settings(
        CACHES={
            "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1"}
        }
    ):
        assert health._result(health.CHECKS["cache"]).startswith("away")


@pytest.mark.django_db
def test_every_page_outside_the_admins_carries_a_nonce_policy(site, client):
    policy = client.get("/")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy
    assert "default-src 'none'" in policy


@pytest.mark.django_db
def test_the_admins_have_a_policy_of_their_own(client_for, admin):
    policy = client_for(admin).get("/cms/")["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "http:" not in policy
    assert "https:" not in policy


def test_a_place_among_panels_is_taken_once():
    panels = Panels()
    panels.register(1, lambda _viewer: None)
    with pytest.raises(ValueError, match="taken"):
        panels.register(1, lambda _viewer: None)


@pytest.mark.django_db
def test_my_hub_asks_a_visitor_to_sign_in_first(client):
    assert client.get("/my/")["Location"] == "/accounts/login/?next=/my/"


@pytest.mark.django_db
def test_a_member_without_access_to_the_cms_is_told_so_once(client_for, member):
    answer = client_for(member).get("/cms/", follow=True)
    assert answer.status_code == 403
    assert "We can’t show this page" in answer.content.decode()


@pytest.mark.django_db
def test_a_page_with_a_date_is_published_by_the_schedule(home):
    assert Schedule.objects.get(name=PUBLISH).func == "community.pages.tasks.publish_scheduled"
    page = StandardPage(title="News", slug="news", live=False, go_live_at=timezone.now() - timedelta(minutes=1))
    home.add_child(instance=page)
    page.save_revision(approved_go_live_at=page.go_live_at)
    publish_scheduled()
    assert StandardPage.objects.get(slug="news").live
