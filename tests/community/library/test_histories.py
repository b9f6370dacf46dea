"""Random histories of versions and successors, against a model that keeps them in plain lists."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.library.addresses import cited_at
from community.library.enums import State
from community.library.models import Resource
from community.library.refusals import LibraryRefused
from community.library.services import publishing, writing
from community.search.models import SearchEntry
from tests.factories.library import make_draft, make_editor

pytestmark = pytest.mark.django_db
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["publish", "withdraw newest", "withdraw first", "supersede", "bring back"]),
        st.integers(0, 2),
        st.integers(0, 2),
    ),
    max_size=25,
)


class Model:
    """Each resource is a list of versions as `state`; `after` names what replaced it."""

    def __init__(self):
        self.versions, self.after = [[] for _number in range(3)], [None] * 3

    def current(self, one):
        return "published" in self.versions[one]

    def publish(self, one, _other):
        self.versions[one] = ["superseded" if state == "published" else state for state in self.versions[one]]
        self.versions[one].append("published")
        return True

    def withdraw(self, one, place):
        if not self.versions[one] or self.versions[one][place] == "withdrawn":
            return False
        self.versions[one][place] = "withdrawn"
        return True

    def supersede(self, one, other):
        if one == other or not self.versions[one] or not self.current(other) or self.after[other] is not None:
            return False
        self.after[one] = other
        return True

    def bring_back(self, one, _other):
        if self.after[one] is None:
            return False
        self.after[one] = None
        return True


class Hub:
    """The same steps by the services."""

    def __init__(self):
        self.editor = make_editor()
        self.keys = [make_draft(self.editor, title=f"Resource {number}").resource_id for number in range(3)]

    def row(self, one):
        return Resource.objects.get(pk=self.keys[one])

    def publish(self, one, _other):
        draft = writing.begin_version(resource=self.row(one), by=self.editor)
        text = f"Words of version {draft.number}."
        writing.save_draft(version=draft, body=text, change_note="New.", by=self.editor, edits=draft.edits)
        publishing.publish(version=draft, by=self.editor)

    def withdraw(self, one, place):
        versions = list(self.row(one).versions.exclude(state=State.DRAFT).order_by("number"))
        if not versions:
            raise LibraryRefused("There is none.")
        publishing.withdraw(version=versions[place], because="Wrong.", by=self.editor)

    def supersede(self, one, other):
        publishing.supersede(resource=self.row(one), successor=self.row(other), by=self.editor)

    def bring_back(self, one, _other):
        publishing.bring_back(resource=self.row(one), by=self.editor)


def take(model, hub, step):
    name, one, other = step
    if name.startswith("withdraw"):
        name, other = "withdraw", -1 if name.endswith("newest") else 0
    expected = getattr(model, name)(one, other)
    try:
        with transaction.atomic():
            getattr(hub, name.replace(" ", "_"))(one, other)
    except LibraryRefused:
        assert not expected, step
    else:
        assert expected, step


def compare(model, hub):
    rows = [hub.row(one) for one in range(3)]
    for one, row in enumerate(rows):
        versions = row.versions.exclude(state=State.DRAFT).order_by("number")
        assert [version.state for version in versions] == model.versions[one]
        assert [version.body for version in versions] == [
            f"Words of version {number}." for number in range(1, len(versions) + 1)
        ]
        assert (row.current is not None) == model.current(one)
        assert row.superseded_by_id == (None if model.after[one] is None else hub.keys[model.after[one]])
        addresses = [f"{row.get_absolute_url()}v{number}/" for number in range(1, len(versions) + 1)]
        assert [cited.version for cited in cited_at(addresses)] == list(versions)
    found = {int(key) for key in SearchEntry.objects.filter(kind="resource").values_list("key", flat=True)}
    assert found == {row.pk for one, row in enumerate(rows) if model.current(one) and model.after[one] is None}
    for row in rows:  # whoever follows the successors comes to an end
        after, steps = row.superseded_by, 0
        while after is not None:
            after, steps = after.superseded_by, steps + 1
            assert steps < 3


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_versions_and_successors_are_what_the_steps_say(steps):
    with transaction.atomic():
        model, hub = Model(), Hub()
        for step in steps:
            take(model, hub, (step[0].replace("bring back", "bring_back"), *step[1:]))
        compare(model, hub)
        transaction.set_rollback(True)
