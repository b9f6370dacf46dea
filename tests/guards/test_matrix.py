"""Role x URL x method: every address answers every role as the table says, and an address without a line fails."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.core.cache import caches
from django.db import transaction
from django.test import Client
from django.urls import path, reverse

from tests.guards import matrix, world
from tests.guards.addresses import Address, addresses, admin_paths
from tests.guards.matrix import ROLES, Row

pytestmark = [pytest.mark.django_db, pytest.mark.once]

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
# Wagtail's own log-in, password and account pages: ours stand before them in community/urls.py.
SHADOWED = {"cms/account/", "cms/login/", "cms/password_reset/"}
# What both admins serve to everybody: their log-in, log-out and the words and icons of their own pages.
OPEN_TO_VISITORS = {
    "cms/login/",
    "cms/password_reset/",
    "cms/sprite/",
    "cms/jsi18n/",
    "django-admin/logout/",
}


def missing(found: Iterable[Address], rows: Iterable[Row]) -> set[str]:
    """The addresses nobody wrote a line for."""
    return {address.name for address in found if not address.is_admin} - {row.name for row in rows}


def test_every_address_has_a_line():
    assert missing(addresses(), matrix.ROWS) == set()


def test_every_line_is_about_an_address_that_exists():
    assert {row.name for row in matrix.ROWS} - {address.name for address in addresses()} == set()


def test_planted_address_without_a_line_is_caught():
    planted = Address("training:report", "training/report/", path("report/", lambda request: None, name="report"))
    assert missing([*addresses(), planted], matrix.ROWS) == {"training:report"}


def test_line_that_lacks_a_cell_is_refused():
    with pytest.raises(ValueError, match="6 cells for 7 roles"):
        matrix.parse("my - GET login 200 . . . .")


@pytest.fixture(scope="module")
def the_world(module_db) -> world.World:
    """The world, made once for this module."""
    return world.build()


def url_of(the_world: world.World, row: Row) -> str:
    """The path a line asks."""
    about = the_world.objects[row.about]
    return reverse(row.name, args=about) if isinstance(about, tuple) else reverse(row.name, kwargs=about)


def ask(client: Client, the_world: world.World, row: Row, method: str) -> str:
    """The answer to one cell, as the table writes it; what it changed is rolled back."""
    url = url_of(the_world, row)
    for cache in caches.all(initialized_only=True):
        cache.clear()
    fields = the_world.forms[row.name] if method == "FORM" else {"csrfmiddlewaretoken": "of any form"}
    with transaction.atomic():
        answer = client.generic(method, url) if method not in {"FORM", "POST"} else client.post(url, fields)
        if answer.streaming:
            b"".join(answer.streaming_content)  # read to its end, a file is closed
        transaction.set_rollback(True)
    if answer.status_code == 302 and answer["Location"].startswith(reverse("account_login")):
        return "login"
    return str(answer.status_code)


def client_of(the_world: world.World, role: str) -> Client:
    client = Client()
    if the_world.people[role] is not None:
        client.force_login(the_world.people[role])
    return client


def wrong_cells(the_world: world.World, role: str, rows: Iterable[Row]) -> list[str]:
    """Each line the hub answers otherwise than its table."""
    wrong = []
    for row in rows:
        with transaction.atomic():
            client = client_of(the_world, role)
            answer = ask(client, the_world, row, row.method)
            transaction.set_rollback(True)
        if answer != row.expected[role]:
            wrong.append(f"{row}: {role} got {answer}, the table says {row.expected[role]}")
    return wrong


@pytest.mark.parametrize("role", ROLES)
def test_role_gets_what_the_table_says(the_world, role):
    assert "\n".join(wrong_cells(the_world, role, matrix.ROWS)) == ""


def test_planted_open_door_is_caught(the_world):
    planted = matrix.parse("workgroups:membership_approve their-request POST login 302 302 404 404 404 404")
    assert wrong_cells(the_world, "member", planted) == [
        "POST workgroups:membership_approve (their-request): member got 404, the table says 302"
    ]


@pytest.mark.parametrize("role", ["visitor", "admin"])
def test_method_without_a_line_is_refused(the_world, role):
    allowed: dict[str, set[str]] = {}
    for row in matrix.OURS:
        allowed.setdefault(row.name, set()).add(row.method.replace("FORM", "POST"))
    wrong = []
    for row in {row.name: row for row in reversed(matrix.OURS)}.values():
        client = client_of(the_world, role)
        for method in set(METHODS) - allowed[row.name]:
            answer = ask(client, the_world, row, method)
            if answer not in ({"405", "login"} if role == "visitor" else {"405"}):
                wrong.append(f"{method} {row.name} ({row.about}): {role} got {answer}")
    assert "\n".join(wrong) == ""


def test_every_admin_address_can_be_asked():
    assert {route for route, reached in admin_paths() if reached is None} == SHADOWED


@pytest.mark.parametrize("role", ["visitor", "member"])
def test_both_admins_are_closed(the_world, role):
    client = client_of(the_world, role)
    wrong = []
    for route, reached in admin_paths():
        if reached is None or route in OPEN_TO_VISITORS:
            continue
        for method in ("GET", "POST"):
            with transaction.atomic():
                answer = client.generic(method, reached)
                transaction.set_rollback(True)
            is_refused = answer.status_code in {403, 404} or (
                answer.status_code == 302 and "/login/" in answer["Location"]
            )
            if not is_refused:
                wrong.append(f"{method} {reached}: {role} got {answer.status_code} {answer.get('Location', '')}")
    assert "\n".join(wrong) == ""
