"""Every address that shows a page, and every template that is one, is looked at by the accessibility tests."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from tests.browser.page_types import ANY, NO_PAGE, NO_PAGE_TEMPLATES, PAGE_TYPES, PageType
from tests.guards import matrix, world
from tests.guards.addresses import Address, addresses
from tests.guards.sizes import ROOT
from tests.guards.test_matrix import client_of, url_of

IS_PAGE = re.compile(r"<!DOCTYPE|{% extends ")


def page_templates() -> set[str]:
    """Templates that are a whole page: they extend another one or bring a frame of their own."""
    folder = ROOT / "templates"
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.html") if IS_PAGE.search(path.read_text())}


def unexamined(found: Iterable[Address], page_types: Iterable[PageType]) -> set[str]:
    """The addresses outside the admins that no page type and no exemption names."""
    named = {page_type.address for page_type in page_types} | set(NO_PAGE)
    return {address.name for address in found if not address.is_admin} - named


def test_every_address_has_a_page_type_or_a_reason():
    assert unexamined(addresses(), PAGE_TYPES) == set()


def test_address_without_a_page_type_is_caught():
    without = [page_type for page_type in PAGE_TYPES if page_type.address != "people:member"]
    assert unexamined(addresses(), without) == {"people:member"}


def test_every_named_address_exists():
    known = {address.name for address in addresses()} | {ANY}
    assert ({page_type.address for page_type in PAGE_TYPES} | set(NO_PAGE)) - known == set()


def test_every_page_template_has_a_page_type_or_a_reason():
    named = {page_type.template for page_type in PAGE_TYPES} | set(NO_PAGE_TEMPLATES)
    assert page_templates() ^ named == set()


def test_no_two_page_types_have_one_name():
    assert len({page_type.name for page_type in PAGE_TYPES}) == len(PAGE_TYPES)


def is_page(answer) -> bool:
    """Whether a person sees a page, and no part of one; a file is read to its end, so that it is closed."""
    if answer.streaming:
        b"".join(answer.streaming_content)
        return False
    return answer.status_code == 200 and "html" in answer["Content-Type"] and "<html" in answer.text


@pytest.fixture(scope="module")
def the_world(module_db) -> world.World:
    """The world of the matrix."""
    return world.build()


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["visitor", "member", "admin"])
def test_address_that_is_exempt_shows_no_page(role, the_world):
    client = client_of(the_world, role)
    rows = [row for row in matrix.ROWS if row.name in NO_PAGE and row.method == "GET"]
    pages = {row.name for row in rows if is_page(client.get(url_of(the_world, row)))}
    assert pages == set()
    assert len(rows) > 10
