"""Drafts and files: only editors write, concurrent edits are told apart, versions begin with the last one."""

import hashlib

import pytest
from django.core.files.storage import default_storage

from community.library.models import Resource, ResourceFile
from community.library.refusals import EditedMeanwhile, LibraryRefused
from community.library.services import files, publishing, writing
from community.people.models import AuditEntry
from tests.factories.library import add_file, facts, make_draft, make_editor, make_next, make_resource
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db


def save(version, by, body="Words.", edits=1, note=""):
    return writing.save_draft(version=version, body=body, change_note=note, by=by, edits=edits)


def test_only_editors_write():
    member, resource = MemberFactory(), make_resource()
    draft = make_draft()
    file = add_file(draft)
    for step in (
        lambda: writing.start(facts=facts(), by=member),
        lambda: writing.save_facts(resource=resource, facts=facts(), by=member, edits=0),
        lambda: save(draft, member),
        lambda: writing.begin_version(resource=resource, by=member),
        lambda: files.remove_file(file=file, by=member),
        lambda: files.note_accessibility(file=file, accessibility="x", by=member),
        lambda: publishing.publish(version=draft, by=member),
        lambda: publishing.withdraw(version=resource.current, because="x", by=member),
        lambda: publishing.supersede(resource=resource, successor=make_resource(), by=member),
        lambda: publishing.bring_back(resource=resource, by=member),
    ):
        with pytest.raises(LibraryRefused, match="Only editors"):
            step()


def test_addresses_are_free_and_never_a_page_of_the_library():
    slugs = [make_draft(title=title).resource.slug for title in ("New", "Plan", "Plan", "…")]
    assert slugs == ["new-2", "plan", "plan-2", "resource"]


def test_the_second_of_two_editors_is_told():
    draft = make_draft()
    first, second = make_editor(), make_editor()
    save(draft, first, "From the first.")
    with pytest.raises(EditedMeanwhile):
        save(draft, second, "From the second.")
    writing.save_facts(resource=draft.resource, facts={"title": "Mine"}, by=first, edits=0)
    with pytest.raises(EditedMeanwhile):
        writing.save_facts(resource=draft.resource, facts={"title": "Yours"}, by=second, edits=0)
    draft.refresh_from_db()
    assert (draft.body, Resource.objects.get().title) == ("From the first.", "Mine")


def test_text_becomes_safe_html_when_saved():
    draft = save(make_draft(), make_editor(), "## Part\n\n| a |\n|---|\n| <script>alert(1)</script> |\n\n- [ ] Do it")
    assert draft.html.startswith("<h3>Part</h3>")
    assert '<th scope="col">a</th>' in draft.html
    assert "<script" not in draft.html
    assert 'type="checkbox"' in draft.html


def test_text_that_can_not_be_shown_is_refused_and_nothing_changes():
    draft, before = make_draft(), make_draft().body
    with pytest.raises(LibraryRefused, match="stars"):
        save(draft, make_editor(), "*a **b " * 3_000)
    draft.refresh_from_db()
    assert draft.body == before


def test_new_version_begins_with_the_words_and_files_of_the_last():
    resource = make_resource()
    draft = writing.begin_version(resource=resource, by=make_editor())
    again = writing.begin_version(resource=resource, by=make_editor())
    assert (draft.number, draft.body, again) == (2, resource.current.body, draft)
    old, new = ResourceFile.objects.order_by("pk")
    assert (old.file.name, old.sha256, old.accessibility) == (new.file.name, new.sha256, new.accessibility)


def test_what_another_version_has_stays_on_the_disk(django_capture_on_commit_callbacks):
    resource = make_resource()
    draft = writing.begin_version(resource=resource, by=make_editor())
    shared, own = draft.files.get(), add_file(draft, "own.md", data=b"# Own\n")
    with django_capture_on_commit_callbacks(execute=True):
        for file in (shared, own):
            files.remove_file(file=file, by=make_editor())
    assert [default_storage.exists(file.file.name) for file in (shared, own)] == [True, False]


def test_file_of_the_same_name_takes_its_place():
    draft = make_draft()
    add_file(draft, data=b"a\n1\n")
    file = add_file(draft, data=b"a\n2\n")
    assert list(draft.files.all()) == [file]
    assert file.sha256 == hashlib.sha256(b"a\n2\n").hexdigest()
    assert (file.format, file.size) == ("csv", 4)


def test_a_published_version_takes_no_words_and_files():
    version, editor = make_resource().current, make_editor()
    for step in (lambda: save(version, editor), lambda: add_file(version, "b.csv")):
        with pytest.raises(LibraryRefused, match="Start a new version"):
            step()


def test_too_many_files_are_refused():
    draft = make_draft()
    for number in range(files.MOST_FILES):
        add_file(draft, f"{number}.csv")
    with pytest.raises(LibraryRefused, match="10 files at most"):
        add_file(draft, "more.csv")


def test_each_step_is_audited():
    resource = make_resource()
    make_next(resource)
    actions = AuditEntry.objects.filter(kind="library.resource").order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["start", "write", "add file", "publish", "revise", "write", "publish"]
