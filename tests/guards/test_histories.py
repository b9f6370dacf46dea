"""Migrations: squashed ones make what the long history made; upgrades from each old state and the way back work."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor

from tests.guards.histories import LongHistory
from tests.guards.schemas import Schema, differences, parts_of_table, schema_of_postgres, schema_of_sqlite
from tests.prepared import migrated, new_database, own_environment, run_python, shared_folder


def schema(folder: Path, url: str) -> Schema:
    """Of a database that `new_database` made there."""
    return schema_of_postgres(url) if url.startswith("postgres") else schema_of_sqlite(folder / "hub.sqlite3")


def take(way: str, url: str) -> None:
    """Run tests.guards.histories on a database."""
    settings = {"DJANGO_SETTINGS_MODULE": "community.settings.test", "DATABASE_URL": url}
    run_python("-m", "tests.guards.histories", way, environment=own_environment(**settings))


@pytest.fixture
def fresh(tmp_path_factory):
    """A copy of what `migrate` makes, and its URL."""
    folder = tmp_path_factory.mktemp("fresh")
    return folder, new_database(folder, "hub_fresh", like=migrated(shared_folder(tmp_path_factory)))


def test_long_history_back_and_forth_gives_the_schema_of_the_short_one(fresh, tmp_path):
    url = new_database(tmp_path, f"hub_long_{os.getpid()}")
    take("long", url)
    assert differences(schema(tmp_path, url), schema(*fresh)) == []


def test_what_migrate_made_comes_back_after_the_way_back(fresh):
    before = schema(*fresh)
    take("back", fresh[1])
    assert differences(before, schema(*fresh)) == []


@pytest.mark.django_db
def test_upgrade_from_each_old_state_runs_what_is_missing_once():
    steps, first = LongHistory(None).in_order(), MigrationExecutor(connection)
    first.recorder.migration_qs.all().delete()
    for number, step in enumerate(steps, 1):
        first.record_migration(step)
        first.check_replacements()
        executor = MigrationExecutor(connection)
        executor.loader.check_consistent_history(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        missing = [name for planned, _back in plan for name in names(planned)]
        assert sorted(missing) == sorted(name for later in steps[number:] for name in names(later))


def names(step: Migration) -> list[tuple[str, str]]:
    """What the database notes when it has run."""
    return step.replaces or [(step.app_label, step.name)]


def test_a_column_an_index_and_a_trigger_that_differ_are_told():
    """The control."""
    one, other = {"t": {"a", "b"}, "u": {"c"}}, {"t": {"a"}, "u": {"c", "d"}}
    assert differences(one, other) == ["t - b", "u + d"]


def test_a_table_is_read_by_its_parts():
    sql = """CREATE TABLE "t" ("a" varchar(3) DEFAULT ',(' NOT NULL, "b" decimal(5, 2) CHECK ("b" IN (1, 2)),
        CONSTRAINT "c" UNIQUE ("a", "b"))"""
    assert parts_of_table(sql) == [
        """"a" varchar(3) DEFAULT ',(' NOT NULL""",
        '"b" decimal(5, 2) CHECK ("b" IN (1, 2))',
        'CONSTRAINT "c" UNIQUE ("a", "b")',
    ]
