"""Rendering in a process of its own: same result, limits that hold, nothing of ours in its sight."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys

import pytest

from tests.factories.notebooks import code, markdown, notebook
from training.notebooks import NotebookRefused, isolation
from training.notebooks.isolation import render_within
from training.notebooks.rendering import render_notebook

LESSON = notebook(markdown("# Load\n\n$x^2$ ü"))
SLOW = notebook(*[markdown("![[](" * 4_000)] * 10)


def _render_into(queue, source):
    queue.put(render_within(source).html)


def test_the_child_gives_the_same_lesson():
    assert render_within(LESSON, seconds=30) == render_notebook(LESSON)


def test_a_refusal_in_the_child_arrives_with_its_words():
    with pytest.raises(NotebookRefused, match="not a notebook"):
        render_within(b"[]", seconds=30)


def test_a_slow_notebook_is_ended_at_the_limit():
    with pytest.raises(NotebookRefused, match="took longer than 1 seconds to convert") as caught:
        render_within(SLOW, seconds=1)

    assert "Split it into several lessons" in caught.value.message


def test_a_slow_notebook_says_at_which_cell_it_was(monkeypatch):
    def slow(*args, **options):
        raise subprocess.TimeoutExpired(args, 10, stderr=b"cell 1\ncell 2\nno cell 99\ncell 7\n")

    monkeypatch.setattr(subprocess, "run", slow)

    with pytest.raises(NotebookRefused, match="took longer than 10 seconds to convert; it was at cell 7"):
        render_within(LESSON)


def test_the_child_tells_each_cell_it_begins():
    seen = []
    render_notebook(notebook(markdown("a"), code("b"), markdown("c")), reach=seen.append)

    assert sorted(set(seen)) == [1, 2, 3]


def test_a_hungry_notebook_is_ended_and_logged(monkeypatch, caplog):
    monkeypatch.setattr(isolation.sys, "executable", "/bin/false")

    with pytest.raises(NotebookRefused, match="too much memory or time"):
        render_within(LESSON)

    assert "Notebook child ended with 1" in caplog.text


def test_a_daemonic_worker_may_render():
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    worker = context.Process(target=_render_into, args=(queue, LESSON), daemon=True)
    worker.start()

    assert "<h2" in queue.get(timeout=60)
    worker.join(10)


def test_the_child_sees_no_secret(monkeypatch):
    seen = {}
    monkeypatch.setenv("SECRET_KEY", "secret")
    monkeypatch.setattr(subprocess, "run", lambda *args, **options: seen.update(options) or _ended())

    with pytest.raises(NotebookRefused):
        render_within(LESSON)

    assert set(seen["env"]) == {"PATH", "HOME", "PYTHONPATH"}


def test_the_memory_limit_holds_in_the_child():
    program = (
        "from training.notebooks import __main__ as child\n"
        "child.render_notebook = lambda source, reach: bytes(2 * 10**9)\n"
        "child.main()"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, "5"], input=b"", capture_output=True, check=False, env={**os.environ}
    )

    assert ended.returncode == 1
    assert b"MemoryError" in ended.stderr


def _ended():
    return subprocess.CompletedProcess([], 1, b"", b"")
