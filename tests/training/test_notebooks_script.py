"""The notebook as a Python script: cells in the percent format that Python can read."""

from __future__ import annotations

import ast
import json

import pytest

from tests.factories.notebooks import code, markdown, notebook
from training.notebooks.reading import read_notebook
from training.notebooks.script import as_script


def script(*cells: dict, **metadata: object) -> str:
    return as_script(read_notebook(notebook(*cells, **metadata))[0])


def body(*cells: dict) -> str:
    return script(*cells).split("# -----\n", 1)[1].strip("\n")


def test_cells_follow_one_another_with_markdown_as_comments():
    raw = {"cell_type": "raw", "metadata": {}, "source": "raw"}

    assert body(markdown("# Wells\n\ndeep"), code("n = 1\nprint(n)"), raw) == (
        "# %% [markdown]\n# # Wells\n#\n# deep\n\n# %%\nn = 1\nprint(n)\n\n# %% [raw]\n# raw"
    )


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("%matplotlib inline\nx = 1", "# %matplotlib inline\nx = 1"),
        ("!ls -l \\\n  *.csv\nx = 1", "# !ls -l \\\n# *.csv\nx = 1"),
        ("%%bash\necho a", "# %%bash\n# echo a"),
        ("df?\nx = 1", "# df?\nx = 1"),
        ("files = !ls\ny = 2", "# files = !ls\ny = 2"),
        ("t = %timeit -o f()", "# t = %timeit -o f()"),
        ("if x:\n    %run a.py", "if x:\n    # %run a.py\n    pass"),
        ("a = (1\n% 2)", "a = (1\n% 2)"),
        ('t = """\n%not a magic\n"""\n%magic', 't = """\n%not a magic\n"""\n# %magic'),
        ("await fetch()", "await fetch()"),
    ],
)
def test_a_magic_is_a_comment_and_the_rest_stays(source, written):
    assert body(code(source)) == f"# %%\n{written}"


@pytest.mark.parametrize("first", ["-*- coding: utf-7 -*-", "vim: set fileencoding=utf-16 :"])
def test_no_words_of_the_author_say_which_encoding_the_file_has(first):
    source = script(markdown(first), code("x = 'ü'")).encode()

    assert ast.unparse(ast.parse(source)) == "x = 'ü'"


@pytest.mark.parametrize("source", ["(" * 19_000, "-" * 19_000, "x\x00y", "def (", "'''" + "%a\n" * 6_000, "[" * 300])
def test_code_that_is_no_python_does_no_harm(source):
    assert script(code(source)).startswith("# A notebook as a Python script.")


def test_markdown_cannot_become_code():
    source = script(markdown("a\rimport os\x0cimport os\u2028import os\x85import os\nb"))

    assert ast.parse(source).body == []


@pytest.mark.parametrize("language", ["R", "julia", "sql"])
def test_other_languages_have_no_python_script(language):
    assert script(code("x"), language_info={"name": language}) == ""


def test_a_notebook_that_does_not_say_its_language_is_python():
    source = json.loads(notebook(code("x = 1"))) | {"metadata": {}}

    assert "x = 1" in as_script(read_notebook(json.dumps(source).encode())[0])
