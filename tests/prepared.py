"""What takes long to make and is made once for a whole run: a migrated database and a sample hub, copied by who asks.

Migrating takes as long as some hundred tests, because Django makes every model again for each operation.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from tests.crowd import only_crowd

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.txt"
SHAPES_DATABASE = ("migrations/*.py", "apps.py", "receivers.py")
MADE_WITHIN_SECONDS = 900  # on a machine that has much else to do
# Looking for garbage less often saves a sixth of the time.
MIGRATE = """
import gc
gc.freeze()
gc.set_threshold(50_000, 20, 100)
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", "migrate", "-v0"])
"""


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run see, and no other run."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def given_server() -> str:
    """What DATABASE_URL names, when it is PostgreSQL; else “”, for SQLite."""
    given = os.environ.get("DATABASE_URL", "")
    return given if given.startswith("postgres") else ""


def own_environment(**variables: str) -> dict[str, str]:
    """The environment of a program of the hub, without what pytest and Django put there for the tests."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("DJANGO_", "PYTEST_"))}
    return kept | variables


def run_python(*command: str, environment: dict[str, str]) -> None:
    """Run a Python program of the checkout; raises AssertionError with all it printed when it fails."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=MADE_WITHIN_SECONDS, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}"


def made_once(folder: Path, name: str, make: Callable[[Path], None]) -> Path:
    """The folder `name`, which `make` has filled for whoever came first; the others wait."""
    made, half = folder / name, folder / f"{name}.half"
    with only_crowd(folder / f"{name}.lock"):
        if not made.exists():
            shutil.rmtree(half, ignore_errors=True)
            half.mkdir()
            make(half)
            half.rename(made)
    return made


def migrated(folder: Path) -> Path:
    """A folder with a migrated database: a SQLite file, or the name of one on the PostgreSQL server.

    With KEPT_DATABASES, a folder of one's own, the file is kept there for the next run, until migrations or versions
    change: half a minute less for who runs a few tests often.
    """
    if (kept := os.environ.get("KEPT_DATABASES", "")) and not given_server():
        folder = Path(kept) / _state_of_migrations()
        folder.mkdir(parents=True, exist_ok=True)

    def make(half: Path) -> None:
        url = new_database(half, "hub_migrated")
        settings = {"DJANGO_SETTINGS_MODULE": "community.settings.test", "DATABASE_URL": url}
        run_python("-c", MIGRATE, environment=own_environment(**settings))

    return made_once(folder, "migrated", make)


def _state_of_migrations() -> str:
    """A name for what a migrated database depends on: migrations, what runs after them, versions of libraries."""
    floors = [ROOT / name for name in ("community", "events", "forum", "training")]
    files = [path for floor in floors for wanted in SHAPES_DATABASE for path in floor.rglob(wanted)]
    return hashlib.sha256(b"".join(path.read_bytes() for path in [*sorted(files), LOCK])).hexdigest()[:16]


def sample_hub(folder: Path) -> Path:
    """A folder with a migrated database that holds the sample hub, and its files in `media`."""

    def make(half: Path) -> None:
        url = new_database(half, "hub_sample", like=migrated(folder))
        values = {"DJANGO_SETTINGS_MODULE": "community.settings.dev", "DATABASE_URL": url, "DEBUG": "0"}
        run_python("deploy/prepare.py", environment=own_environment(**values, MEDIA_ROOT=str(half / "media")))

    return made_once(folder, "sample", make)


def new_database(folder: Path, name: str, *, like: Path | None = None) -> str:
    """Make a database in `folder` and return its URL; `like` is a folder with the one it copies.

    On PostgreSQL its name gets the number of this process, and `drop_databases` ends it with the run.
    """
    server = given_server()
    if not server:
        file = folder / "hub.sqlite3"
        if like is not None:
            copy_sqlite(like / "hub.sqlite3", str(file))
        return f"sqlite:///{file}"
    name = f"{name}_{os.getpid()}"
    with on_server(server) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        pattern = sql.SQL("template1") if like is None else sql.Identifier(name_of(like))
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), pattern))
    (folder / "database").write_text(name)
    return urlsplit(server)._replace(path=f"/{name}").geturl()


def name_of(folder: Path) -> str:
    """How the PostgreSQL server calls the database of that folder."""
    return (folder / "database").read_text()


def drop_databases(folder: Path) -> None:
    """End every database on the PostgreSQL server that a folder below this one names."""
    notes = list(folder.rglob("database"))
    if not notes:
        return
    with on_server(given_server()) as connection:
        for note in notes:
            name = sql.Identifier(note.read_text())
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
            note.unlink()


def copy_sqlite(source: Path, target: str) -> sqlite3.Connection | None:
    """Copy a database into a file, or into memory; that one lasts while the connection returned is open."""
    into = sqlite3.connect(target, uri=target.startswith("file:"))
    with closing(sqlite3.connect(source)) as origin:
        origin.backup(into)
    if target.startswith("file:"):
        return into
    into.close()
    return None


@contextmanager
def on_server(server: str) -> Iterator[psycopg.Connection]:
    """A connection to the server itself."""
    with psycopg.connect(urlsplit(server)._replace(path="/postgres").geturl(), autocommit=True) as connection:
        yield connection
