"""The part of a page that says how its reader follows it, and changes that without JavaScript."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from community.notifications.enums import Level
from community.notifications.models import Following
from community.notifications.services.following import follow, followed_as
from tests.factories.people import MemberFactory
from tests.factories.workgroups import WorkGroupFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return WorkGroupFactory()


def form_of(group, level):
    return {"level": level, "next": group.get_absolute_url()}


def test_a_visitor_sees_no_way_to_follow(client, group):
    assert "hub-follow" not in client.get(group.get_absolute_url()).text


def test_following_costs_a_visitor_no_query(group, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert followed_as(AnonymousUser(), f"group:{group.pk}") is None


def test_one_click_follows_and_comes_back(client_for, member, group):
    browser = client_for(member)
    assert 'name="level" value=""' in " ".join(browser.get(group.get_absolute_url()).text.split())
    answer = browser.post(reverse("notifications:follow", args=[f"group:{group.pk}"]), form_of(group, ""))
    assert (answer.status_code, answer["Location"]) == (303, group.get_absolute_url())
    assert followed_as(member, f"group:{group.pk}").level == ""
    assert "As my choices say" in browser.get(group.get_absolute_url()).text


def test_one_click_stops_following(client_for, member, group):
    follow(member=member, place=f"group:{group.pk}", level=Level.DAILY)
    browser = client_for(member)
    assert "Daily digest" in browser.get(group.get_absolute_url()).text
    browser.post(reverse("notifications:follow", args=[f"group:{group.pk}"]), form_of(group, "none"))
    assert not Following.objects.filter(member=member).exists()


def test_a_muted_place_says_so(client_for, member, group):
    follow(member=member, place=f"group:{group.pk}", level=Level.OFF)
    page = client_for(member).get(group.get_absolute_url()).text
    assert "Muted" in page
    assert "Stop muting" in page


def test_how_others_follow_is_not_shown(client_for, member, group):
    follow(member=MemberFactory(), place=f"group:{group.pk}", level=Level.OFF)
    assert "Muted" not in client_for(member).get(group.get_absolute_url()).text
