"""docs/configuration.md says what the settings read, each variable once, and nobody reads one in passing."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from community.settings import reference
from community.settings.environment import Environment
from tests.guards.sizes import ROOT, modules

BASE, PRODUCTION = "community.settings.base", reference.PRODUCTION


def written(root: Path = ROOT) -> str:
    """The page as `make docs` would write it now, in a process of its own."""
    program = "import sys; from community.settings.reference import page; sys.stdout.write(page())"
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout


def test_page_is_what_the_settings_read():
    assert (ROOT / "docs" / "configuration.md").read_text() == written(), "stale: run `make docs` and commit the page"


def test_page_changes_with_the_settings():
    env = Environment({})
    env.number("SEATS", 12, least=1, most=40, doc="how many seats")
    env.required("SEATS", "nobody stands")
    page = "\n".join(reference.lines(reference.sections({PRODUCTION: env.readings})))
    assert "| `SEATS` | `12`; **required in production** | how many seats |" in page
    assert "| `SEATS` | SEATS is '…': write a whole number from 1 to 40. |" in page
    assert "| `SEATS` | SEATS is not set: nobody stands. |" in page


def test_variable_without_a_meaning_is_refused():
    env = Environment({})
    env.text("SEATS")
    with pytest.raises(ValueError, match="nobody says what SEATS is for"):
        reference.sections({BASE: env.readings})


def test_variable_with_two_meanings_is_refused():
    env = Environment({})
    env.text("SEATS", doc="chairs")
    env.flag("SEATS", doc="benches")
    with pytest.raises(ValueError, match="SEATS is explained twice"):
        reference.sections({BASE: env.readings})


def test_sentences_of_the_page_are_those_of_the_faults():
    env = Environment({"A": "mysql://x", "B": "many", "C": "perhaps", "D": "memcached://x", "E": "nowhere"})
    env.database("A", "")
    env.number("B", 1)
    env.flag("C")
    env.cache("D")
    env.address("E")
    env.required("F", "it is needed")
    env.refuse("G", "is too short", when=True)
    promised = {words for reading in env.readings for words in reading.refusals}
    assert len(env.faults) == 7
    for fault in env.faults:
        told = [words for words in promised if _fits(fault, words)]
        assert len(told) == 1, fault


def _fits(fault: str, promised: str) -> bool:
    start, _any, end = promised.partition("…")
    return fault.startswith(start) and fault.endswith(end)


def read_in_passing(root: Path) -> Iterator[str]:
    """The names of variables that code reads from os.environ, past `Environment`.

    `make vendor` is a tool of whoever develops the hub: what it reads is no setting of the hub.
    """
    paths = modules(root, ("community", "deploy", "events", "forum", "training"))
    for path in (path for path in paths if path != root / "deploy" / "vendor.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"os.environ.get", "os.getenv"}:
                yield ast.literal_eval(node.args[0])
            elif isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
                yield ast.literal_eval(node.slice)


def test_variable_read_in_passing_is_on_the_page(tmp_path):
    page = (ROOT / "docs" / "configuration.md").read_text()
    assert [name for name in read_in_passing(ROOT) if f"`{name}`" not in page] == []

    (tmp_path / "forum").mkdir()
    (tmp_path / "forum" / "planted.py").write_text("import os\nos.environ['PLANTED']\nos.getenv('ANOTHER')\n")
    assert set(read_in_passing(tmp_path)) == {"ANOTHER", "PLANTED"}
