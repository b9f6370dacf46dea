"""The editors' list of tags in Wagtail's admin."""

import pytest
from django.contrib.auth.models import Group, Permission

from community.people.permissions import EDITORS
from forum.kinds.snippets import TagViewSet
from forum.models import Tag
from tests.factories.forum import make_topic
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db
LIST = "/cms/snippets/hub_forum/tag/"


def who_enters(*names):
    """A member who may enter the admin, in these groups."""
    made = MemberFactory()
    made.user_permissions.add(Permission.objects.get(codename="access_admin"))
    made.groups.add(*(Group.objects.get_or_create(name=name)[0] for name in names))
    return made


@pytest.fixture
def editor(client_for):
    return client_for(who_enters(EDITORS))


def kept(name="Water"):
    return Tag.objects.create(name=name, slug=name.lower(), is_kept=True)


def test_editors_see_the_list_and_no_word_that_a_member_wrote(editor):
    kept()
    make_topic(tags=["quokka"])

    page = editor.get(LIST).content.decode()

    assert ("Water" in page, "quokka" in page) == (True, False)


def test_editors_add_and_rename(editor):
    editor.post(f"{LIST}add/", {"name": "Open data", "description": "", "is_kept": "on"})
    tag = Tag.objects.get()
    assert (tag.name, tag.slug, tag.is_kept) == ("Open data", "open-data", True)

    editor.post(f"{LIST}edit/{tag.pk}/", {"name": "Data for all", "description": "x", "is_kept": "on"})
    tag.refresh_from_db()
    assert (tag.name, tag.slug, tag.description) == ("Data for all", "data-for-all", "x")


def test_a_word_of_members_joins_the_list_with_its_topics(editor):
    topic = make_topic(tags=["quokka"])

    editor.post(f"{LIST}add/", {"name": "Quokka", "description": "", "is_kept": "on"})

    tag = Tag.objects.get()
    assert (tag.name, tag.is_kept, list(tag.topics.all())) == ("Quokka", True, [topic])


@pytest.mark.parametrize("name", ["Water", "?!", "", "x" * 31])
def test_names_that_are_taken_or_have_no_shape_are_refused(editor, name):
    kept()

    got = editor.post(f"{LIST}add/", {"name": name, "description": "", "is_kept": "on"})

    assert (got.status_code, Tag.objects.count()) == (200, 1)


def test_nobody_else_changes_the_list_and_nobody_deletes(editor, client_for):
    tag, free = kept(), Tag.objects.create(name="quokka", slug="quokka")
    other = client_for(who_enters("Organizers"))

    for client, address in ((other, f"edit/{tag.pk}/"), (other, "add/"), (editor, f"edit/{free.pk}/")):
        client.post(LIST + address, {"name": "Changed", "description": "", "is_kept": "on"})
    editor.post(f"{LIST}delete/{tag.pk}/")

    assert sorted(Tag.objects.values_list("name", flat=True)) == ["Water", "quokka"]
    assert TagViewSet.add_to_admin_menu
