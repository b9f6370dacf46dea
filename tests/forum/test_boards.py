"""Making and changing boards: constraints, groups' boards, the admin, what search follows."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from community.people.models import AuditEntry
from community.search.models import SearchEntry
from community.search.sources import EVERYBODY, group_scope
from forum.enums import RESERVED_SLUGS, Audience
from forum.models import Board
from forum.services.boards import change_board, found_board, found_group_board, free_slug
from tests.factories.forum import BoardFactory, group_board, make_topic
from tests.factories.workgroups import WorkGroupFactory

pytestmark = pytest.mark.django_db


def test_new_group_gets_one_private_board():
    group = WorkGroupFactory(name="Open Data Portal", slug="open-data-portal")

    board = group.boards.get()

    assert (board.name, board.slug) == ("Open Data Portal work group", "open-data-portal-group")
    assert (board.audience, board.parent.slug, board.is_private) == (Audience.GROUP, "work-groups", True)
    assert AuditEntry.objects.filter(action="found", kind="forum.forum", key=str(board.pk)).exists()


def test_two_groups_share_the_section():
    boards = [group_board()[0] for _ in range(2)]

    assert {board.parent for board in boards} == {Board.objects.sections().get()}


def test_group_whose_slug_is_taken_gets_another():
    BoardFactory(slug="water-group")

    assert WorkGroupFactory(slug="water").boards.get().slug == "water-group-2"


@pytest.mark.parametrize("fields", [{"audience": Audience.GROUP}, {"audience": "nobody"}, {"type": 2}])
def test_the_database_refuses_impossible_boards(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        BoardFactory(**fields)


def test_a_group_may_have_a_board_that_everybody_reads_beside_its_private_one():
    group = WorkGroupFactory()
    board = BoardFactory(audience=Audience.EVERYBODY, work_group=group)

    assert set(Board.objects.visible_to(AnonymousUser()).filter(work_group=group)) == {board}
    assert group.boards.count() == 2


@pytest.mark.parametrize("slug", RESERVED_SLUGS)
def test_slug_that_is_an_address_of_the_forum_is_refused(slug):
    with pytest.raises(IntegrityError), transaction.atomic():
        BoardFactory(slug=slug)
    assert free_slug(slug) == f"{slug}-2"


@pytest.mark.parametrize(("name", "slug"), [("Water data", "water-data"), ("水", "board"), ("x" * 200, "x" * 70)])
def test_free_slug(name, slug):
    assert free_slug(name) == slug


def test_founding_twice_gives_two_slugs(admin):
    slugs = [found_board(board=Board(name="Same", audience=Audience.MEMBERS), by=admin).slug for _ in range(3)]

    assert slugs == ["same", "same-2", "same-3"]


def test_board_made_private_leaves_search_at_once(admin):
    board, _lead = group_board()
    topic = make_topic(BoardFactory())
    assert SearchEntry.objects.get(kind="topic").scope == EVERYBODY

    public = topic.forum
    public.audience, public.work_group = Audience.GROUP, board.work_group
    change_board(board=public, by=admin)

    assert SearchEntry.objects.get(kind="topic").scope == group_scope(board.work_group_id)
    entry = AuditEntry.objects.get(action="change", kind="forum.forum")
    assert (entry.by, entry.before["audience"], entry.after["audience"]) == (admin, "everybody", "group")


def test_second_board_of_a_group_is_possible(admin):
    board, _lead = group_board(slug="water")

    assert found_group_board(group=board.work_group).slug == "water-group-2"


@pytest.fixture
def operator(client_for, admin):
    return client_for(admin)


def filled(**fields):
    return {"name": "New board", "slug": "", "description": "", "type": "0", "position": "1", **fields}


def test_operator_makes_and_changes_a_board(operator, admin):
    operator.post("/django-admin/forum/forum/add/", filled(audience="members"))
    board = Board.objects.get()

    operator.post(f"/django-admin/forum/forum/{board.pk}/change/", filled(audience="everybody", slug=board.slug))

    board.refresh_from_db()
    assert (board.slug, board.audience) == ("new-board", "everybody")
    assert list(AuditEntry.objects.order_by("pk").values_list("action", "by")) == [
        ("found", admin.pk),
        ("change", admin.pk),
    ]


@pytest.mark.parametrize(("audience", "sentence"), [("group", "Name the work group"), ("members", "group is private")])
def test_operator_is_told_that_audience_and_group_go_together(operator, audience, sentence):
    group = "" if audience == "group" else str(WorkGroupFactory(is_private=True).pk)
    before = Board.objects.count()

    page = operator.post("/django-admin/forum/forum/add/", filled(audience=audience, work_group=group))

    assert sentence in page.content.decode()
    assert Board.objects.count() == before


def test_operator_keeps_two_levels(operator):
    section = BoardFactory(type=Board.FORUM_CAT)
    board = make_topic().forum
    url = "/django-admin/forum/forum/{}change/"

    nested = operator.post(url.format(f"{section.pk}/"), filled(audience="everybody", type="1", parent=section.pk))
    turned = operator.post(url.format(f"{board.pk}/"), filled(audience="everybody", type="1", slug=board.slug))

    assert "A section lies in no other section" in nested.content.decode()
    assert "This board holds topics" in turned.content.decode()


def test_nobody_deletes_a_board(operator):
    board = BoardFactory()

    assert operator.post(f"/django-admin/forum/forum/{board.pk}/delete/", {"post": "yes"}).status_code == 403


def test_no_admin_of_machina_is_registered():
    from django.contrib import admin

    names = {model._meta.label for model in admin.site._registry if model._meta.app_label.startswith("forum")}

    assert names == {"forum.Forum"}
