"""Two editors, fifty readers, at the same moment: on PostgreSQL, whose rows are locked one by one."""

import pytest

from community.library.enums import State
from community.library.models import Download, Resource, ResourceVersion
from community.library.refusals import LibraryRefused
from community.library.services import publishing, writing
from community.library.services.downloading import count_download
from community.notifications.models import Notification
from community.notifications.services.following import follow
from tests.factories.library import file_of, make_draft, make_editor, make_resource
from tests.factories.people import MemberFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def test_two_who_publish_at_once_publish_once(at_once):
    resource, follower = make_resource(), MemberFactory()
    follow(member=follower, place=resource.place)
    editors = [make_editor() for _number in range(2)]
    draft = writing.begin_version(resource=resource, by=editors[0])
    writing.save_draft(version=draft, body="Two.", change_note="Two.", by=editors[0], edits=0)
    results = at_once(2, lambda number: publishing.publish(version=draft, by=editors[number]))
    assert {type(result) for result in results} == {ResourceVersion, LibraryRefused}
    assert Resource.objects.get().current == draft
    assert resource.versions.filter(state=State.PUBLISHED).count() == Notification.objects.count() == 1


def test_two_who_begin_a_version_at_once_share_it(at_once):
    resource, editors = make_resource(), [make_editor() for _number in range(4)]
    found = at_once(4, lambda number: writing.begin_version(resource=resource, by=editors[number]))
    assert {version.pk for version in found} == {resource.versions.get(state=State.DRAFT).pk}


def test_two_who_replace_each_other_at_once_close_no_circle(at_once):
    both, editor = [make_resource(title="One"), make_resource(title="Two")], make_editor()
    results = at_once(
        2, lambda number: publishing.supersede(resource=both[number], successor=both[1 - number], by=editor)
    )
    assert {type(result) for result in results} == {Resource, LibraryRefused}
    assert Resource.objects.filter(superseded_by=None).count() == 1


def test_the_database_alone_lets_no_circle_close(at_once):
    both = [make_resource(title="One"), make_resource(title="Two")]
    at_once(2, lambda number: Resource.objects.filter(pk=both[number].pk).update(superseded_by=both[1 - number]))
    assert Resource.objects.filter(superseded_by=None).count() >= 1


def test_fifty_downloads_at_once_are_counted_once_each(at_once):
    resource, members = make_resource(), MemberFactory.create_batch(25)
    file = file_of(resource)
    counted = at_once(50, lambda number: count_download(file=file, member=members[number % 25]))
    assert (counted.count(True), counted.count(False)) == (25, 25)
    resource.refresh_from_db()
    assert resource.download_count == Download.objects.count() == 25


def test_a_file_that_comes_while_it_is_published_is_refused_or_in_it(at_once):
    draft, editor = make_draft(), make_editor()
    text = {"body": "Late.", "change_note": "", "by": editor, "edits": 1}
    steps = [
        lambda: publishing.publish(version=draft, by=editor),
        lambda: writing.save_draft(version=draft, **text),
    ]
    _published, saved = at_once(2, lambda number: steps[number]())
    draft.refresh_from_db()
    assert draft.state == State.PUBLISHED
    assert (draft.body == "Late.") == isinstance(saved, ResourceVersion)
