"""The triggers that migrations made are still there: SQLite drops them silently when it remakes a table."""

from __future__ import annotations

import re

import pytest
from django.db import connection

from tests.guards.sizes import ROOT

pytestmark = pytest.mark.django_db

_APPEND_ONLY = re.compile(r"append_only\(\s*[\"'](\w+)[\"']")


def append_only_tables() -> set[str]:
    """Every table that a migration of ours made append-only."""
    return {table for path in ROOT.glob("*/**/migrations/*.py") for table in _APPEND_ONLY.findall(path.read_text())}


def triggers() -> set[str]:
    """The triggers of the database."""
    if connection.vendor == "postgresql":
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    else:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall()}


def test_every_append_only_table_has_its_trigger():
    tables = append_only_tables()
    assert "people_auditentry" in tables
    assert {f"{table}_no_change" for table in tables} - triggers() == set()


def test_dropped_trigger_is_missed():
    with connection.cursor() as cursor:
        on = " ON people_auditentry" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER people_auditentry_no_change{on}")
    assert "people_auditentry_no_change" not in triggers()
