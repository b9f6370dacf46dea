"""The page chooser of Wagtail's admin, as somebody who only schedules events sees it."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page, PageViewRestriction

from community.pages.models import StandardPage
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(client):
    """A group that may enter the admin, with the client signed in as its one member."""
    group = Group.objects.create(name="Enters the admin")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    member = MemberFactory()
    member.groups.add(group)
    client.force_login(member)
    return group


@pytest.fixture
def home():
    home = Page.objects.get(depth=2)
    for title, live in [("Water draft", False), ("Water open", True), ("Water private", True)]:
        home.add_child(instance=StandardPage(title=title, live=live))
    private = Page.objects.get(title="Water private")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    return home


def chosen(client, address):
    page = client.get(address).content.decode()
    return {title for title in ("Water draft", "Water open", "Water private") if title in page}


@pytest.mark.parametrize("address", ["/cms/choose-page/search/?q=water", "/cms/choose-page/{}/"])
def test_drafts_and_private_pages_are_named_to_their_editors_only(client, team, home, address):
    assert chosen(client, address.format(home.pk)) == {"Water open"}
    change = Permission.objects.get(codename="change_page")
    GroupPagePermission.objects.create(group=team, page=home, permission=change)
    client.force_login(team.user_set.get())
    assert chosen(client, address.format(home.pk)) == {"Water draft", "Water open", "Water private"}


@pytest.mark.parametrize("title", ["Water draft", "Water private"])
@pytest.mark.parametrize("address", ["/cms/choose-page/{}/", "/cms/bulk/wagtailcore/page/publish/?id={}"])
def test_a_number_in_the_address_does_not_name_them_either(client, team, home, address, title):
    page = client.get(address.format(Page.objects.get(title=title).pk))
    assert title not in page.content.decode()
