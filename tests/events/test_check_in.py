"""Checking in by oneself: the code, its hours, its address, and that one is there once."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from community.people.models import AuditEntry
from events import services
from events.attending.codes import SIGNS, new_code, path_of
from events.attending.services import WrongCode, check_in, make_code
from events.enums import CheckIn
from events.models import CheckInCode, Occurrence
from events.registries import Whole, wholes
from tests.factories.events import an_occurrence
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def begun(**fields):
    """A date that began ten minutes ago and ends in fifty."""
    made, now = an_occurrence(**fields), timezone.now()
    Occurrence.objects.filter(pk=made.pk).update(
        start_at=now - timedelta(minutes=10), end_at=now + timedelta(minutes=50)
    )
    made.refresh_from_db()
    return made


@pytest.fixture(autouse=True)
def no_tries_yet():
    cache.clear()


@pytest.fixture
def date(member):
    """Organized by `member`."""
    return begun(by=member)


@pytest.fixture
def own(date, member):
    return make_code(occurrence=date, by=member, admits_anybody=False)


@pytest.fixture
def guest(date):
    """Somebody with a place."""
    one = MemberFactory()
    services.register(occurrence=date, member=one)
    return one


def address(name, date, *more):
    return reverse(f"events:{name}", args=[date.series.slug, date.pk, *more])


def rows(date):
    return list(date.attendances.order_by("pk").values_list("member", "is_present", "check_in"))


def test_codes_have_no_signs_that_look_alike_and_differ():
    codes = {new_code() for _number in range(200)}
    assert len(codes) == 200
    assert all(len(code) == 6 and set(code) <= set(SIGNS) for code in codes)
    assert not set(SIGNS) & set("0OQ1IL2Z5S6GB8")


def test_a_typed_code_marks_once_however_it_is_typed(client_for, date, own, guest):
    client = client_for(guest)
    for said in (own.code, f" {own.code[:3]}-{own.code[3:].lower()} "):
        assert client.post(address("check_in", date), {"code": said}).status_code == 302
    assert rows(date) == [(guest.pk, True, "code")]
    assert "You were marked as there before." in client.get(date.get_absolute_url()).content.decode()


def test_the_address_opens_a_page_with_a_button_and_only_the_button_marks(client_for, date, own, guest):
    client, path = client_for(guest), path_of(own, date)
    page = client.get(path).content.decode()
    assert ("I am here" in page, own.code in path, rows(date)) == (True, False, [])
    assert client.head(path).status_code == 405
    assert (client.post(path).status_code, rows(date)) == (302, [(guest.pk, True, "qr")])


def test_who_is_not_signed_in_comes_back_to_the_address_after_signing_in(client, date, own):
    answer = client.get(path_of(own, date))
    assert answer.status_code == 302
    assert path_of(own, date) in urlsplit(answer["Location"]).query.replace("%3A", ":")


def test_a_wrong_code_marks_nobody_and_stays_in_the_form(client_for, date, own, guest):
    answer = client_for(guest).post(address("check_in", date), {"code": "AAAAAA"})
    assert (answer.status_code, rows(date)) == (422, [])
    assert 'value="AAAAAA"' in answer.content.decode()


@pytest.mark.parametrize("said", ["", "x" * 21, "\x00", "💣💣💣💣💣💣", "ÄÖÜßÄÖ"])
def test_what_is_no_code_is_refused_readably(client_for, date, own, guest, said):
    assert client_for(guest).post(address("check_in", date), {"code": said}).status_code == 422


def test_ten_tries_in_ten_minutes_also_for_who_guesses_right_then(client_for, date, own, guest):
    client = client_for(guest)
    answers = [client.post(address("check_in", date), {"code": f"AAAAA{n}"}).status_code for n in range(10)]
    last = client.post(address("check_in", date), {"code": own.code})
    assert (set(answers), last.status_code, rows(date)) == ({422}, 429, [])


def test_a_changed_code_and_its_old_address_hold_no_more(client_for, date, own, guest, member):
    before, path = own.code, path_of(own, date)
    client_for(member).post(address("check_in_code", date))
    assert CheckInCode.objects.get(occurrence=date).code != before
    with pytest.raises(WrongCode):
        check_in(occurrence=date, member=guest, said=before, way=CheckIn.CODE)
    answer = client_for(guest).post(path)
    assert (answer.status_code, rows(date)) == (410, [])
    assert before not in str(list(AuditEntry.objects.values_list("before", "after")))


def test_the_address_of_another_date_is_no_way_in(client_for, date, own, guest, member):
    other = begun(by=member)
    make_code(occurrence=other, by=member, admits_anybody=False)
    services.register(occurrence=other, member=guest)
    token = path_of(own, date).rstrip("/").rsplit("/", 1)[1]
    assert client_for(guest).post(address("check_in_signed", other, token)).status_code == 410


@pytest.mark.parametrize(("moment", "is_open"), [(-61, False), (-60, True), (120, True), (121, False)])
def test_the_code_holds_from_an_hour_before_to_an_hour_after(date, own, guest, moment, is_open):
    at = date.start_at + timedelta(minutes=moment)
    if is_open:
        assert check_in(occurrence=date, member=guest, said=own.code, way=CheckIn.CODE, at=at)
    else:
        with pytest.raises(services.AttendanceRefused, match="one hour before"):
            check_in(occurrence=date, member=guest, said=own.code, way=CheckIn.CODE, at=at)


def test_a_cancelled_date_takes_nobody_in(date, own, guest):
    Occurrence.objects.filter(pk=date.pk).update(status="cancelled")
    with pytest.raises(services.AttendanceRefused, match="cancelled"):
        check_in(occurrence=date, member=guest, said=own.code, way=CheckIn.CODE)


def test_who_has_no_place_is_refused_unless_the_organizer_lets_anybody_in(client_for, date, own, member):
    walker = MemberFactory()
    client = client_for(walker)
    assert client.post(address("check_in", date), {"code": own.code}).status_code == 422
    client_for(member).post(address("check_in_code", date), {"admits_anybody": "on"})
    own.refresh_from_db()
    assert client.post(address("check_in", date), {"code": own.code}).status_code == 302
    assert rows(date) == [(walker.pk, True, "code")]
    assert date.registrations.registered().get(member=walker).by == member


def test_no_more_are_let_in_than_there_is_room(member):
    date = begun(by=member, capacity=1)
    own = make_code(occurrence=date, by=member, admits_anybody=True)
    first, second = MemberFactory(), MemberFactory()
    check_in(occurrence=date, member=first, said=own.code, way=CheckIn.CODE)
    with pytest.raises(services.EventFull):
        check_in(occurrence=date, member=second, said=own.code, way=CheckIn.CODE)
    assert rows(date) == [(first.pk, True, "code")]


def test_the_code_lets_nobody_into_a_run(date, member, monkeypatch):
    own = make_code(occurrence=date, by=member, admits_anybody=True)
    monkeypatch.setattr(wholes, "_finders", [lambda occurrence, viewer: [Whole("Run", "/run/", is_door=True)]])
    with pytest.raises(services.AttendanceRefused, match="no place"):
        check_in(occurrence=date, member=MemberFactory(), said=own.code, way=CheckIn.CODE)


def test_whom_an_organizer_took_back_the_code_does_not_mark_again(date, own, guest, member):
    check_in(occurrence=date, member=guest, said=own.code, way=CheckIn.CODE)
    services.mark_attendance(occurrence=date, marks={guest: False}, by=member)
    with pytest.raises(services.AttendanceRefused, match="Speak to an organizer"):
        check_in(occurrence=date, member=guest, said=own.code, way=CheckIn.CODE)
    services.mark_attendance(occurrence=date, marks={guest: True}, by=member)
    assert [row[1:] for row in rows(date)] == [(True, "code"), (False, "list"), (True, "list")]


def test_the_page_of_the_date_asks_for_the_code_while_it_holds(client_for, date, own, guest):
    client = client_for(guest)
    assert 'name="code"' in client.get(date.get_absolute_url()).content.decode()
    assert 'name="code"' not in client_for(MemberFactory()).get(date.get_absolute_url()).content.decode()
    check_in(occurrence=date, member=guest, said=own.code, way=CheckIn.CODE)
    assert 'name="code"' not in client.get(date.get_absolute_url()).content.decode()
    Occurrence.objects.filter(pk=date.pk).update(start_at=date.start_at + 3 * HOUR, end_at=date.end_at + 3 * HOUR)
    assert 'name="code"' not in client.get(date.get_absolute_url()).content.decode()


def test_the_desk_shows_code_address_and_a_drawing_that_holds_it(client_for, date, own, member):
    page = client_for(member).get(address("check_in_desk", date)).content.decode()
    assert f"{own.code[:3]} {own.code[3:]}" in page
    assert page.count(f"http://testserver{path_of(own, date)}") == 2
    assert 'class="hub-qr"' in page


def test_opening_the_desk_makes_no_code(client_for, date, member):
    assert "Make a code" in client_for(member).get(address("check_in_desk", date)).content.decode()
    assert not CheckInCode.objects.exists()


@pytest.mark.parametrize("name", ["sign_in_sheet", "name_badges"])
def test_what_is_printed_names_who_has_a_place_in_as_many_queries_for_30_as_for_one(
    client_for, count_queries, date, guest, name
):
    gone = MemberFactory(display_name="Gone Again")
    services.register(occurrence=date, member=gone)
    services.withdraw(occurrence=date, member=gone)
    client = client_for(date.series.scheduled_by)
    few = count_queries(client, address(name, date))
    for _number in range(29):
        services.register(occurrence=date, member=MemberFactory())
    assert count_queries(client, address(name, date)) == few
    page = client.get(address(name, date)).content.decode()
    people = [row.member.display_name for row in date.registrations.registered().for_list()]
    positions = [page.index(escape(person)) for person in people]
    assert (len(people), positions, gone.display_name in page) == (30, sorted(positions), False)


class TestAtOnce:
    pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

    def test_20_check_ins_of_one_person_by_three_sources_make_one_attendance(self, at_once):
        organizer, guest = MemberFactory(), MemberFactory()
        date = begun(by=organizer)
        services.register(occurrence=date, member=guest)
        own = make_code(occurrence=date, by=organizer, admits_anybody=False)
        token = path_of(own, date).rstrip("/").rsplit("/", 1)[1]

        def work(number):
            if number % 3 == 0:
                return bool(services.mark_attendance(occurrence=date, marks={guest: True}, by=organizer))
            said, way = ((own.code, CheckIn.CODE), (token, CheckIn.QR))[number % 3 - 1]
            return check_in(occurrence=date, member=guest, said=said, way=way)

        assert sorted(at_once(20, work)) == [False] * 19 + [True]
        assert len(rows(date)) == 1

    def test_20_people_without_a_place_fill_the_three_there_are(self, at_once):
        organizer, people = MemberFactory(), MemberFactory.create_batch(20)
        date = begun(by=organizer, capacity=3)
        own = make_code(occurrence=date, by=organizer, admits_anybody=True)
        results = at_once(20, lambda n: check_in(occurrence=date, member=people[n], said=own.code, way=CheckIn.CODE))
        assert [result is True for result in results].count(True) == 3
        assert len(rows(date)) == date.registrations.registered().count() == 3
