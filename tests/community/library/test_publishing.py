"""Publishing, withdrawing and replacing: what is current, what is found, who is told."""

import pytest

from community.library.enums import State
from community.library.models import Resource
from community.library.refusals import LibraryRefused
from community.library.services import publishing, writing
from community.notifications.models import Notification
from community.notifications.services.following import follow
from community.search.models import SearchEntry
from tests.factories.library import add_file, make_draft, make_editor, make_next, make_resource
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db


def states(resource):
    return list(resource.versions.order_by("number").values_list("state", flat=True))


def test_a_new_version_takes_the_place_of_the_last_and_followers_are_told():
    resource, follower, editor = make_resource(), MemberFactory(), make_editor()
    for member in (follower, editor):
        follow(member=member, place=resource.place)
    version = make_next(resource, editor)
    resource.refresh_from_db()
    assert (states(resource), resource.current) == ([State.SUPERSEDED, State.PUBLISHED], version)
    told = Notification.objects.filter(kind="resource_version").values_list("member", "subject_id")
    assert list(told) == [(follower.pk, version.pk)]


def test_nothing_is_published_twice_or_half():
    version = make_draft(body="")
    add_file(version, note="")
    with pytest.raises(LibraryRefused) as refusal:
        publishing.publish(version=version, by=make_editor())
    assert "Write the text" in refusal.value.message
    assert "“template.csv”" in refusal.value.message
    published = make_resource()
    with pytest.raises(LibraryRefused, match="not a draft any more"):
        publishing.publish(version=published.current, by=make_editor())
    draft = writing.begin_version(resource=published, by=make_editor())
    with pytest.raises(LibraryRefused, match="what is new"):
        publishing.publish(version=draft, by=make_editor())


def test_withdrawn_version_leaves_nothing_current_and_a_next_one_mends_it():
    resource, editor = make_resource(), make_editor()
    publishing.withdraw(version=resource.current, because="It names a person.", by=editor)
    resource.refresh_from_db()
    assert (resource.current, SearchEntry.objects.filter(kind="resource").count()) == (None, 0)
    with pytest.raises(LibraryRefused, match="Only a published version"):
        publishing.withdraw(version=resource.versions.get(), because="Again.", by=editor)
    version = make_next(resource)
    resource.refresh_from_db()
    assert (states(resource), resource.current) == ([State.WITHDRAWN, State.PUBLISHED], version)
    assert SearchEntry.objects.get(kind="resource").title == resource.title


def test_superseded_version_is_withdrawn_without_touching_the_current_one():
    resource = make_resource()
    version = make_next(resource)
    publishing.withdraw(version=resource.versions.get(number=1), because="Wrong law.", by=make_editor())
    resource.refresh_from_db()
    assert (states(resource), resource.current) == ([State.WITHDRAWN, State.PUBLISHED], version)


def test_replaced_resource_is_found_no_more_until_it_is_brought_back():
    old, new, editor = make_resource(title="Old"), make_resource(title="New one"), make_editor()
    publishing.supersede(resource=old, successor=new, by=editor)
    assert list(SearchEntry.objects.filter(kind="resource").values_list("title", flat=True)) == ["New one"]
    assert set(Resource.objects.current()) == {new}
    with pytest.raises(LibraryRefused, match="only to a resource that is current"):
        publishing.supersede(resource=new, successor=old, by=editor)
    publishing.bring_back(resource=old, by=editor)
    assert SearchEntry.objects.filter(kind="resource").count() == 2
    with pytest.raises(LibraryRefused, match="Nothing has replaced it"):
        publishing.bring_back(resource=old, by=editor)


def test_who_can_not_be_replaced_reads_why():
    resource, draft, editor = make_resource(), make_draft().resource, make_editor()
    for old, new, words in (
        (resource, resource, "replace itself"),
        (draft, resource, "never published"),
        (resource, draft, "that is current"),
    ):
        with pytest.raises(LibraryRefused, match=words):
            publishing.supersede(resource=old, successor=new, by=editor)
