"""Making and changing boards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from community.people.services import record
from community.search.services import index
from forum.enums import RESERVED_SLUGS, Audience
from forum.models import Board

if TYPE_CHECKING:
    from community.people.models import Member
    from community.workgroups.models import WorkGroup

GROUPS_SECTION = "work-groups"
_RECORDED = ("name", "slug", "description", "type", "audience", "work_group_id", "parent_id", "position")


@transaction.atomic
def found_board(*, board: Board, by: Member | None) -> Board:
    """Save a new board; without a slug it gets a free one from its name. Audited."""
    board.slug = board.slug or free_slug(board.name)
    board.save()
    record(by=by, action="found", about=board, after=_state(board))
    return board


@transaction.atomic
def change_board(*, board: Board, by: Member) -> Board:
    """Save a changed board; audited. What search shows of its topics follows at once."""
    before = _state(Board.objects.select_for_update(no_key=True).get(pk=board.pk))
    board.save()
    after = _state(board)
    record(by=by, action="change", about=board, before=before, after=after)
    if (before["audience"], before["work_group_id"]) != (after["audience"], after["work_group_id"]):
        for topic in board.topics.select_related("forum").iterator(500):
            index(kind="topic", row=topic)
    return board


@transaction.atomic
def found_group_board(*, group: WorkGroup) -> Board:
    """Give a work group its private board, in the section of the groups' boards."""
    section = ensure_section(slug=GROUPS_SECTION, name=_("Work groups"), position=200)
    board = Board(
        name=_("%(group)s work group") % {"group": group.name},
        slug=free_slug(f"{group.slug[:60]}-group"),
        description=_("For the members of the work group only."),
        audience=Audience.GROUP,
        work_group=group,
        parent=section,
    )
    return found_board(board=board, by=None)


@transaction.atomic
def found_public_board(*, group: WorkGroup) -> Board:
    """Give a work group a board that everybody reads, where its leads look after the topics."""
    section = ensure_section(slug=GROUPS_SECTION, name=_("Work groups"), position=200)
    board = Board(
        name=_("%(group)s: open board") % {"group": group.name},
        slug=free_slug(f"{group.slug[:60]}-open"),
        description=_("Ask the work group, and read what it is about. Everybody can read it."),
        audience=Audience.EVERYBODY,
        work_group=group,
        parent=section,
    )
    return found_board(board=board, by=None)


@transaction.atomic(savepoint=False)
def ensure_section(*, slug: str, name: str, position: int) -> Board:
    """The section of boards with that slug, made when it is missing, and locked.

    Boards founded below it at once take turns, so that machina's tree stays whole.
    """
    values = {"name": name, "type": Board.FORUM_CAT, "audience": Audience.EVERYBODY, "position": position}
    section, _made = Board.objects.get_or_create(slug=slug, defaults=values)
    return Board.objects.select_for_update(no_key=True).get(pk=section.pk)


def free_slug(name: str) -> str:
    """A slug from `name` that no board has and that is no address of the forum."""
    stem = slugify(name)[:70].strip("-") or "board"
    taken = {*RESERVED_SLUGS, *Board.objects.filter(slug__startswith=stem).values_list("slug", flat=True)}
    if stem not in taken:
        return stem
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{stem}-{number}") not in taken)


def _state(board: Board) -> dict[str, Any]:
    return {name: getattr(board, name) for name in _RECORDED}
