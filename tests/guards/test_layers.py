"""Imports go down only: the contracts hold, and each of them catches a planted fault."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guards.floors import FLOORS, PACKAGES, floor_of, lookups_by_name, module_name, upward_urls, upward_words
from tests.guards.sizes import ROOT, modules, templates

MODULES = [path for path in modules(folders=PACKAGES) if floor_of(module_name(path)) >= 0]


def test_every_app_has_a_floor(settings):
    ours = {path.parent for path in modules(folders=PACKAGES) if path.name == "apps.py"}
    assert {
        module_name(folder / "__init__.py") for folder in ours if floor_of(module_name(folder / "x.py")) < 0
    } == set()
    assert len(set(FLOORS)) == len(FLOORS)


def test_no_module_names_a_floor_above():
    found = [
        fault
        for path in MODULES
        for fault in upward_words(path.read_text(), module_name(path), is_package=path.name == "__init__.py")
    ]
    assert found == []


@pytest.mark.parametrize(
    "planted",
    [
        "def late():\n    from training.models import Enrolment",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from ...forum import models",
        "task = 'training.tasks.convert'",
        "name = 'boards:index'",
        "from community.workgroups import models",
    ],
)
def test_planted_word_for_a_floor_above_is_caught(planted):
    assert len(list(upward_words(planted, "community.people.models"))) == 1


def test_words_for_floors_below_are_fine():
    text = "from community.people.models import Member\nfrom . import enums\nname = 'people:member'"
    assert list(upward_words(text, "training.models")) == []


def test_nothing_is_fetched_by_a_name_the_contracts_cannot_see():
    assert [fault for path in MODULES for fault in lookups_by_name(path.read_text(), module_name(path))] == []


@pytest.mark.parametrize("planted", ["apps.get_model('training', 'Run')", "import_string(name)", "import_module('x')"])
def test_planted_lookup_is_caught(planted):
    assert len(list(lookups_by_name(planted, "community.people.services"))) == 1


def test_no_template_links_to_a_floor_above_by_name():
    found = [
        fault
        for path in templates()
        for fault in upward_urls(path.read_text(), path.relative_to(ROOT / "templates").parts[0])
    ]
    assert found == []


def test_planted_link_to_a_floor_above_is_caught():
    assert len(list(upward_urls("<a href=\"{% url 'events:list' %}\">", "people"))) == 1


@pytest.fixture
def copy_of_the_house(tmp_path):
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package,
            tmp_path / package,
            ignore=lambda folder, names: [n for n in names if _is_no_code(folder, n)],
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def _is_no_code(folder: str, name: str) -> bool:
    return name == "__pycache__" or not (name.endswith(".py") or (Path(folder) / name).is_dir())


def lint(folder: Path) -> subprocess.CompletedProcess:
    command = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    return subprocess.run(
        [sys.executable, "-c", command, "--no-logo", "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_import_contracts_hold(copy_of_the_house):
    answer = lint(copy_of_the_house)
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize(
    ("file", "planted", "contract"),
    [
        ("community/people/services.py", "import training.apps", "training > events > forum > community BROKEN"),
        ("community/people/services.py", "def late():\n    import community.search.models", "BROKEN"),
        ("community/people/querysets.py", "from .services import record", "querysets > enums BROKEN"),
        ("community/people/services.py", "import community.urls", "no app imports settings, urls or wsgi BROKEN"),
    ],
)
def test_planted_import_breaks_its_contract(copy_of_the_house, file, planted, contract):
    target = copy_of_the_house / file
    target.write_text(target.read_text() + "\n" + planted + "\n")
    answer = lint(copy_of_the_house)
    assert answer.returncode == 1
    assert contract in " ".join(answer.stdout.split())
