"""Brings the database up to date, each step with its time: migrations, cache table, sample hub in a new database."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings.dev")

ACCOUNTS = ["learner", "member", "lead", "organizer", "coordinator", "instructor", "editor", "moderator", "admin"]
PASSWORD = "sample-hub-password"  # noqa: S105 printed at every start; sample_guard keeps it on this machine


def step(title: str, act: Callable[[], object]) -> None:
    """Do one step and say how long it took."""
    print(f"==> {title}", flush=True)
    started = time.monotonic()
    act()
    print(f"    done in {time.monotonic() - started:.1f} s", flush=True)


def load_sample() -> None:
    """Load the sample hub when nobody is a member yet."""
    from community.people.models import Member

    if Member.objects.exists():
        print("    the database has members already: left as it is", flush=True)
    else:
        call_command("load_sample_hub")


def begin_sample() -> AbstractContextManager[None]:
    """For a new database: render the sample's notebooks while the migrations run, on the cores that those leave."""
    from django.db import connection

    from training.sample.rendering import notebooks, rendered_ahead

    is_new = not connection.introspection.table_names()
    sources = [file.read_bytes() for file in notebooks()] if is_new else []
    return rendered_ahead(sources, at_once=(os.cpu_count() or 1) - 1)


def introduce() -> None:
    """Name the sample accounts, when they are there."""
    from django.conf import settings

    from community.people.sample_guard import has_sample_accounts

    if has_sample_accounts():
        names = " ".join(f"{name}@{settings.SAMPLE_DOMAIN}" for name in ACCOUNTS)
        print(f"\nSample accounts: {names}\nPassword of each: {PASSWORD}\n", flush=True)


def main() -> int:
    """Run the steps; a refusal is one sentence and exit code 1."""
    try:
        django.setup()
    except ImproperlyConfigured as refusal:
        print(refusal, file=sys.stderr)
        return 1
    gc.freeze()  # migrations make millions of objects: looking for garbage less often saves a sixth of their time
    gc.set_threshold(50_000, 20, 100)
    from django.conf import settings

    try:
        with begin_sample() if settings.SAMPLE_ALLOWED else nullcontext():
            step("Apply the migrations", lambda: call_command("migrate", interactive=False, verbosity=0))
            step("Make the cache table", lambda: call_command("createcachetable", verbosity=0))
            if settings.SAMPLE_ALLOWED:
                step("Load the sample hub into a new database", load_sample)
                introduce()
        step("Enqueue notebooks that wait or that an older renderer made", lambda: call_command("convert_notebooks"))
    except CommandError as refusal:
        print(f"The hub can't start: {refusal}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
