"""Makes a load, all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from community.people.models import Department, Member
from community.search.services import index_all
from forum.models import Board, Post, Topic
from forum.services.counting import settle

from . import around, places, plan, texts, writing
from .filling import advance_sequences, analyze, fill
from .sizes import LoadRefused, Sizes

Step = Callable[[str, int], Any]  # makes the bar of a step of so many units


def make_load(*, sizes: Sizes, step: Step, among_people: bool = False) -> dict[str, int]:
    """Fill the database; return how many rows of each sort were made.

    Raises LoadRefused where a load is already, and where people are unless `among_people` says that this is meant.
    """
    _check(among_people=among_people)
    with transaction.atomic():
        made = _make(sizes, step)
    bar = step("Statistics", 1)
    analyze()
    bar.add()
    bar.end()
    return made


def _check(*, among_people: bool) -> None:
    of_load = Member.objects.filter(email__endswith=f"@{places.DOMAIN}")
    if of_load.exists():
        raise LoadRefused(_("This database holds a load already. Make another database for another load."))
    if Member.objects.exists() and not among_people:
        raise LoadRefused(
            _(
                "This database has members, and a load can't be taken out again. Use an empty database, or say "
                "--among-people if you mean it."
            )
        )


def _make(sizes: Sizes, step: Step) -> dict[str, int]:
    bar = step("Boards and members", sizes.boards + sizes.members)
    made_places = places.make_places(sizes)
    bar.add(sizes.boards + sizes.members)
    bar.end()
    bar = step("Plan", sizes.posts)
    draft = writing.Draft.of(sizes, made_places, plan.draw(sizes, made_places.writers), texts.pool(sizes.seed))
    bar.add(sizes.posts)
    bar.end()
    fill(Topic, writing.TOPIC_COLUMNS, step("Topics", sizes.topics).over(writing.topic_rows(draft)))
    fill(Post, writing.POST_COLUMNS, step("Posts", sizes.posts).over(writing.post_rows(draft)))
    advance_sequences(Topic, Post)
    tags = writing.make_tags(draft)
    settle(topics=[], boards=[board.pk for board in made_places.boards])
    writing.fill_entries(draft, step("Search", sizes.topics).over(writing.entry_rows(draft, tags)))
    members = Member.objects.filter(pk__in=made_places.members).select_related("department").prefetch_related("skills")
    index_all(kind="person", rows=members.iterator(500))
    index_all(kind="department", rows=Department.objects.filter(pk__in=made_places.departments))
    around.fill_marks(draft, step("Read marks", sizes.marks).over(around.mark_rows(draft)))
    rest = around.fill_rest(draft)
    return {
        "members": sizes.members,
        "boards": Board.objects.filter(pk__in=[board.pk for board in made_places.boards]).count(),
        "topics": len(draft.plan.threads),
        "posts": len(draft.plan.topic_of),
        "tags on topics": sum(map(len, tags.values())),
        "accepted answers": sum(thread.answer is not None for thread in draft.plan.threads),
        "read marks": sizes.marks,
        **rest,
    }
