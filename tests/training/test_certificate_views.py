"""The holder's pages, the stranger's, the one who looks after certificates."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from community.people.models import AuditEntry
from events.services import mark_attendance
from tests.factories.certificates import do_course, give_certificate, make_certified_course
from tests.factories.events import SeriesFactory
from tests.factories.people import MemberFactory
from tests.factories.runs import make_run, make_session
from training.certificates import services
from training.certificates.storing import store_paper
from training.certificates.transcript import transcript_of
from training.enums import Rule, Source
from training.models import Certificate, Completion
from training.pages import LessonPage
from training.services import learning

pytestmark = pytest.mark.django_db
VERIFY = "/training/verify/"
OLD = datetime(2020, 1, 1, 20, tzinfo=UTC)


@pytest.fixture
def own(home, member):
    member.first_name, member.last_name = "José", "Marsh"
    member.save()
    return give_certificate(member, home, hours=3)


def test_course_says_what_certificate_it_gives(home, client):
    make_certified_course(home, hours=3)
    words = " ".join(client.get("/training/open-data/").text.split())
    assert "Certificate: 3 hours, valid 2 years" in words


def test_finishing_leads_to_the_certificate(home, member, client_for):
    course = make_certified_course(home, lessons=1)
    browser = client_for(member)
    page = browser.get(f"{course.get_absolute_url()}start/lesson-1/")
    token = page.context["form"]["form_token"].value()
    after = browser.post(f"{course.get_absolute_url()}start/lesson-1/done/", {"form_token": token}, follow=True)
    own = Certificate.objects.get()
    assert f'href="{own.get_absolute_url()}"' in after.text
    assert own.number in browser.get(own.get_absolute_url()).text
    assert own.get_absolute_url() in browser.get("/my/").text


def test_certificate_page_offers_what_is_there(own, member, client_for):
    browser = client_for(member)
    assert "The PDF is being made" in browser.get(own.get_absolute_url()).text
    store_paper(certificate_pk=own.pk)
    assert "Download as PDF" in browser.get(own.get_absolute_url()).text
    answer = browser.get(reverse("training:certificate_paper", args=[own.number]))
    assert answer["Content-Type"] == "application/pdf"
    assert f'filename="{own.number}.pdf"' in answer["Content-Disposition"]
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")


def test_badge_is_the_signed_credential(own, member, client_for):
    answer = client_for(member).get(reverse("training:certificate_badge", args=[own.number]))
    assert answer["Content-Type"] == "application/vc+jwt"
    assert b"".join(answer.streaming_content).decode() == own.credential


@pytest.mark.parametrize("name", ["certificate", "certificate_paper", "certificate_badge"])
def test_others_get_no_certificate_by_its_number(own, client_for, name):
    assert client_for(MemberFactory()).get(reverse(f"training:{name}", args=[own.number])).status_code == 404


def test_revoked_certificate_gives_no_more_files(own, member, admin, client_for):
    store_paper(certificate_pk=own.pk)
    services.revoke(certificate=own, by=admin, reason="Issued by mistake.")
    browser = client_for(member)
    assert "Issued by mistake." in browser.get(own.get_absolute_url()).text
    for name in ("certificate_paper", "certificate_badge"):
        assert browser.get(reverse(f"training:{name}", args=[own.number])).status_code == 404


def test_renewal_goes_lesson_by_lesson(home, member, client_for):
    course = make_certified_course(home, lessons=2)
    do_course(member, course, at=OLD)
    browser = client_for(member)
    page = browser.get(course.get_absolute_url())
    assert "Renew your certificate" in page.text
    for number, next_path in ((1, "start/lesson-2/"), (2, "")):
        lesson = f"{course.get_absolute_url()}start/lesson-{number}/"
        token = browser.get(lesson).context["form"]["form_token"].value()
        answer = browser.post(f"{lesson}done/", {"form_token": token})
        assert answer["Location"] == f"{course.get_absolute_url()}{next_path}"
    assert sorted(Certificate.objects.values_list("period", flat=True)) == [1, 2]
    assert Completion.objects.count() == 4


# Checking


def test_stranger_checks_by_address(own, client):
    answer = client.post(VERIFY, {"certificate": own.verification_address})
    assert (answer.status_code, answer["Location"]) == (303, own.get_verification_url())
    page = client.get(answer["Location"])
    assert "Valid. This certificate is genuine" in page.text
    assert (page["X-Robots-Tag"], page["Cache-Control"]) == ("noindex", "private, no-store")
    assert page["Referrer-Policy"] == "same-origin"
    assert own.member.email not in page.text
    assert "José Marsh" in page.text


@pytest.mark.parametrize("name", ["José Marsh", "  jose   MARSH "])
def test_stranger_checks_by_number_and_name(own, client, name):
    answer = client.post(VERIFY, {"certificate": own.number.lower(), "name": name})
    assert answer["Location"] == own.get_verification_url()


@pytest.mark.parametrize("name", ["", "Somebody Else", "José"])
def test_number_without_the_right_name_tells_nothing(own, client, name):
    answer = client.post(VERIFY, {"certificate": own.number, "name": name})
    assert answer.status_code == 422
    assert "Marsh" not in answer.text
    assert own.token not in answer.text


def test_same_answer_for_a_wrong_name_and_for_no_certificate(own, client):
    def answer(number):
        page = client.post(VERIFY, {"certificate": number, "name": "Somebody"})
        return page.status_code, page.context["form"].errors

    assert answer(own.number) == answer("CDH-2026-999999")


@pytest.mark.parametrize("door", ["form", "address"])
def test_guessing_is_limited_with_a_sentence_and_others_are_not(own, client, door):
    def guess(number, **network):
        if door == "form":
            return client.post(VERIFY, {"certificate": f"CDH-2026-9{number:05}", "name": "x"}, **network)
        return client.get(f"{VERIFY}{number:022}/", **network)

    wrong = [guess(number).status_code for number in range(21)]
    assert wrong == [422 if door == "form" else 404] * 20 + [429]
    page = guess(99)
    assert page["Retry-After"] == "600"
    assert "Wait ten minutes" in page.text
    assert client.get(own.get_verification_url()).status_code == 429
    assert client.get(own.get_verification_url(), REMOTE_ADDR="10.9.8.7").status_code == 200


def test_finding_is_not_limited(own, client):
    assert {client.get(own.get_verification_url()).status_code for _ in range(30)} == {200}


@pytest.mark.parametrize("state", ["expired", "superseded", "revoked", "altered"])
def test_checked_certificate_says_what_became_of_it(home, member, admin, client, monkeypatch, state):  # noqa: PLR0917
    own = give_certificate(member, home, at=OLD if state in {"expired", "superseded"} else None)
    if state == "superseded":
        do_course(member, own.course)
    elif state == "revoked":
        services.revoke(certificate=own, by=admin, reason="Only the holder reads this.")
    elif state == "altered":
        monkeypatch.setattr("training.certificates.verifying.is_as_signed", lambda _certificate: False)
    page = client.get(own.get_verification_url())
    begin = {"expired": "Expired.", "superseded": "Superseded.", "revoked": "Revoked.", "altered": "Not genuine."}
    assert begin[state] in page.text
    assert "Valid." not in page.text
    assert "Only the holder" not in page.text


# Looking after


def test_admin_finds_and_revokes(own, admin, client_for):
    browser = client_for(admin)
    found = browser.get(reverse("training:certificate_register"), {"q": "marsh open"})
    assert own.get_verification_url() in found.text
    assert "Revoke it" in browser.get(own.get_verification_url()).text
    answer = browser.post(reverse("training:certificate_revoke", args=[own.number]), {"reason": "A mistake."})
    assert answer["Location"] == own.get_verification_url()
    assert AuditEntry.objects.filter(action="revoke", by=admin).exists()


# Transcript


def test_transcript_lists_courses_hours_and_certificates(own, home, member, client_for):
    other = make_certified_course(home, "second", hours=2)
    learning.complete(member=member, lesson=LessonPage.objects.under(other.path)[0])
    give_certificate(MemberFactory(), home, slug="not-mine")
    page = client_for(member).get("/training/transcript/")
    assert (page.context["transcript"].hours, len(page.context["transcript"].going_on)) == (3, 1)
    assert own.number in page.text
    assert "Not mine" not in page.text


def test_transcript_table_is_harmless_in_a_spreadsheet(home, member, client_for):
    own = give_certificate(member, home, title="=cmd|' /C calc'!A0", hours=3)
    table = b"".join(client_for(member).get("/training/transcript/csv/").streaming_content).decode("utf-8-sig")
    today = timezone.localdate().isoformat()
    assert table.splitlines() == [
        "course,state,hours,completed_on,certificate,status,issued_on,valid_until",
        f"'=cmd|' /C calc'!A0,completed,3,{today},,,,",
        f"'=cmd|' /C calc'!A0,certificate,3,,{own.number},Valid,{today},{own.expires_on}",
    ]


@pytest.fixture
def clinic():
    """A date that gives an hour and a half, for everybody."""
    return SeriesFactory(title="Data clinic", credit_hours=Decimal("1.5")).occurrences.get()


def be_seen(date, member, *, is_present=True):
    mark_attendance(occurrence=date, marks={member: is_present}, by=MemberFactory(), at=date.start_at)


def test_transcript_lists_events_attended_for_credit(own, member, clinic, client_for):
    be_seen(clinic, member)
    be_seen(SeriesFactory(title="No credit").occurrences.get(), member)
    page = client_for(member).get("/training/transcript/")
    assert [(date.title, date.hours) for date in page.context["transcript"].dates] == [("Data clinic", Decimal("1.5"))]
    assert (page.context["transcript"].hours, "4.5 h of credit" in page.text) == (Decimal("4.5"), True)
    assert clinic.get_absolute_url() in page.text


def test_transcript_loses_an_event_whose_attendance_was_taken_back(member, clinic):
    be_seen(clinic, member)
    be_seen(clinic, member, is_present=False)
    assert transcript_of(member).is_empty


def test_transcript_names_no_event_that_is_closed_to_the_learner_now(member, clinic, client_for):
    be_seen(clinic, member)
    clinic.series.unpublish()
    page = client_for(member).get("/training/transcript/")
    table = b"".join(client_for(member).get("/training/transcript/csv/").streaming_content).decode("utf-8-sig")
    assert "Data clinic" not in page.text + table
    assert table.splitlines()[1].startswith("An event that is no longer open to you,attended,1.5,")


def test_session_of_a_run_counts_with_its_course_only(home, member):
    be_seen(make_session(make_run(make_certified_course(home)), credit_hours=Decimal("1.5")).occurrence, member)
    assert transcript_of(member).dates == []


def test_certificate_is_in_doubt_while_attendance_is_taken_back(own, admin, member, client_for):
    lesson = LessonPage.objects.under(own.course.path)[0]
    by_attendance = {"member": member, "lesson": lesson, "rule": Rule.ATTENDED, "source": Source.ATTENDANCE}
    browser, register = client_for(admin), "/training/certificates/register/?doubt=1"
    assert own.number not in browser.get(register).text
    learning.undo(**by_attendance)
    assert own.number in browser.get(register).text
    assert "Attendance was taken back" in browser.get("/training/certificates/register/").text
    learning.complete(**by_attendance)
    assert own.number not in browser.get(register).text


@pytest.mark.parametrize("url", ["/training/transcript/", "/my/", "/training/certificates/register/"])
def test_queries_do_not_grow_with_certificates(own, home, member, client_for, count_queries, url):  # noqa: PLR0917
    member.is_superuser = True
    member.save()
    browser = client_for(member)
    few = count_queries(browser, url)
    for number in range(29):
        give_certificate(member, home, slug=f"course-{number}", lessons=1)
        be_seen(SeriesFactory(credit_hours=1).occurrences.get(), member)
    many = count_queries(browser, url)
    assert (many <= 15, many) == (True, few)


@pytest.mark.parametrize("url", ["certificate", "certificate_verification"])
def test_certificate_pages_take_few_queries(own, member, client_for, count_queries, url):
    part = own.number if url == "certificate" else own.token
    assert count_queries(client_for(member), reverse(f"training:{url}", args=[part])) <= 15
