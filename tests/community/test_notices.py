"""The notices of the law: they always answer, and the certification says what is so on the day."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.test import override_settings
from django.utils import timezone
from wagtail.models import Page

from community.pages.certifying import next_due, standing
from community.pages.enums import Standing
from community.pages.models import StandardPage
from community.pages.pages import AccessibilityPage, CertificationPage
from community.pages.publishing import PublicationRefused
from community.pages.sample.notices import last_round, load_notices

ADDRESSES = ["/accessibility/", "/accessibility/certification/", "/privacy/", "/conditions/"]
SIGNED = {
    "agency": "Department of Water Resources",
    "director_name": "Dana Rivers",
    "officer_name": "Omar Lake",
    "signed_on": date(2025, 9, 2),
}


def certify(home, **fields):
    page = CertificationPage(title="Certification", slug="cert", **{**SIGNED, **fields})
    home.add_child(instance=page)
    page.save_revision().publish()
    return CertificationPage.objects.get()


@pytest.mark.parametrize(
    ("signed_on", "due_on"),
    [
        (date(2019, 6, 30), date(2021, 7, 1)),
        (date(2024, 3, 1), date(2025, 7, 1)),
        (date(2024, 12, 31), date(2025, 7, 1)),
        (date(2025, 1, 1), date(2027, 7, 1)),
        (date(2025, 6, 30), date(2027, 7, 1)),
        (date(2025, 7, 1), date(2027, 7, 1)),
        (date(2025, 12, 31), date(2027, 7, 1)),
        (date(2026, 7, 1), date(2027, 7, 1)),
    ],
)
def test_next_certification_is_due_on_a_first_of_july_of_an_odd_year(signed_on, due_on):
    assert next_due(signed_on) == due_on


def test_a_certification_lasts_half_a_year_to_two_and_a_half():
    days = [date(2024, 1, 1) + timedelta(days=number) for number in range(1500)]
    lasting = [next_due(day) - day for day in days]
    assert timedelta(days=180) < min(lasting)
    assert max(lasting) < timedelta(days=366 * 2.5)
    assert {(next_due(day).month, next_due(day).day, next_due(day).year % 2) for day in days} == {(7, 1, 1)}


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 9, 2), Standing.CURRENT),
        (date(2027, 4, 1), Standing.CURRENT),
        (date(2027, 4, 2), Standing.DUE_SOON),
        (date(2027, 6, 30), Standing.DUE_SOON),
        (date(2027, 7, 1), Standing.OVERDUE),
    ],
)
def test_standing_on_a_day(on, expected):
    assert standing(date(2025, 9, 2), on=on) == expected
    assert standing(None, on=on) == Standing.UNSIGNED


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_notice_answers_on_an_empty_hub_and_the_footer_leads_there(client, address):
    page = client.get(address)
    assert page.status_code == 200
    assert f'href="{address}"' in page.text.partition("<footer")[2]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_notice_without_a_page_says_that_the_agency_has_not_spoken(client, address):
    assert "yet" in client.get(address).text.partition("<main")[2].partition("</main")[0]


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["privacy", "conditions"])
def test_editors_words_come_first_and_the_hubs_return_when_they_are_taken_away(home, client, slug):
    page = home.add_child(instance=StandardPage(title="Our own words", slug=slug))
    assert "Our own words" in client.get(f"/{slug}/").text
    page.unpublish()
    assert "not posted" in client.get(f"/{slug}/").text


@pytest.mark.django_db
@override_settings(ACCESSIBILITY_CONTACT="access@water.ca.gov")
def test_the_statement_names_whom_to_write_to_and_when_it_was_reviewed(home, client):
    page = AccessibilityPage(title="Access for all", slug="a", reviewed_on=date(2026, 3, 4))
    page.body = [("text", "<h2>Our promise</h2>")]
    home.add_child(instance=page)
    shown = client.get("/accessibility/").text
    for words in ("<h1>Access for all</h1>", "March 4, 2026", "mailto:access@water.ca.gov", "Our promise"):
        assert words in shown
    assert "How it is tested" in shown


@pytest.mark.django_db
def test_a_notice_has_one_address_whatever_its_slug(home, client):
    page = certify(home)
    assert page.url == "/accessibility/certification/"
    assert client.get("/cert/")["Location"] == "/accessibility/certification/"


@pytest.mark.django_db
def test_without_signers_nobody_is_named_and_nothing_is_certified(home, client):
    blank = dict.fromkeys(("agency", "director_name", "officer_name"), "")
    certify(home, **blank, signed_on=None)
    shown = client.get("/accessibility/certification/").text
    assert "This website is not certified yet" in shown
    assert "we certify" not in shown
    assert "Signed by" not in shown


@pytest.mark.django_db
@time_machine.travel("2026-11-24", tick=False)
def test_a_signed_certification_shows_who_when_what_and_the_next(home, client):
    certify(home)
    shown = client.get("/accessibility/certification/").text
    for words in ("Dana Rivers", "Omar Lake", "Chief Information Officer", "September 2, 2025", "July 1, 2027"):
        assert words in shown
    assert "sections 7405 and 11135" in shown
    assert "Web Content Accessibility Guidelines 2.2, level AA" in shown
    assert "not certified" not in shown


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("today", "words"), [("2027-05-01", "next one due soon"), ("2027-07-02", "A new certification is overdue")]
)
def test_a_certification_that_ends_says_so(home, client, today, words):
    certify(home)
    with time_machine.travel(today, tick=False):
        assert words in client.get("/accessibility/certification/").text


@pytest.mark.django_db
@pytest.mark.parametrize(("is_sample", "count"), [(True, 1), (False, 0)])
def test_only_a_sample_hub_says_that_its_signers_are_invented(home, client, is_sample, count):
    certify(home)
    with override_settings(SAMPLE_ALLOWED=is_sample):
        assert client.get("/accessibility/certification/").text.count("Nobody has signed anything") == count


@pytest.mark.django_db
@pytest.mark.parametrize("missing", ["agency", "director_name", "officer_name", "signed_on", "officer_title"])
def test_half_a_signature_is_kept_as_a_draft_and_not_published(home, missing):
    with pytest.raises(PublicationRefused) as refused:
        certify(home, **{missing: None if missing == "signed_on" else ""})
    (fault,) = refused.value.faults
    assert fault.anchor == f"panel-child-content-{missing}-section"


@pytest.mark.django_db
def test_nobody_signs_in_the_future_and_by_no_unknown_standard(home):
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(Exception, match="in the future"):
        certify(home, signed_on=tomorrow)
    page = certify(home)
    with pytest.raises(IntegrityError), transaction.atomic():
        CertificationPage.objects.filter(pk=page.pk).update(standard="wcag-1.0")


@pytest.mark.django_db
@pytest.mark.parametrize("page_type", ["accessibilitypage", "certificationpage"])
def test_an_administrator_writes_and_previews_them_in_the_admin(home, admin, client_for, page_type):
    cms = client_for(admin)
    comments = {f"comments-{part}_FORMS": "0" for part in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
    sent = {"title": "Ours", "slug": "ours", "standard": "wcag-2.2-aa", "body-count": "0", "action-publish": "1"}
    assert cms.post(f"/cms/pages/add/pages/{page_type}/{home.pk}/", sent | comments).status_code == 302
    page = Page.objects.child_of(home).get().specific
    assert page.live
    assert "<h1>Ours</h1>" in cms.get(f"/cms/pages/{page.pk}/view_draft/").text
    assert cms.get(f"/cms/pages/{page.pk}/edit/").status_code == 200


@pytest.mark.django_db
def test_sample_notices_are_loaded_once_and_signed_by_invented_people(home, client):
    load_notices(timezone.now())
    load_notices(timezone.now())
    assert Page.objects.child_of(home).count() == 4
    shown = client.get("/accessibility/certification/").text
    assert shown.count("Invented") == 2
    assert "Nobody has signed anything" in shown


@pytest.mark.parametrize(
    ("today", "signed_on"),
    [
        (date(2026, 11, 24), date(2025, 6, 16)),
        (date(2027, 6, 30), date(2025, 6, 16)),
        (date(2027, 7, 1), date(2027, 6, 16)),
        (date(2028, 2, 29), date(2027, 6, 16)),
    ],
)
def test_the_sample_is_signed_before_the_last_round(today, signed_on):
    assert last_round(today) == signed_on
    assert standing(signed_on, on=today) in {Standing.CURRENT, Standing.DUE_SOON}


@pytest.mark.django_db
def test_the_footer_costs_no_query(home, rf, django_assert_num_queries):
    load_notices(timezone.now())
    with django_assert_num_queries(0):
        footer = render_to_string("components/footer.html", {"is_sample": True})
    assert all(f'href="{address}"' in footer for address in ADDRESSES)
