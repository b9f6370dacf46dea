"""What the database refuses whoever asks: changes of what was published, circles of what replaces what."""

from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction

from community.library.enums import State
from community.library.holding import NAMES, NOT_ON_SQLITE
from community.library.models import Resource, ResourceFile, ResourceVersion
from community.library.services import publishing
from tests.factories.library import add_file, make_draft, make_editor, make_next, make_resource
from tests.guards.test_triggers import triggers

pytestmark = pytest.mark.django_db


@contextmanager
def refused():
    with pytest.raises(DatabaseError), transaction.atomic():
        yield


def test_every_trigger_is_there():
    expected = NAMES if connection.vendor == "postgresql" else NAMES - NOT_ON_SQLITE
    assert expected - triggers() == set()


@pytest.mark.parametrize(
    "change", [{"body": "Else."}, {"html": "<p>Else</p>"}, {"number": 9}, {"change_note": "x"}, {"published_at": None}]
)
def test_words_of_a_published_version_stay(change):
    resource = make_resource()
    make_next(resource)
    for state in (State.SUPERSEDED, State.PUBLISHED):
        with refused():
            ResourceVersion.objects.filter(resource=resource, state=state).update(**change)


@pytest.mark.parametrize("state", [State.DRAFT, State.PUBLISHED])
def test_a_superseded_version_never_comes_back(state):
    resource = make_resource()
    make_next(resource)
    with refused():
        ResourceVersion.objects.filter(resource=resource, number=1).update(state=state)


def test_reason_of_a_withdrawal_stays():
    version = publishing.withdraw(version=make_resource().current, because="Wrong.", by=make_editor())
    with refused():
        ResourceVersion.objects.filter(pk=version.pk).update(withdrawn_because="Never mind.")


def test_files_of_a_published_version_stay():
    file = ResourceFile.objects.get(version=make_resource().current_id)
    with refused():
        ResourceFile.objects.filter(pk=file.pk).update(accessibility="Else.")
    with refused():
        ResourceFile.objects.filter(pk=file.pk).update(version=make_draft().pk)
    with refused():
        file.pk, file.name = None, "another.csv"
        file.save(force_insert=True)


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="Django empties test tables there with DELETE")
def test_nothing_published_is_deleted():
    resource = make_resource()
    Resource.objects.filter(pk=resource.pk).update(current=None)
    with refused():
        ResourceFile.objects.filter(version__resource=resource).delete()
    with refused():
        ResourceVersion.objects.filter(resource=resource).delete()


def test_file_without_a_note_is_not_published():
    version = make_draft()
    add_file(version, note="")
    values = {"state": State.PUBLISHED, "published_at": "2026-01-05T00:00Z", "published_by": make_editor()}
    with refused():
        ResourceVersion.objects.filter(pk=version.pk).update(**values)
    ResourceFile.objects.filter(version=version).update(accessibility="Plain.")
    assert ResourceVersion.objects.filter(pk=version.pk).update(**values) == 1


def test_no_circle_closes():
    first, second, third = (make_resource(title=f"Resource {number}") for number in range(3))
    rows = Resource.objects
    rows.filter(pk=first.pk).update(superseded_by=second)
    rows.filter(pk=second.pk).update(superseded_by=third)
    for resource, successor in ((third, first), (third, second), (third, third), (first, make_draft().resource)):
        with refused():
            rows.filter(pk=resource.pk).update(superseded_by=successor)
    assert rows.filter(pk=first.pk).update(superseded_by=second) == 1  # what is so already may be said again


def test_one_draft_and_one_current_version():
    resource = make_resource()
    ResourceVersion.objects.create(resource=resource, number=2)
    with refused():
        ResourceVersion.objects.create(resource=resource, number=3)
    with refused():
        ResourceVersion.objects.filter(resource=resource, number=2).update(
            state=State.PUBLISHED, published_at="2026-01-05T00:00Z", published_by=make_editor(), html="<p>x</p>",
            change_note="x",
        )  # fmt: skip
