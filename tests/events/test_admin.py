"""Series in Wagtail's admin: every view asks for the object; publishing settles it; nothing is deleted."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from events.approving.services.handing_in import propose
from events.models import Series, SeriesCalendar
from events.wagtail_hooks import SeriesViewSet
from tests.factories.events import SeriesFactory, a_lead_of, day
from tests.factories.people import MemberFactory
from tests.factories.workgroups import WorkGroupFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    """May enter the admin, nothing more."""
    found = MemberFactory()
    found.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return found


@pytest.fixture
def lead(editor):
    editor.led = WorkGroupFactory(lead=editor)
    return editor


@pytest.fixture
def theirs():
    return SeriesFactory(title="Neighbours' closed meeting", group=WorkGroupFactory(), visibility="group")


def address(name, *args):
    return reverse(f"wagtailsnippets_events_series:{name}", args=args)


def patterns_with_a_series():
    return [p for p in Series.snippet_viewset.get_urlpatterns() if "pk" in p.pattern.regex.groupindex]


def arguments(pattern, series):
    values = {"pk": series.pk, "revision_id": series.latest_revision_id}
    values |= {"revision_id_a": "earliest", "revision_id_b": "latest"}
    return {name: values[name] for name in pattern.pattern.regex.groupindex}


def every_address(series):
    found = patterns_with_a_series()
    assert {"edit", "delete", "history", "copy", "unpublish", "preview_on_edit", "usage", "revisions_revert"} <= {
        p.name for p in found
    }
    return [reverse(f"wagtailsnippets_events_series:{p.name}", kwargs=arguments(p, series)) for p in found]


@pytest.mark.parametrize("method", ["get", "post"])
def test_neighbours_series_is_denied_on_every_view_that_names_it(method, client, lead, theirs):
    client.force_login(lead)
    before = Series.objects.values().get(pk=theirs.pk)
    for url in every_address(theirs):
        answer = getattr(client, method)(url, {"title": "Taken over", "action-publish": "1"})
        assert (answer.status_code, answer.headers["Location"]) == (302, "/cms/"), url
    assert Series.objects.values().get(pk=theirs.pk) == before


# Who may open the addresses that name an event; "delete" is for nobody, "unpublish" for who may publish it.
OPEN = {
    "visitor": set(),
    "member": set(),
    "editor": set(),
    "neighbour": {"theirs"},
    "lead": {"ours"},
    "author": {"proposal"},
    "organizer": {"open", "proposal"},
    "admin": {"ours", "theirs", "open", "proposal"},
}


@pytest.fixture
def people_and_series():
    ours, neighbours = WorkGroupFactory(), WorkGroupFactory()
    people = {
        "visitor": None,
        "member": MemberFactory(),
        "editor": MemberFactory(),
        "neighbour": a_lead_of(neighbours),
        "lead": a_lead_of(ours),
        "author": MemberFactory(),
        "organizer": MemberFactory(),
        "admin": MemberFactory(is_staff=True, is_superuser=True),
    }
    people["organizer"].groups.add(Group.objects.get_or_create(name="Organizers")[0])
    people["editor"].groups.add(Group.objects.get_or_create(name="Editors")[0])
    for role in set(people) - {"visitor", "member"}:
        people[role].user_permissions.add(Permission.objects.get(codename="access_admin"))
    series = {
        "ours": SeriesFactory(group=ours, visibility="group"),
        "theirs": SeriesFactory(group=neighbours, visibility="group"),
        "open": SeriesFactory(),
        "proposal": propose(series=SeriesFactory.build(title="Proposal"), by=people["author"], hand_in=True),
    }
    return people, series


def is_denied(answer):
    return answer.status_code == 302 and answer.headers["Location"].startswith(("/cms/", "/accounts/login/"))


@pytest.mark.parametrize("role", OPEN)
def test_role_opens_the_addresses_of_its_own_events_only(role, client, people_and_series):
    people, series = people_and_series
    if people[role]:
        client.force_login(people[role])
    wrong = []
    for name, row in series.items():
        for pattern in patterns_with_a_series():
            url = reverse(f"wagtailsnippets_events_series:{pattern.name}", kwargs=arguments(pattern, row))
            may = name in OPEN[role] and pattern.name != "delete"
            if pattern.name in {"unpublish", "revisions_unschedule"}:  # what is no draft, and what has a date to come
                may = False if (role, name) == ("author", "proposal") or name not in OPEN[role] else None
            answer = client.get(url)
            wrong += [(pattern.name, name, answer.status_code)] if may is not None and is_denied(answer) == may else []
    assert wrong == []


def test_revision_of_a_neighbour_is_not_reached_through_ones_own_event(client, lead, theirs):
    own = SeriesFactory(title="Our own meeting", group=lead.led)
    client.force_login(lead)
    foreign = theirs.latest_revision_id
    addresses = [
        address(name, own.pk, foreign) for name in ("revisions_view", "revisions_revert", "revisions_unschedule")
    ]
    addresses += [
        address("revisions_compare", own.pk, foreign, "latest"),
        address("revisions_compare", own.pk, "live", foreign),
    ]
    for url in addresses:
        for answer in (client.get(url), client.post(url)):
            assert "closed meeting" not in answer.content.decode(), url
            assert answer.status_code in {302, 404, 405}, url


def test_control_wagtails_own_views_let_a_neighbour_in(client, lead, theirs, monkeypatch):
    """Without our guard the address of an edit view answers, although the list hides the row."""
    from events import admin_access

    monkeypatch.setattr(admin_access, "can_edit", lambda user, series: True)
    client.force_login(lead)
    assert client.get(address("edit", theirs.pk)).status_code == 200


@pytest.mark.parametrize("name", ["list", "list_results"])
def test_list_and_export_name_only_what_one_may_change(name, client, lead, theirs):
    SeriesFactory(title="Our own meeting", group=lead.led)
    client.force_login(lead)
    for query in ("", "?q=meeting", "?export=csv"):
        answer = client.get(address(name) + query)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert b"closed meeting" not in body
    assert "Our own meeting" in client.get(address(name)).content.decode()


def test_bulk_actions_and_chooser_offer_no_way_round(client, lead, theirs):
    client.force_login(lead)
    bulk = reverse("wagtail_bulk_action", args=("events", "series", "delete"))
    assert "closed meeting" not in client.post(f"{bulk}?id={theirs.pk}").content.decode()
    assert Series.objects.filter(pk=theirs.pk).exists()
    assert client.get("/cms/snippets/choose/events/series/").status_code == 404


def test_nobody_deletes_a_series_in_the_admin(client, theirs):
    client.force_login(MemberFactory(is_staff=True, is_superuser=True))
    client.post(address("delete", theirs.pk))
    bulk = reverse("wagtail_bulk_action", args=("events", "series", "delete"))
    client.post(f"{bulk}?id={theirs.pk}")
    assert Series.objects.filter(pk=theirs.pk).exists()


def test_editor_who_schedules_nothing_sees_no_events_in_the_admin(client, editor, theirs):
    client.force_login(editor)
    assert client.get(address("list")).headers["Location"] == "/cms/"
    assert client.get(address("add")).headers["Location"] == "/cms/"


def form(**values):
    return {
        "title": "Made in the admin", "kind": "clinic", "summary": "One sentence.", "body": "", "group": "",
        "department": "", "visibility": "everybody", "format": "online", "venue": "", "join_link": "", "capacity": "",
        "accessibility": "Live captions.", "accommodation_contact": "access@hub.example", "credit_hours": "",
        "starts_on": "2027-01-05", "starts_at": "10:00", "duration": "60", "zone": "America/Los_Angeles",
        "rule": "FREQ=WEEKLY;COUNT=3", **values,
    }  # fmt: skip


@pytest.fixture
def organizer(editor):
    editor.groups.add(Group.objects.get_or_create(name="Organizers")[0])
    return editor


def test_publishing_in_the_admin_makes_occurrences_and_calendar(client, organizer):
    client.force_login(organizer)
    client.post(address("add"), form(**{"action-publish": "1"}))
    series = Series.objects.get()
    assert (series.live, series.slug, series.scheduled_by) == (True, "made-in-the-admin", organizer)
    assert (series.occurrences.count(), list(series.organizers.all())) == (3, [organizer])
    assert "BEGIN:VEVENT" in SeriesCalendar.objects.get().block


def test_draft_in_the_admin_makes_none_until_it_is_published(client, organizer):
    client.force_login(organizer)
    client.post(address("add"), form())
    series = Series.objects.get()
    assert (series.live, series.occurrences.count()) == (False, 0)
    client.post(address("edit", series.pk), form(title="Now for real", **{"action-publish": "1"}))
    series.refresh_from_db()
    assert (series.title, series.occurrences.count(), series.slug) == ("Now for real", 3, "made-in-the-admin")


def test_unpublish_in_the_admin_takes_it_out_of_the_feed(client, organizer):
    series = SeriesFactory(by=organizer)
    client.force_login(organizer)
    client.post(address("unpublish", series.pk))
    series.refresh_from_db()
    assert (series.live, SeriesCalendar.objects.get().is_public) == (False, False)


@pytest.mark.parametrize("values", [{"rule": "FREQ=SECONDLY"}, {"zone": "Mars/Olympus"}, {"visibility": "group"}])
def test_admin_form_refuses_what_the_site_refuses(values, client, organizer):
    client.force_login(organizer)
    answer = client.post(address("add"), form(**values, **{"action-publish": "1"}))
    assert list(answer.context["form"].errors) == list(values)
    assert not Series.objects.exists()


def test_lead_chooses_among_led_groups_in_the_admin_too(client, lead):
    other = WorkGroupFactory()
    client.force_login(lead)
    answer = client.post(address("add"), form(group=str(other.pk), **{"action-publish": "1"}))
    assert list(answer.context["form"].errors) == ["group"]
    client.post(address("add"), form(group=str(lead.led.pk), **{"action-publish": "1"}))
    assert Series.objects.get().group == lead.led


def test_copy_makes_a_series_of_its_own(client, organizer):
    first = SeriesFactory(by=organizer, starts_on=day("2027-01-05"))
    client.force_login(organizer)
    assert first.title in client.get(address("copy", first.pk)).content.decode()
    client.post(address("add"), form(title=first.title, **{"action-publish": "1"}))
    second = Series.objects.exclude(pk=first.pk).get()
    assert second.uid != first.uid
    assert second.slug == f"{first.slug}-2"


def test_preview_shows_the_page(client, organizer):
    series = SeriesFactory(by=organizer)
    client.force_login(organizer)
    preview = address("preview_on_edit", series.pk)
    assert client.post(preview, form(title="Not saved yet")).json()["is_valid"]
    assert "Not saved yet" in client.get(preview).content.decode()
    revision = address("revisions_view", series.pk, series.latest_revision_id)
    assert series.title in client.get(revision).content.decode()


def test_viewset_has_no_view_outside_the_guard():
    names = {pattern.name for pattern in SeriesViewSet().get_urlpatterns()}
    assert names >= {p.name for p in patterns_with_a_series()}
