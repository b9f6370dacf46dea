"""The list of notifications, the bell, choices, what one follows, and the page that unsubscribes."""

from datetime import time, timedelta

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from community.notifications.context_processors import bell
from community.notifications.enums import Level, Stop
from community.notifications.mail.addresses import unsubscribe_url
from community.notifications.models import Following, KindChoice, MailAddress, MailHours, Notification
from community.notifications.registries import kinds
from community.notifications.services.bounces import record_bounce, stop_address
from community.notifications.services.following import follow
from community.people.arriving import facts
from community.workgroups.enums import State
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory, WorkGroupFactory

pytestmark = pytest.mark.django_db

LIST = "/my/notifications/"
SETTINGS = "/my/notifications/settings/"
KIND = "membership_requested"


@pytest.fixture
def lead():
    return MemberFactory()


@pytest.fixture
def group(lead):
    return WorkGroupFactory(lead=lead, name="Wells")


def tell(reader, group, *, minutes=0, place="", **fields):
    """`reader` was told that somebody asks to join `group`."""
    asked = MembershipFactory(group=group, state=State.REQUESTED)
    at = timezone.now() - timedelta(minutes=minutes)
    return Notification.objects.create(
        member=reader, kind=KIND, subject_id=asked.pk, place=place, by=asked.member, at=at, level=Level.SITE, **fields
    )


def words(answer):
    return " ".join(answer.text.split())


def unread(reader):
    return set(Notification.objects.filter(member=reader).unread())


def choices(**changed):
    """The fields of the choices' page as it is sent unchanged."""
    fields = {f"kind-{kind.name}": "default" for kind in kinds}
    return fields | {"digest_at": "07:00", "quiet_from": "20:00", "quiet_to": "07:00", "daily_limit": "2"} | changed


# The bell


@pytest.mark.parametrize(
    ("number", "shown"),
    [(0, ""), (1, ">1</span>"), (99, ">99</span>"), (100, ">99+</span>"), (130, "more than 99 unread")],
)
def test_the_bell_counts_what_is_unread(client_for, lead, group, number, shown):
    about = tell(lead, group, read_at=timezone.now())
    rows = (
        Notification(member=lead, kind=KIND, subject_id=about.subject_id, key=str(key), level=Level.SITE)
        for key in range(number)
    )
    Notification.objects.bulk_create(rows)
    page = client_for(lead).get("/search/").text
    assert shown in page
    assert page.count("hub-bell-count") == (2 if number else 0)


def test_the_bell_does_not_count_what_its_reader_may_not_see(client_for, member, group):
    tell(member, group)
    assert "hub-bell-count" not in client_for(member).get("/search/").text


@pytest.mark.parametrize(("are_told", "queries"), [(False, 0), (True, 1)])
def test_the_bell_costs_a_query_only_where_something_is_unread_and_shown(  # noqa: PLR0917
    lead, group, rf, django_assert_num_queries, are_told, queries
):
    if are_told:
        tell(lead, group)
    request = rf.get("/")
    request.user = facts.load(lead.pk)
    with django_assert_num_queries(0):
        context = bell(request)
    with django_assert_num_queries(queries):
        header = render_to_string("components/header.html", context | {"user": request.user})
    assert ("1 unread" in header) == are_told


def test_a_visitor_has_no_bell(client):
    assert "hub-bell" not in client.get("/search/").text


# The list


def test_lines_of_one_place_stand_together_and_lead_to_the_first_unread_one(client_for, lead, group):
    place = f"group:{group.pk}"
    first, *_others = [tell(lead, group, minutes=minutes, place=place) for minutes in (30, 20, 10)]
    read = tell(lead, group, minutes=40, place=place, read_at=timezone.now())
    page = client_for(lead).get(LIST)
    assert "3 people ask to join Wells" in words(page)
    assert [g.to_open for g in page.context["groups"]] == [first, read]
    assert reverse("notifications:open", args=[first.pk]) in page.text


def test_a_line_says_how_long_ago_and_when(client_for, lead, group):
    told = tell(lead, group, minutes=125)
    page = client_for(lead).get(LIST).text
    with timezone.override(lead.zone):
        when = date_format(timezone.localtime(told.at), "F j, Y, P T")
    assert f"{told.by.display_name} asks to join Wells" in page
    assert f"2 hours ago ({when})" in " ".join(page.replace("\xa0", " ").split())


def test_unread_is_said_in_words(client_for, lead, group):
    tell(lead, group)
    browser = client_for(lead)
    assert "Unread:" in browser.get(LIST).text
    browser.post(reverse("notifications:read_all"))
    assert "Unread:" not in browser.get(LIST).text


def test_what_its_reader_may_not_see_is_not_listed_opened_or_marked(client_for, member, group):
    told = tell(member, group)
    browser = client_for(member)
    assert "Nothing yet" in browser.get(LIST).text
    assert browser.get(reverse("notifications:open", args=[told.pk])).status_code == 404
    assert browser.post(reverse("notifications:read", args=[told.pk])).status_code == 404


def test_filter_shows_only_unread_ones(client_for, lead, group):
    tell(lead, group, read_at=timezone.now())
    new = tell(lead, group)
    page = client_for(lead).get(f"{LIST}?show=unread")
    assert [group.to_open for group in page.context["groups"]] == [new]


def test_list_runs_the_same_queries_with_1_and_30_rows(client_for, lead, group, count_queries):
    tell(lead, group)
    few = count_queries(client_for(lead), LIST)
    for _number in range(29):
        tell(lead, group)
    assert count_queries(client_for(lead), LIST) == few


def test_pages_hold_thirty_rows(client_for, lead, group):
    for number in range(31):
        tell(lead, group, minutes=number)
    browser = client_for(lead)
    assert [len(browser.get(f"{LIST}?page={page}").context["groups"]) for page in (1, 2)] == [30, 1]


def test_opening_a_line_goes_there_and_marks_all_of_it_read(client_for, lead, group):
    place = f"group:{group.pk}"
    first, _second = [tell(lead, group, place=place) for _number in range(2)]
    other = tell(lead, group)
    answer = client_for(lead).get(reverse("notifications:open", args=[first.pk]))
    assert answer["Location"] == group.get_absolute_url()
    assert unread(lead) == {other}


def test_a_line_is_marked_read_and_the_page_stays(client_for, lead, group):
    place = f"group:{group.pk}"
    first, _second = [tell(lead, group, place=place) for _number in range(2)]
    address = f"{LIST}?show=unread"
    answer = client_for(lead).post(reverse("notifications:read", args=[first.pk]), {"next": address})
    assert (answer.status_code, answer["Location"]) == (303, address)
    assert unread(lead) == set()


def test_mark_as_read_leads_to_no_other_site(client_for, lead, group):
    told = tell(lead, group)
    answer = client_for(lead).post(reverse("notifications:read", args=[told.pk]), {"next": "https://evil.example/"})
    assert answer["Location"] == LIST


@pytest.mark.parametrize("name", ["read_all", "read"])
def test_what_came_after_the_page_was_made_stays_unread(client_for, lead, group, name):
    place = f"group:{group.pk}"
    seen = tell(lead, group, minutes=5, place=place)
    made = timezone.now() - timedelta(minutes=2)
    new = tell(lead, group, place=place)
    address = reverse(f"notifications:{name}", args=[seen.pk] if name == "read" else [])
    client_for(lead).post(address, {"seen_at": made.isoformat()})
    assert unread(lead) == {new}


def test_others_stay_unread(client_for, lead, member, group):
    theirs = tell(member, group)
    client_for(lead).post(reverse("notifications:read_all"))
    assert unread(member) == {theirs}


# Choices


def test_choices_are_saved(client_for, member):
    fields = choices(**{f"kind-{KIND}": "weekly", "digest_at": "06:30", "is_digest_off": "on"})
    answer = client_for(member).post(SETTINGS, fields, follow=True)
    assert "Your choices are saved." in answer.text
    assert KindChoice.objects.get(member=member).level == Level.WEEKLY
    hours = MailHours.objects.get(member=member)
    assert (hours.digest_at, hours.is_digest_off) == (time(6, 30), True)


def test_default_forgets_the_choice(client_for, member):
    KindChoice.objects.create(member=member, kind=KIND, level=Level.OFF)
    client_for(member).post(SETTINGS, choices())
    assert not KindChoice.objects.exists()


def test_fault_keeps_what_was_typed_and_saves_nothing(client_for, member):
    fields = choices(**{f"kind-{KIND}": "off", "daily_limit": "many", "digest_at": "05:45"})
    answer = client_for(member).post(SETTINGS, fields)
    page = words(answer)
    assert answer.status_code == 422
    assert '<option value="off" selected>' in page
    assert 'value="05:45"' in page
    assert 'value="many"' in page
    assert [KindChoice.objects.count(), MailHours.objects.count()] == [0, 0]


@pytest.mark.parametrize("fields", [{}, {f"kind-{KIND}": "loud"}])
def test_form_that_lacks_a_choice_resets_none(client_for, member, fields):
    KindChoice.objects.create(member=member, kind=KIND, level=Level.OFF)
    assert client_for(member).post(SETTINGS, fields).status_code == 422
    assert KindChoice.objects.get().level == Level.OFF


def test_the_zone_is_in_words(client_for):
    member = MemberFactory(time_zone="America/Denver")
    assert "All times are in Mountain Time" in words(client_for(member).get(SETTINGS))


# Mail that is stopped


@pytest.mark.parametrize("page", [LIST, SETTINGS, "/my/"])
def test_who_gets_no_mail_is_told_and_starts_again(client_for, member, page):
    record_bounce(address=member.email, is_hard=True, diagnostic="550 <script>no</script>")
    browser = client_for(member)
    shown = browser.get(page).text
    assert f"No notifications go to {member.email}" in shown
    assert "550 &lt;script&gt;" in shown
    answer = browser.post(reverse("notifications:address_resume"), follow=True)
    assert "Mail goes to your address again." in answer.text
    assert "No notifications go to" not in browser.get(page).text


@pytest.mark.parametrize("why", [Stop.COMPLAINT, Stop.OPERATOR])
def test_what_only_operators_lift_has_no_button(client_for, member, why):
    stop_address(address=member.email, why=why)
    browser = client_for(member)
    assert "address/" not in browser.get(SETTINGS).text
    browser.post(reverse("notifications:address_resume"))
    assert MailAddress.objects.get().why == why


def test_addresses_of_others_are_not_told(client_for, member):
    record_bounce(address=MemberFactory().email, is_hard=True)
    assert "No notifications go to" not in client_for(member).get("/my/").text


# Following


def test_followed_places_and_muted_ones_are_listed(client_for, member, group):
    muted = WorkGroupFactory(name="Fish")
    follow(member=member, place=f"group:{group.pk}", level=Level.DAILY)
    follow(member=member, place=f"group:{muted.pk}", level=Level.OFF)
    page = words(client_for(member).get("/my/notifications/following/"))
    assert [word in page for word in ("Wells", "Daily digest", "Fish", "Muted", "Stop muting")] == [True] * 5


def test_places_that_are_gone_are_not_listed(client_for, member):
    follow(member=member, place="group:987654")
    follow(member=member, place="nothing:1")
    assert "You follow nothing yet" in client_for(member).get("/my/notifications/following/").text


def test_following_runs_the_same_queries_with_1_and_30_rows(client_for, member, count_queries):
    address = "/my/notifications/following/"
    follow(member=member, place=f"group:{WorkGroupFactory().pk}")
    few = count_queries(client_for(member), address)
    for _number in range(29):
        follow(member=member, place=f"group:{WorkGroupFactory().pk}")
    assert count_queries(client_for(member), address) == few


def test_how_to_follow_one_place_is_chosen(client_for, member, group):
    address = reverse("notifications:follow", args=[f"group:{group.pk}"])
    browser = client_for(member)
    assert browser.get(address).context["form"]["level"].value() == "none"
    answer = browser.post(address, {"level": "weekly"}, follow=True)
    assert "Saved: how you hear of “Wells”." in answer.text
    assert Following.objects.get(member=member).level == Level.WEEKLY
    assert browser.post(address, {"level": "loudly"}).status_code == 422


# Unsubscribing


def stop_path(member, channel):
    return "/my/notifications/stop/" + unsubscribe_url(member_id=member.pk, channel=channel).split("/stop/")[1]


@pytest.mark.parametrize("is_signed_in", [False, True])
def test_get_shows_and_post_stops(client_for, member, group, is_signed_in):
    browser = client_for(member if is_signed_in else None, enforce_csrf_checks=True)
    path = stop_path(member, f"group:{group.pk}")
    page = browser.get(path)
    assert "You will get no more mail of: <b>Wells</b>" in words(page)
    assert not Following.objects.exists()
    page = browser.post(path)
    assert "You get no more mail of: <b>Wells</b>" in words(page)
    assert SETTINGS in page.text
    assert Following.objects.get(member=member).level == Level.SITE


@pytest.mark.parametrize(
    ("channel", "named"), [("digest", "Digest"), (f"kind:{KIND}", "Requests to join a group I lead")]
)
def test_each_channel_is_named(client, member, channel, named):
    assert f"<b>{named}</b>" in client.get(stop_path(member, channel)).text


def test_place_one_no_longer_sees_is_not_named(client, member):
    assert "A place you followed" in client.get(stop_path(member, "group:987654")).text


@pytest.mark.parametrize("method", ["get", "post"])
def test_broken_link_helps_and_changes_nothing(client, member, group, method):
    path = stop_path(member, f"group:{group.pk}")
    answer = getattr(client, method)(path[:-3] + "/")
    assert answer.status_code == 404
    assert "Nothing was changed." in answer.text
    assert not Following.objects.exists()
