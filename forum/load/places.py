"""The people of a load, its work groups and its boards. Groups and boards come from the services that people use."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from community.people.models import Department, Member
from community.workgroups.enums import Role, State
from community.workgroups.models import Membership, WorkGroup
from community.workgroups.services import found_group
from forum.enums import Audience
from forum.models import Board
from forum.services.boards import ensure_section, found_board, free_slug

from .filling import advance_sequences, fill, next_pk
from .sizes import GROUPS_OF_EACH, Sizes
from .texts import COUNTIES, FIRST_NAMES, LAST_NAMES

DOMAIN = "load.invalid"  # no mail ever goes there (RFC 2606), and no account there has a password
_DEPARTMENTS = 20
_SUBJECTS = ("water", "permits", "health", "budgets", "fleets", "licenses", "maps", "surveys", "training", "energy")


@dataclass(frozen=True)
class Places:
    """Primary keys of members and departments; of a private board the places of its writers among the members."""

    departments: list[int]
    members: list[int]
    boards: list[Board]
    writers: list[Sequence[int] | None]


def make_places(sizes: Sizes) -> Places:
    """Members, groups and boards: public and members' ones in turn, then the groups'."""
    departments = _make_departments()
    members = _make_members(sizes, departments)
    section = ensure_section(slug="load", name="Load", position=500)
    boards = [_make_board(number, section) for number in range(sizes.boards - sizes.groups)]
    writers: list[Sequence[int] | None] = [None] * len(boards)
    for number in range(sizes.groups):
        board, those = _make_group(number, sizes, members)
        boards.append(board)
        writers.append(those)
    return Places(departments, members, boards, writers)


def _make_members(sizes: Sizes, departments: list[int]) -> list[int]:
    choose = random.Random(f"people {sizes.seed}")  # noqa: S311  a load, no secret
    start = next_pk(Member)
    keys = list(range(start, start + sizes.members))
    columns = ("id", "email", "display_name", "password", "department_id", "job_title", "about", "date_joined")
    rows = (
        (
            key,
            f"load-{number:06}@{DOMAIN}",
            f"{choose.choice(FIRST_NAMES)} {choose.choice(LAST_NAMES)}",
            make_password(None),
            choose.choice(departments),
            "Data analyst",
            f"Looks after data of {choose.choice(COUNTIES)} County.",
            sizes.since,
        )
        for number, key in enumerate(keys, start=1)
    )
    fill(Member, columns, rows)
    advance_sequences(Member)
    return keys


def _make_departments() -> list[int]:
    start = next_pk(Department)
    keys = list(range(start, start + _DEPARTMENTS))
    rows = ((key, f"Load department {number}", f"LD{number}", f"ld-{number}") for number, key in enumerate(keys, 1))
    fill(Department, ("id", "name", "acronym", "slug"), rows)
    advance_sequences(Department)
    return keys


def _make_board(number: int, section: Board) -> Board:
    audience = (Audience.EVERYBODY, Audience.MEMBERS)[number % 2]
    name = f"{_SUBJECTS[number % len(_SUBJECTS)].capitalize()} {number + 1}"
    description = f"Questions and answers about {_SUBJECTS[number % len(_SUBJECTS)]}."
    board = Board(name=name, slug=free_slug(f"load-{name}"), description=description, audience=audience, parent=section)
    return found_board(board=board, by=None)


def _make_group(number: int, sizes: Sizes, members: list[int]) -> tuple[Board, list[int]]:
    """Each member is in GROUPS_OF_EACH of the groups, side by side; the first of a group leads it."""
    those = [place for place in range(sizes.members) if (number - place) % sizes.groups < GROUPS_OF_EACH]
    lead = Member.objects.get(pk=members[those[0]])
    subject = _SUBJECTS[number % len(_SUBJECTS)]
    group = WorkGroup(
        name=f"Load {subject} {number + 1}", slug=f"load-{subject}-{number + 1}", purpose="To try it out."
    )
    found_group(group=group, lead=lead, by=lead)
    Membership.objects.bulk_create(
        Membership(group=group, member_id=members[place], role=Role.MEMBER, state=State.ACTIVE) for place in those[1:]
    )
    return group.boards.get(), those
