"""Spotlights: shown with consent to these very words, to whom it is meant for, and never after a no."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from community.notifications.models import Notification
from community.people.models import Member
from community.spotlights.enums import Consent
from community.spotlights.models import Spotlight
from community.spotlights.services import SpotlightChanged, answer, ask, take_away
from community.workgroups.services import close_group
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory, WorkGroupFactory

pytestmark = pytest.mark.django_db
TODAY, DAY = timezone.localdate(), timedelta(days=1)
WORDS = "Quokkas, counted at last."


def asked(about, **days):
    return ask(about=about, words=WORDS, by=MemberFactory(), **{"begins_on": TODAY, "ends_on": TODAY, **days})


def agree(spotlight, by):
    return answer(spotlight=spotlight, consent=Consent.AGREED, words=WORDS, by=by)


def shown(viewer, on=TODAY):
    return set(Spotlight.objects.shown_to(viewer, on))


def test_nothing_is_shown_before_a_yes_after_a_no_or_in_other_words(member, client_for, home):
    spotlight, page = asked(member), client_for(member)
    assert WORDS not in page.get("/").content.decode()
    address = spotlight.get_absolute_url()
    assert WORDS in page.get(address).content.decode()
    assert Notification.objects.get(member=member).kind == "spotlight_asked"

    assert page.post(address, {"consent": "agreed", "words": WORDS}).status_code == 303
    assert WORDS in page.get("/").content.decode()
    assert WORDS not in client_for(None).get("/").content.decode()
    Spotlight.objects.update(words="Other words.")
    assert shown(member) == set()
    assert page.post(address, {"consent": "agreed", "words": WORDS}).status_code == 409
    Spotlight.objects.update(words=WORDS)
    assert page.post(address, {"consent": "declined"}).status_code == 303
    assert shown(member) == set()


def test_a_group_is_shown_to_everybody_when_one_of_its_leads_agrees(client_for, home):
    group = WorkGroupFactory()
    lead, plain = group.memberships.get().member, MembershipFactory(group=group).member
    spotlight = asked(group)
    assert set(Notification.objects.values_list("member", flat=True)) == {lead.pk}
    assert client_for(plain).get(spotlight.get_absolute_url()).status_code == 404

    agree(spotlight, lead)

    assert WORDS in client_for(None).get("/").content.decode()


def test_it_is_shown_on_its_days_and_while_the_member_is_there(member):
    spotlight = agree(asked(member, begins_on=TODAY, ends_on=TODAY + DAY), member)
    other = MemberFactory()

    days = [TODAY - DAY, TODAY, TODAY + DAY, TODAY + 2 * DAY]
    assert [bool(shown(other, day)) for day in days] == [False, True, True, False]
    Member.objects.filter(pk=member.pk).update(is_active=False)
    assert shown(other) == set()
    take_away(spotlight=spotlight, by=other)
    assert not Notification.objects.exists()


def test_agreeing_to_words_that_changed_is_refused(member):
    spotlight = asked(member)
    Spotlight.objects.update(words="Other words.")
    with pytest.raises(SpotlightChanged):
        agree(spotlight, member)
    assert Spotlight.objects.get().consent == Consent.ASKED


def test_editors_ask_on_the_page_of_a_member(member, client_for, count_queries):
    admin = client_for(MemberFactory(is_superuser=True))
    page = admin.get(member.get_absolute_url()).content.decode()
    assert f"/spotlights/people/{member.pk}/" in page
    data = {"words": WORDS, "begins_on": "2026-05-02", "ends_on": "2026-05-01"}

    refused = admin.post(f"/spotlights/people/{member.pk}/", data)

    assert refused.status_code == 422
    assert WORDS in refused.content.decode()
    assert admin.post(f"/spotlights/people/{member.pk}/", {**data, "ends_on": "2026-05-03"}).status_code == 303
    one = count_queries(admin, "/spotlights/")
    for _number in range(29):
        asked(MemberFactory())
    assert count_queries(admin, "/spotlights/") == one <= 12


def test_raw_rows_keep_the_rules(member):
    spotlight = asked(member)
    rows = Spotlight.objects.filter(pk=spotlight.pk)
    for wrong in (
        {"member": None},
        {"group": WorkGroupFactory()},
        {"ends_on": TODAY - DAY},
        {"consent": Consent.AGREED},
        {"answered_by": member},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


def test_a_private_group_and_a_closed_one_are_neither_asked_nor_shown(client_for, home):
    editor = MemberFactory(is_superuser=True)
    private, closed = WorkGroupFactory(is_private=True), WorkGroupFactory()
    for group in (private, closed):
        agree(asked(group), group.memberships.get().member)
    assert {each.group for each in shown(editor)} == {closed}
    close_group(group=closed, by=closed.memberships.get().member, achieved="All quokkas are counted.")
    assert shown(editor) == set()
    addresses = [reverse("spotlights:spotlight_group", args=[group.slug]) for group in (private, closed)]
    assert [client_for(editor).get(address).status_code for address in addresses] == [404, 404]
