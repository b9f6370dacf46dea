"""“My hub”: what waits for a member's review, what they own and is old, what their department wrote or uses."""

from datetime import timedelta

import pytest
from django.utils import timezone

from community.practices.components import my_practices_card
from community.practices.services.reviewing import take_place
from tests.factories.people import MemberFactory
from tests.factories.practices import make_adoption, make_draft, make_practice, make_submitted

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=400)


def card_of(member):
    """The titles in each list."""
    card = my_practices_card(member)
    return card and (
        [row.to_review for row in card.awaited],
        [row.current.title for row in card.stale],
        [row.current.title for row in card.ours],
    )


def test_each_list_holds_what_is_the_members_own(member):
    take_place(version=make_submitted(title="To read"), member=member)
    make_practice(member, title="Old", at=timezone.now() - LONG_AGO)
    make_adoption(make_practice(title="Used here"), by=member)
    make_practice(MemberFactory(department=member.department), title="Written here")
    assert card_of(member) == (["To read"], ["Old"], ["Written here", "Used here"])


def test_what_is_nobodys_business_is_not_shown(member):
    make_submitted(title="For other reviewers")
    make_draft(MemberFactory(department=member.department), title="A colleague's draft")
    make_practice(title="Elsewhere", at=timezone.now() - LONG_AGO)
    assert card_of(member) is None


def test_it_is_one_query(member, django_assert_num_queries):
    for _number in range(7):
        make_practice(member)
    with django_assert_num_queries(1):
        assert len(card_of(member)[2]) == 5


def test_card_leads_to_the_review(member, client_for, home):
    version = make_submitted(title="To read")
    take_place(version=version, member=member)
    assert f'href="/practices/{version.practice.slug}/review/"' in client_for(member).get("/my/").text
