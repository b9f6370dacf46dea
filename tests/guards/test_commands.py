"""The commands on machines that lack something: one sentence says what to install."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guards.sizes import ROOT

TOOLS = ("sh", "cmp", "cp", "date", "env", "mkdir", "rm", "cat", "dirname")


@pytest.fixture
def bare_machine(tmp_path):
    """A PATH with the tools of POSIX and nothing else."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in TOOLS:
        (folder / tool).symlink_to(shutil.which(tool))
    return folder


def script(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{text}\n")
    (folder / name).chmod(0o755)


def install(path: Path, venv: Path, lock: Path) -> subprocess.CompletedProcess:
    return subprocess.run(
        ["sh", str(ROOT / "deploy" / "install"), str(venv), lock.name],
        cwd=lock.parent,
        env={"PATH": str(path), "HOME": os.environ.get("HOME", "/")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def lock(tmp_path):
    made = tmp_path / "requirements.txt"
    made.write_text("# nothing\n")
    return made


def test_without_python_it_names_what_to_install(bare_machine, lock, tmp_path):
    answer = install(bare_machine, tmp_path / "venv", lock)
    assert answer.returncode == 1
    assert "The hub needs Python 3.11 or newer: install" in answer.stderr


def test_old_python_is_no_python(bare_machine, lock, tmp_path):
    script(bare_machine, "python3", "exit 1")  # as `sys.exit(sys.version_info < (3, 11))` on 3.10
    answer = install(bare_machine, tmp_path / "venv", lock)
    assert answer.returncode == 1
    assert "The hub needs Python 3.11 or newer" in answer.stderr


def test_without_the_venv_module_it_names_the_package(bare_machine, lock, tmp_path):
    script(bare_machine, "python3.11", 'case "$2" in *pip*) exit 1;; esac; exit 0')
    answer = install(bare_machine, tmp_path / "venv", lock)
    assert answer.returncode == 1
    assert "has no venv module" in answer.stderr


def test_python_that_has_pip_lends_it(bare_machine, lock, tmp_path):
    venv, log = tmp_path / "venv", tmp_path / "python.log"
    script(bare_machine, "without-pip", "exit 1")
    make_venv = f"mkdir -p {venv}/bin && cp {bare_machine}/without-pip {venv}/bin/python"
    script(bare_machine, "python3.11", f'echo "$@" >> {log}; if [ "$2" = venv ]; then {make_venv}; fi')
    assert install(bare_machine, venv, lock).returncode == 0
    calls = [call for call in log.read_text().splitlines() if call.startswith("-m")]
    assert calls[0] == f"-m venv --without-pip --clear {venv}"
    assert calls[1].startswith(f"-m pip --python {venv}/bin/python install")
    assert calls[1].endswith("--require-hashes -r requirements.txt")


def test_uv_is_used_where_it_is_and_the_second_run_does_nothing(bare_machine, lock, tmp_path):
    venv, log = tmp_path / "venv", tmp_path / "uv.log"
    (bare_machine / "python3").symlink_to(sys.executable)
    make_venv = f"mkdir -p {venv}/bin && cp {bare_machine}/python3 {venv}/bin/python"
    script(bare_machine, "uv", f'echo "$@" >> {log}; if [ "$1" = venv ]; then {make_venv}; fi')
    assert install(bare_machine, venv, lock).returncode == 0
    calls = log.read_text().splitlines()
    assert [call.split()[0] for call in calls] == ["venv", "pip"]
    assert "--require-hashes -r requirements.txt" in calls[1]
    assert install(bare_machine, venv, lock).returncode == 0
    assert log.read_text().splitlines() == calls
    lock.write_text("# changed\n")
    assert install(bare_machine, venv, lock).returncode == 0
    assert len(log.read_text().splitlines()) == len(calls) + 1


def test_step_says_what_it_does_and_fails_as_the_command_does():
    answer = subprocess.run(
        ["sh", "deploy/step", "Fail on purpose", "sh", "-c", "exit 7"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 7
    assert answer.stdout == "==> Fail on purpose\n"
    assert "FAILED after 0 s (exit code 7): Fail on purpose" in answer.stderr


@pytest.mark.parametrize("command", [[], ["check"]])
def test_port_in_use_is_said_before_anything_starts(command):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = serve(*command, PORT=str(port))
    assert answer.returncode == 1
    assert answer.stderr == (
        f"Can't listen on 127.0.0.1:{port} (Address already in use). "
        "Stop what listens there, or try PORT=8001 make run.\n"
    )


def test_port_that_is_no_number_is_said():
    answer = serve(PORT="http")
    assert answer.returncode == 1
    assert answer.stderr == "PORT is 'http': write a whole number from 1 to 65535.\n"


def serve(*command, **variables):
    return subprocess.run(
        [sys.executable, "deploy/serve.py", *command],
        cwd=ROOT,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_help_names_every_command():
    command = ["make", "--no-print-directory", "help"]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    commands = {line.split()[1] for line in shown.splitlines() if line.startswith("make ")}  # no “make[1]: Entering …”
    assert commands == {
        "help", "run", "worker", "sample", "test", "check", "bench", "screenshots", "docs", "notebooks", "vendor",
        "lock", "clean",
    }  # fmt: skip


@pytest.mark.parametrize("name", sorted(path.name for path in ROOT.glob("requirements*.txt")))
def test_lock_has_a_hash_for_everything_and_no_address(name):
    lines = (ROOT / name).read_text().splitlines()
    pinned = [number for number, line in enumerate(lines) if line and not line.startswith((" ", "#", "-"))]
    assert pinned
    assert [lines[number] for number in pinned if "--hash=sha256:" not in lines[number + 1]] == []
    assert [line for line in lines if "http" in line or line.startswith("-")] == []
