"""Pages of the library: what readers see of each version, lists by address and numbers, the editors' way by forms."""

import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from community.library.models import Resource, ResourceVersion
from community.library.services import publishing, writing
from community.library.services.citing import cite
from tests.factories.library import FACTS, add_file, make_draft, make_editor, make_next, make_resource
from tests.factories.people import DepartmentFactory, MemberFactory
from tests.factories.practices import make_practice
from tests.factories.workgroups import WorkGroupFactory

pytestmark = pytest.mark.django_db


def at(resource, name, **more):
    return reverse(f"library:{name}", kwargs={"slug": resource.slug, **more})


def text(client, url, status=200):
    answer = client.get(url)
    assert answer.status_code == status, url
    return " ".join(answer.text.split())


def test_the_whole_way_by_forms_alone(client_for):
    client, department = client_for(make_editor()), DepartmentFactory()
    form = {**FACTS, "department": department.pk, "edits": 0, "form_token": str(uuid.uuid4())}
    for _twice in range(2):  # the second click of the same form makes no second draft
        answer = client.post(reverse("library:new"), form)
    resource = Resource.objects.get()
    assert answer["Location"] == at(resource, "draft")
    assert "Write the text that is read on the page." in text(client, at(resource, "draft"))
    assert client.post(at(resource, "draft"), {"body": "## Part\nWords.", "edits": 0}).status_code == 302
    file = SimpleUploadedFile("columns.csv", b"a,b\n")
    sent = {"file": file, "accessibility": "One table."}
    assert client.post(at(resource, "add_file"), sent).status_code == 302
    assert client_for(MemberFactory()).get(resource.get_absolute_url()).status_code == 404
    client.post(at(resource, "publish"))
    page = text(client_for(None), resource.get_absolute_url())
    for said in ("This is current: version 1", "<h3>Part</h3>", "columns.csv", "One table.", department.name):
        assert said in page
    assert "For editors" not in page


def test_each_version_says_whether_it_is_current(client_for):
    resource, client = make_resource(), client_for(None)
    first = at(resource, "version", number=1)
    assert "This is current: version 1" in text(client, first)
    make_next(resource)
    assert "This is not current: a newer version than version 1" in text(client, first)
    assert "This is current: version 2" in text(client, at(resource, "version", number=2))
    assert "Write more down." in text(client, resource.get_absolute_url())
    successor = make_resource(title="The other one")
    publishing.supersede(resource=resource, successor=successor, by=make_editor())
    assert "Use “The other one”" in text(client, resource.get_absolute_url())
    assert resource.title in text(client, successor.get_absolute_url())  # it says what it replaces


def test_withdrawn_version_says_why_and_shows_nothing_else(client_for):
    resource, client, editor = make_resource(body="It names Ada."), client_for(None), make_editor()
    publishing.withdraw(version=resource.current, because="It names a person.", by=editor)
    for url in (resource.get_absolute_url(), at(resource, "version", number=1)):
        page = text(client, url)
        assert "Version 1 was withdrawn" in page
        assert "It names a person." in page
        assert "It names Ada." not in page
        assert "template.csv" not in page
    assert "It names Ada." in text(client_for(editor), at(resource, "version", number=1))


def test_drafts_are_for_editors(client_for):
    resource = make_resource()
    draft = writing.begin_version(resource=resource, by=make_editor())
    file = add_file(draft, "secret.csv")
    member, editor = client_for(MemberFactory()), client_for(make_editor())
    for url in (draft.get_absolute_url(), file.get_absolute_url(), at(resource, "draft")):
        assert member.get(url).status_code == 404
        answer = editor.get(url)
        assert answer.status_code == 200
        b"".join(answer)  # a file is closed when it was read
    assert "Version 2" not in text(member, resource.get_absolute_url())


def test_words_are_told_apart_and_nothing_is_lost(client_for):
    draft, client = make_draft(), client_for(make_editor())
    url, first = at(draft.resource, "draft"), {"body": "From the first.", "edits": 1}
    assert client.post(url, first).status_code == 302
    answer = client.post(url, {**first, "body": "From the second."})
    assert answer.status_code == 409
    assert "Saved by the other person" in answer.text
    assert "From the first." in answer.text
    assert "From the second." in answer.text
    again = re.search(r'name="edits" value="(\d+)"', answer.text)[1]
    assert client.post(url, {"body": "From the second.", "edits": again}).status_code == 302
    draft.refresh_from_db()
    assert draft.body == "From the second."


def test_facts_are_told_apart_too(client_for):
    resource, client = make_resource(), client_for(make_editor())
    form = {**FACTS, "department": resource.department_id, "edits": 0}
    assert client.post(at(resource, "facts"), {**form, "title": "First"}).status_code == 302
    answer = client.post(at(resource, "facts"), {**form, "title": "Second"})
    assert answer.status_code == 409
    assert 'value="Second"' in answer.text
    assert "First" in answer.text


def test_bad_input_is_told_in_sentences_and_kept(client_for):
    client, draft = client_for(make_editor()), make_draft()
    group = WorkGroupFactory()
    private = WorkGroupFactory(is_private=True)
    facts = {**FACTS, "title": "Kept", "department": DepartmentFactory().pk, "edits": 0}
    for url, sent, said in (
        (reverse("library:new"), {**facts, "group": group.pk, "form_token": uuid.uuid4()}, "Choose one owner"),
        (reverse("library:new"), {**facts, "group": private.pk, "form_token": uuid.uuid4()}, "valid choice"),
        (at(draft.resource, "draft"), {"body": "Kept" + "*a **b " * 3_000, "edits": 1}, "Split it"),
        (at(draft.resource, "add_file"), {"accessibility": "Kept"}, "required"),
        (at(draft.resource, "add_file"),
         {"accessibility": "Kept", "file": SimpleUploadedFile("a.exe", b"MZ")}, "must end in"),
    ):  # fmt: skip
        answer = client.post(url, sent)
        assert answer.status_code == 422, url
        assert said in answer.text
        assert "Kept" in answer.text


def test_successor_is_named_by_its_address(client_for):
    resource, client = make_resource(), client_for(make_editor())
    other = make_resource(title="Other")
    url = at(resource, "supersede")
    for typed, said in (("/library/none/", "No resource is at that address"), (resource.get_absolute_url(), "itself")):
        answer = client.post(url, {"successor": typed})
        assert answer.status_code == 422
        assert said in answer.text
    assert client.post(url, {"successor": f"{other.get_absolute_url()}v1/"}).status_code == 302
    resource.refresh_from_db()
    assert resource.superseded_by == other


def titles(client, **asked):
    answer = client.get(reverse("library:list"), asked)
    return [row.title for row in answer.context["page"]]


def test_list_is_narrowed_by_its_address(client_for):
    client = client_for(None)
    make_resource(title="Charter", kind="template", topic="governance", audience="sponsors", body="Who decides.")
    rules = make_resource(title="Rules", kind="standard")
    old = make_resource(title="Zebra")
    publishing.supersede(resource=old, successor=rules, by=make_editor())
    make_draft(title="Draft one")
    assert titles(client) == ["Charter", "Rules"]
    for asked, found in (
        ({"kind": "standard"}, ["Rules"]),
        ({"topic": "governance"}, ["Charter"]),
        ({"audience": "sponsors"}, ["Charter"]),
        ({"format": "csv"}, ["Charter", "Rules"]),
        ({"format": "pdf"}, []),
        ({"q": "decides"}, ["Charter"]),
        ({"q": "zeb", "state": "former"}, ["Zebra"]),
        ({"sort": "newest"}, ["Rules", "Charter"]),
        ({"kind": "nonsense", "sort": "x", "state": "drafts"}, ["Charter", "Rules"]),
    ):
        assert titles(client, **asked) == found, asked
    assert titles(client_for(make_editor()), state="drafts") == ["Draft one"]


def test_lists_and_pages_cost_the_same_with_one_row_and_with_thirty(client_for, count_queries):
    reader, editor = client_for(MemberFactory()), client_for(make_editor())
    resource = make_resource(title="Row 0")
    version = at(resource, "version", number=1)
    cite(kind="practice", key=make_practice(title="Practice 0").pk, addresses=[version])
    urls = (reverse("library:list"), f"{reverse('library:list')}?q=row&format=csv&sort=downloads", version)
    few = [count_queries(client, url) for client in (reader, editor) for url in urls]
    for number in range(1, 30):
        make_resource(title=f"Row {number}")
    by = make_editor()
    for _number in range(6):
        make_next(resource, by)
    for number in range(1, 5):
        cite(kind="practice", key=make_practice(title=f"Practice {number}").pk, addresses=[version])
    many = [count_queries(client, url) for client in (reader, editor) for url in urls]
    assert many[:2] == few[:2]
    assert many[3:5] == few[3:5]
    assert max(many) <= 15
    assert abs(many[2] - few[2]) <= 1  # what is current is another row than the one shown


def test_draft_of_a_new_version_is_offered_once(client_for):
    resource, client = make_resource(), client_for(make_editor())
    for _twice in range(2):
        assert client.post(at(resource, "new_version"))["Location"] == at(resource, "draft")
    assert ResourceVersion.objects.filter(resource=resource).count() == 2
    assert "Edit the draft of version 2" in text(client, resource.get_absolute_url())
