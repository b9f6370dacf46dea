"""Asked once, told about nobody; and the report on attendance, the same on the page and in its files."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import Error, transaction
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from community.notifications.models import Notification
from events import services
from events.after.models import SurveyAnswer
from events.after.services.outcomes import write_outcome
from events.after.services.surveys import SurveyClosed, answer_survey, ask_all, begin_survey, skip_survey
from events.enums import Told
from events.models import Attendance, Occurrence
from events.signals import attended
from tests.factories.after import held, make_minutes
from tests.factories.events import SeriesFactory, an_occurrence
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db


def address(name, date, *more):
    return reverse(f"events:{name}", args=[date.series.slug, date.pk, *more])


@pytest.fixture
def organizer():
    return MemberFactory()


@pytest.fixture
def date(organizer):
    return held(by=organizer)


def seat(date, count, by):
    people = MemberFactory.create_batch(count)
    services.mark_attendance(occurrence=date, marks=dict.fromkeys(people, True), by=by)
    return people


def asked():
    return Notification.objects.filter(kind=Told.SURVEY).count()


def test_who_was_there_is_asked_once_who_is_marked_later_too_and_nobody_else(date, organizer):
    seat(date, 2, organizer)
    services.register(occurrence=date, member=MemberFactory(), at=date.start_at - timedelta(days=1))
    begin_survey(occurrence=date, by=organizer)
    begin_survey(occurrence=date, by=organizer)
    assert (asked(), ask_all()) == (2, 0)
    seat(date, 1, organizer)
    assert (ask_all(), ask_all(), asked()) == (1, 0, 3)
    seat(date, 1, organizer)
    assert ask_all(at=timezone.now() + timedelta(days=31)) == 0


def test_a_survey_that_is_begun_before_asks_when_the_date_is_over(organizer):
    date = an_occurrence(by=organizer)
    begin_survey(occurrence=date, by=organizer)
    services.mark_attendance(occurrence=date, marks={MemberFactory(): True}, by=organizer, at=date.start_at)
    assert (ask_all(at=date.end_at - timedelta(minutes=1)), ask_all(at=date.end_at)) == (0, 1)


def test_no_figure_and_no_words_of_fewer_than_five_and_never_a_name(client_for, date, organizer):
    people = seat(date, 7, organizer)
    survey = begin_survey(occurrence=date, by=organizer)
    browser = client_for(organizer)
    pages = []
    for number, row in enumerate(survey.answers.order_by("pk")):
        answer_survey(answer=row, answers={"useful": 5 if number else 1}, words=f"Word{number}.")
        pages.append(browser.get(address("survey_results", date)).text)
    shown = [(page.count("5 answers"), sum(f"Word{n}." in page for n in range(7))) for page in pages]
    assert shown == [(0, 0)] * 4 + [(1, 5)] * 3
    assert not [one for one in people if one.display_name in pages[-1]]


def test_somebody_answers_changes_it_and_is_refused_when_it_is_over(client_for, date, organizer):
    (member,) = seat(date, 1, organizer)
    survey = begin_survey(occurrence=date, by=organizer)
    browser, path = client_for(member), address("survey", date)
    assert "Say how it was" in browser.get(date.get_absolute_url()).text
    assert browser.post(path, {"words": ""}).status_code == 422
    for useful in ("2", "4"):
        assert browser.post(path, {"useful": useful, "words": "More maps."}).status_code == 302
    row = SurveyAnswer.objects.get()
    assert (row.useful, row.again, row.words, asked()) == (4, None, "More maps.", 0)
    assert "Change my answers" in browser.get(date.get_absolute_url()).text
    after = survey.closes_at
    for refused in (
        lambda: answer_survey(answer=row, answers={}, at=after),
        lambda: skip_survey(answer=row, at=after),
    ):
        with pytest.raises(SurveyClosed):
            refused()
    assert client_for(organizer).get(path).status_code == 404
    assert client_for(MemberFactory()).post(address("survey_skip", date)).status_code == 404


def test_who_skips_is_asked_no_more_and_says_nothing(client_for, date, organizer):
    (member,) = seat(date, 1, organizer)
    begin_survey(occurrence=date, by=organizer)
    assert client_for(member).post(address("survey_skip", date)).status_code == 302
    assert (asked(), ask_all(), SurveyAnswer.objects.given().count()) == (0, 0, 0)
    with pytest.raises(Error), transaction.atomic():
        SurveyAnswer.objects.update(words="Something.")


# Minutes of attendance


def test_only_minutes_that_were_changed_are_written_and_nobody_is_marked_anew(client_for, date, organizer):
    one, two = people = MemberFactory.create_batch(2)
    for member in people:
        services.register(occurrence=date, member=member, at=date.start_at - timedelta(days=1))
    told, path = [], address("attendance", date)
    browser = client_for(organizer)

    def hear(sender, member, is_present, **kwargs):
        told.append((member.pk, is_present))

    attended.connect(hear)
    try:
        first = {"present": [one.pk, two.pk], f"minutes-{one.pk}": "40", f"minutes-{two.pk}": ""}
        assert browser.post(path, first).status_code == 303
        page = browser.get(path).text
        second = {**first, "was": [one.pk, two.pk], f"had-{one.pk}": "40", f"minutes-{two.pk}": "55"}
        for _turn in range(2):
            assert browser.post(path, second).status_code == 303
    finally:
        attended.disconnect(hear)
    assert (f'name="had-{one.pk}" value="40"' in page, f'name="had-{two.pk}"' in page) == (True, False)
    assert sorted(told) == sorted([(one.pk, True), (two.pk, True)])
    rows = list(Attendance.objects.order_by("pk").values_list("member", "minutes"))
    assert sorted(rows[:2]) == sorted([(one.pk, 40), (two.pk, None)])
    assert rows[2:] == [(two.pk, 55)]
    wrong = browser.post(path, {"was": [one.pk], f"had-{one.pk}": "40", f"minutes-{one.pk}": "41"})
    assert (wrong.status_code, "Tick “Was there” too" in wrong.text) == (422, True)


# Reports


def cells(page):
    """The cells of the one table, as a reader sees them."""
    body = page.split("<tbody>")[1].split("</tbody>")[0]
    rows = body.split("<tr>")[1:]
    return [[_words(cell) for cell in row.replace("<th", "<td").split("<td")[1:]] for row in rows]


def _words(cell):
    text = cell.partition(">")[2]
    while "<" in text:
        text = text[: text.index("<")] + text[text.index(">") + 1 :]
    return text.strip()


@pytest.mark.parametrize("what", ["date", "dates", "people"])
def test_page_csv_and_xlsx_hold_the_same_and_no_formula(client_for, organizer, what):
    series = SeriesFactory(by=organizer, rule="FREQ=DAILY;COUNT=2", title="Clinic")
    Occurrence.objects.filter(series=series).update(
        start_at=timezone.now() - timedelta(hours=2), end_at=timezone.now() - timedelta(hours=1)
    )
    first, second = series.occurrences.order_by("pk")
    evil, plain = MemberFactory(display_name="=1+1"), MemberFactory(display_name="Ana")
    services.register(occurrence=first, member=plain, at=first.start_at - timedelta(days=1))
    services.mark_attendance(occurrence=first, marks={evil: True, plain: True}, minutes={evil: 30}, by=organizer)
    services.mark_attendance(occurrence=second, marks={evil: True}, minutes={evil: 12}, by=organizer)
    page, names = {
        "date": (address("attendance_report", first), lambda kind: address("attendance_file", first, kind)),
        "dates": (reverse("events:series_attendance", args=[series.slug]), None),
        "people": (reverse("events:series_attendance", args=[series.slug]) + "?show=people", None),
    }[what]
    names = names or (lambda kind: reverse("events:series_attendance_file", args=[series.slug, what, kind]))
    browser = client_for(organizer)
    shown = cells(browser.get(page).text)
    text = b"".join(browser.get(names("csv")).streaming_content).decode("utf-8-sig")
    sheet = load_workbook(io.BytesIO(b"".join(browser.get(names("xlsx")).streaming_content))).active
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    read = list(csv.reader(io.StringIO(text)))[1:]
    assert len(shown) == len(read) == len(lines) == 2
    for on_page, in_csv, in_xlsx in zip(shown, read, lines, strict=True):
        same = ["–" if value == "" else value.removeprefix("'") for value in in_csv]
        assert on_page[1:] == same[1:]
        assert [_same(value) for value in in_xlsx[1:]] == same[1:]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d", "inlineStr"}
    if what == "people":
        assert sorted(row[0] for row in read) == ["'=1+1", "Ana"]
        assert [row[2:] for row in read if row[0] == "'=1+1"] == [["0", "2", "42"]]
    assert browser.get(names("exe")).status_code == 404


def _same(value):
    return "–" if value is None else str(value)


def fill(date, count, by):
    for member in MemberFactory.create_batch(count):
        services.register(occurrence=date, member=member, at=date.start_at - timedelta(days=1))
    seat(date, count, by)
    for _number in range(count if count < 9 else 8):
        write_outcome(occurrence=date, by=by, text="Something came of it.")


@pytest.mark.parametrize("name", ["attendance_report", "series", "after_desk", "occurrence", "attendance", "event"])
def test_pages_ask_no_more_for_thirty_than_for_one(client_for, count_queries, organizer, name):
    series = SeriesFactory(by=organizer, rule="FREQ=DAILY;COUNT=35")
    dates = list(series.occurrences.select_related("series").order_by("start_at")[:31])
    ago = timezone.now() - timedelta(hours=2)
    Occurrence.objects.filter(pk__in=[one.pk for one in dates]).update(start_at=ago, end_at=ago + timedelta(hours=1))
    for one in dates:
        one.refresh_from_db()
    paths = {"series": reverse("events:series_attendance", args=[series.slug]), "event": series.get_absolute_url()}
    browser, path = client_for(organizer), paths.get(name) or address(name, dates[0])
    fill(dates[0], 1, organizer)
    make_minutes(dates[0], by=organizer)
    before = count_queries(browser, path)
    if name in paths:
        for one in dates[1:]:
            fill(one, 1, organizer)
            make_minutes(one, by=organizer)
    else:
        fill(dates[0], 29 if name != "after_desk" else 8, organizer)
    assert count_queries(browser, path) == before <= 15
