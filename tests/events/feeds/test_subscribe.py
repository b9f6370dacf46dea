"""The page of addresses: for visitors, and with a key that is made, renewed and closed."""

import pytest

from forum.feeds.services import make_key
from forum.models import FeedKey, Tag
from tests.factories.events import SeriesFactory
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory, WorkGroupFactory

pytestmark = pytest.mark.django_db
PAGE = "/events/calendar/subscribe/"


def addresses(answer):
    return [*answer.context["public"], *answer.context["own"], answer.context["my_file"]]


def test_visitor_finds_the_public_addresses_of_what_they_chose(client):
    Tag.objects.create(name="Water", slug="water", is_kept=True)
    answer = client.get(f"{PAGE}?topic=water&kind=training")
    found = answer.context["public"]
    assert [address.partition("?")[2] for address in found] == ["kind=training&topic=water"] * 3
    for address in found:
        assert address.replace("&", "&amp;") in answer.content.decode()
        assert client.get(address.removeprefix("http://testserver")).status_code == 200
    assert "Trainings about Water" in answer.content.decode()
    assert "Sign in" in answer.content.decode()


def test_member_makes_renews_and_closes_addresses(client, member):
    client.force_login(member)
    assert addresses(client.get(PAGE))[3:] == [""]
    assert client.post("/events/calendar/key/").headers["Location"] == PAGE
    first = client.get(PAGE)
    assert len([address for address in addresses(first) if member.feed_key.key in address]) == 4
    for address in addresses(first):
        assert client.get(address.removeprefix("http://testserver")).status_code == 200
    client.post("/events/calendar/key/")
    assert not set(addresses(first)[3:]) & set(addresses(client.get(PAGE)))
    assert client.get(addresses(first)[6].removeprefix("http://testserver")).status_code == 404
    client.post("/events/calendar/key/revoke/")
    assert not FeedKey.objects.exists()


@pytest.fixture
def member():
    return MemberFactory()


@pytest.mark.parametrize("address", ["key/", "key/revoke/"])
def test_a_key_is_made_and_closed_by_a_form_only(address, client, member):
    client.force_login(member)
    make_key(member=member)
    before = member.feed_key.nonce
    assert client.get(f"/events/calendar/{address}").status_code == 405
    assert FeedKey.objects.get().nonce == before


def test_page_is_linked_from_the_calendar_a_group_and_my_hub(client, member):
    group = WorkGroupFactory(slug="ours")
    MembershipFactory(group=group, member=member)
    client.force_login(member)
    SeriesFactory(group=group)
    for page in ("/events/", "/events/list/", "/events/calendar/week/", "/my/", group.get_absolute_url()):
        assert f'href="{PAGE}' in client.get(page).content.decode(), page


@pytest.mark.parametrize("times", [1, 30])
def test_number_of_queries_is_the_same_with_1_and_30_groups(times, client, member, django_assert_max_num_queries):
    WorkGroupFactory.create_batch(times)
    client.get(PAGE)
    with django_assert_max_num_queries(5):
        client.get(PAGE)
    client.force_login(member)
    make_key(member=member)
    client.get(PAGE)
    with django_assert_max_num_queries(9):
        client.get(PAGE)
