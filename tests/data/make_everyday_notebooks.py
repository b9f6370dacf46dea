"""Writes tests/data/notebooks/everyday: what instructors upload, one matter each, outputs as the real tools write them.

Needs pandas (with jinja2) and matplotlib, which the hub itself never needs:
`.venv-notebooks/bin/python -m tests.data.make_everyday_notebooks`. tests/training/test_everyday_notebooks.py says what
must survive of each.
"""

from __future__ import annotations

import io
import json
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pandas as pd

from tests.factories.notebooks import DATA, code, failed, markdown, notebook, printed, shown

mpl.use("svg")
mpl.rcParams["svg.hashsalt"] = "hub"
FOLDER = DATA / "everyday"
Cell = dict[str, Any]
BASINS = ("Sacramento Valley", "San Joaquin", "Tulare Lake", "South Coast")
WELLS = pd.DataFrame(
    [(basin, year, 40 + 7 * row + 3 * (year - 2022), 1_200.5 * (row + 1)) for row, basin in enumerate(BASINS)
     for year in (2022, 2023, 2024)],
    columns=["basin", "year", "depth_ft", "acre_feet"],
)  # fmt: skip
RED, GREEN, BLUE, BOLD, OFF = (f"\x1b[{number}m" for number in (31, 32, 34, 1, 0))


def result(html: str, plain: str = "", **metadata: Any) -> Cell:
    data = {"text/html": html, "text/plain": plain or "<table>"}
    return {"output_type": "execute_result", "execution_count": 1, "data": data, "metadata": metadata}


def frame(table: pd.DataFrame, **options: Any) -> Cell:
    return result(f"<div>\n{table.to_html(**options)}\n</div>", repr(table))


def chart(kind: str) -> str:
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(6, 3.2))
    for basin, part in WELLS.groupby("basin"):
        axes.plot(part["year"].astype(str), part["depth_ft"], marker="o", label=basin)
    axes.set(title="Depth to water", ylabel="feet")
    axes.legend(fontsize=7)
    file = io.BytesIO()
    metadata = {"Date": None, "Creator": None} if kind == "svg" else {"Software": None}
    figure.savefig(file, format=kind, metadata=metadata, bbox_inches="tight")
    plt.close(figure)
    return file.getvalue().decode() if kind == "svg" else b64encode(file.getvalue()).decode()


def styled() -> str:
    style = WELLS.head(6).style.format({"acre_feet": "{:,.1f}"}).set_caption("Wells, first six rows")
    style = style.background_gradient(subset=["depth_ft"], cmap="Blues").set_uuid("wells")
    return style.highlight_max(subset=["acre_feet"], color="gold").to_html()


def old(minor: int, source: bytes) -> bytes:
    """The same notebook as an older Jupyter wrote it: no cell ids, a language in another place."""
    book = json.loads(source)
    for cell in book["cells"]:
        del cell["id"]
    return json.dumps(book | {"nbformat_minor": minor}, indent=1).encode()


def format_3() -> bytes:
    png = chart("png")
    cells = [
        {"cell_type": "heading", "level": 1, "metadata": {}, "source": ["Wells in 2014"]},
        {"cell_type": "markdown", "metadata": {}, "source": ["Made with **IPython 2**."]},
        {
            "cell_type": "code", "language": "python", "collapsed": False, "metadata": {}, "prompt_number": 1,
            "input": ["print 'twelve wells'\n", "plot()"],
            "outputs": [
                {"output_type": "stream", "stream": "stdout", "text": ["twelve wells\n"]},
                {"output_type": "pyout", "prompt_number": 1, "metadata": {}, "text": ["12"]},
                {"output_type": "display_data", "metadata": {}, "png": png},
                {"output_type": "pyerr", "ename": "NameError", "evalue": "x", "traceback": [f"{RED}NameError{OFF}: x"]},
            ],
        },
    ]  # fmt: skip
    return json.dumps(
        {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": [{"cells": cells, "metadata": {}}]}
    ).encode()


def in_language(name: str, title: str, *cells: Cell) -> bytes:
    return notebook(markdown(f"# {title}"), *cells, language_info={"name": name}, kernelspec={"language": name})


def traceback() -> Cell:
    frames = [
        f"{RED}{'-' * 75}{OFF}",
        f"{RED}KeyError{OFF}                                  Traceback (most recent call last)",
        f"Cell {GREEN}In[3], line 2{OFF}\n{GREEN}      1{OFF} wells = load()\n"
        f"{GREEN}----> 2{OFF} wells[{BLUE}\"depht\"{OFF}].mean()",
        *[f"File {GREEN}frame.py:{number}{OFF}, in get(self, key)\n{GREEN}--> {number}{OFF} raise KeyError(key)"
          for number in range(4100, 4140)],
        f"{RED}KeyError{OFF}: 'depht'",
    ]  # fmt: skip
    return failed("KeyError", "'depht'", *frames)


MULTI = WELLS.pivot_table(index=["basin", "year"], values=["depth_ft", "acre_feet"], aggfunc=["mean", "max"]).round(1)
WIDE = pd.DataFrame(
    [[basin, *range(1_000, 1_018)] for basin in BASINS], columns=["basin", *[f"m{n:02}" for n in range(18)]]
)
LONG = pd.DataFrame({"well": [f"W-{number:03}" for number in range(60)], "depth": range(100, 160)})
PNG, SVG = chart("png"), chart("svg")
MAKE: dict[str, Callable[[], bytes]] = {
    "pandas_table": lambda: notebook(
        markdown("# Read the table\n\nThe first rows say what a row is."), code("wells.head()", frame(WELLS.head()))
    ),
    "pandas_multi_index": lambda: notebook(
        markdown("# Two headers a row, three a column"), code("wells.pivot_table(...)", frame(MULTI))
    ),
    "styled_table": lambda: notebook(markdown("# A styled table"), code("wells.style", result(styled()))),
    "wide_table": lambda: notebook(markdown("# Wide"), code("wide", frame(WIDE))),
    "long_table": lambda: notebook(markdown("# Long"), code("#| tbl-cap: All sixty wells\nlong", frame(LONG))),
    "matplotlib_png": lambda: notebook(
        markdown("# A chart"),
        code(
            "#| fig-alt: Depth to water rises in all four basins from 2022 to 2024.\n"
            "#| fig-cap: Depth, by basin\nplot()",
            printed("drawn\n"),
            shown(image_png=PNG, text_plain="<Figure size 600x320>"),
        ),
    ),
    "matplotlib_svg": lambda: notebook(
        markdown("# A drawing"),
        code(
            "plot()", shown({"image/svg+xml": {"alt": "Four lines that rise."}}, image_svg=SVG, text_plain="<Figure>")
        ),
    ),
    "latex_markdown": lambda: notebook(
        markdown(
            "# Formulas in text\n\n"
            "The mean $\\bar{x} = \\frac{1}{n}\\sum_{i=1}^{n} x_i$ costs $5 in \\(\\mathbb{R}\\).\n\n"
            "$$\\operatorname{Var}(X) = \\mathbb{E}\\left[(X - \\mu)^2\\right] \\tag{2}$$\n\n"
            "\\begin{equation}\nQ = K A \\frac{\\mathrm{d}h}{\\mathrm{d}l}\n\\end{equation}"
        ),
    ),
    "latex_output": lambda: notebook(
        markdown("# Formulas from code"),
        code(
            "integrate(x**2)",
            shown(text_latex="$\\displaystyle \\int x^{2}\\, dx = \\frac{x^{3}}{3}$", text_plain="x**3/3"),
        ),
        code(
            "Matrix(...)",
            shown(text_latex="$\\displaystyle \\left[\\begin{matrix}1 & 2\\\\3 & 4\\end{matrix}\\right]$"),
        ),
    ),
    "aligned_equations": lambda: notebook(
        markdown(
            "# Line by line\n\n$$\n\\begin{aligned}\nS &= P - E - R \\\\\n  &= 120 - 45 - 30 \\\\\n"
            "  &= 45\n\\end{aligned}\n$$\n\n"
            "\\begin{align}\na &= b + c \\label{one} \\\\\nd &= e\n\\end{align}\n\n"
            "$$f(x) = \\begin{cases} x & \\text{if } x \\ge 0 \\\\ -x & \\text{otherwise} \\end{cases}$$\n\n"
            "$$\\begin{pmatrix} 1 & 0 \\\\ 0 & 1 \\end{pmatrix} \\begin{bmatrix} x \\\\ y \\end{bmatrix}$$"
        ),
    ),
    "long_output": lambda: notebook(
        markdown("# Much text"),
        code(
            "for row in rows: print(row)",
            printed("".join(f"row {number:>4}: depth {number * 3}\n" for number in range(400))),
        ),
    ),
    "stdout_and_stderr": lambda: notebook(
        markdown("# Two streams"),
        code(
            "load()",
            printed("reading\n"),
            printed("12 rows\n"),
            printed("UserWarning: 2 rows skipped\n", "stderr"),
            printed("done\n"),
            {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/plain": "12"}},
        ),
    ),
    "ansi_colours": lambda: notebook(
        markdown("# Terminal colours"),
        code(
            "report()",
            printed(
                f"{BOLD}Report{OFF}\n{GREEN}✓ 10 passed{OFF}\n{RED}✗ 2 failed{OFF}\n"
                f"\x1b[43;30m note \x1b[0m \x1b[4munderlined\x1b[0m "
                "\x1b[38;5;208morange\x1b[0m \x1b[38;2;90;120;200mtrue colour\x1b[0m \x1b[7minverse\x1b[0m\n"
                "┏━━━━━━━┳━━━━━━┓\n┃\x1b[1m basin \x1b[0m┃\x1b[1m feet \x1b[0m┃\n┡━━━━━━━╇━━━━━━┩\n"
                "│ North │ \x1b[36m  41\x1b[0m │\n└───────┴──────┘\n"
            ),
        ),
    ),
    "traceback": lambda: notebook(
        markdown("# When a name is wrong"), code("wells['depht'].mean()", traceback(), tags=("raises-exception",))
    ),
    "attachments": lambda: notebook(
        markdown(
            "# Pasted pictures\n\n![Depth rises in four basins](attachment:a%20chart.png)\n\n"
            "![](attachment:no-words.png)",
            attachments={"a chart.png": {"image/png": PNG}, "no-words.png": {"image/png": PNG}},
        ),
    ),
    "raw_cells": lambda: notebook(
        markdown("# Before"),
        {"cell_type": "raw", "metadata": {"format": "text/restructuredtext"}, "source": ".. note:: x"},
        markdown("After"),
    ),
    "language_r": lambda: in_language(
        "R",
        "Wells in R",
        code(
            "library(dplyr)\nwells |> group_by(basin) |> summarise(depth = mean(depth_ft)) # by basin",
            result(
                '<table class="dataframe"><caption>A tibble: 1 × 2</caption><thead>\n<tr><th scope=col>basin'
                "</th><th scope=col>depth</th></tr>\n<tr><th scope=col>&lt;chr&gt;</th><th scope=col>&lt;dbl&gt;"
                "</th></tr>\n</thead><tbody><tr><td>North</td><td>41.5</td></tr></tbody></table>"
            ),
        ),
    ),
    "language_sql": lambda: in_language(
        "sql",
        "Wells in SQL",
        code(
            "SELECT basin, avg(depth_ft) FROM wells GROUP BY basin; -- by basin",
            result("<table><tr><th>basin</th><th>avg</th></tr><tr><td>North</td><td>41.5</td></tr></table>"),
        ),
    ),
    "language_julia": lambda: in_language(
        "julia", "Wells in Julia", code("depth(x::Float64) = 2x^2 # feet\ndepth(3.0)", printed("18.0\n"))
    ),
    "language_bash": lambda: in_language(
        "bash", "Wells in a shell", code('for f in *.csv; do\n  wc -l "$f" # lines\ndone', printed("  13 wells.csv\n"))
    ),
    "format_3": format_3,
    "format_4_0": lambda: old(0, notebook(markdown("# Format 4.0"), code("1 + 1", frame(WELLS.head(2))))),
    "format_4_2": lambda: old(
        2, notebook(markdown("# Format 4.2"), code("plot()", shown({"alt": "A chart"}, image_png=PNG)))
    ),
    "format_4_4": lambda: old(
        4, notebook(markdown("# Format 4.4"), code("%matplotlib inline\nx = 1", printed("ok\n")))
    ),
    "format_4_5": lambda: notebook(markdown("# Format 4.5", id="a1b2"), code("x = 2", printed("ok\n"), id="c3d4")),
    "several_outputs": lambda: notebook(
        markdown("# One cell, many results"),
        code(
            "display(a); display(b)",
            printed("first\n"),
            frame(WELLS.head(2)),
            shown({"alt": "A chart"}, image_png=PNG),
            shown(text_markdown="**In short:** it rises.\n\n## Read on\n\n- one\n- two"),
            shown(text_plain="'last'"),
        ),
    ),
    "html_report": lambda: notebook(
        markdown("# A report"),
        code(
            "profile(wells)",
            shown(
                text_html=(
                    "<style>.report { color: #999 }</style><div class='report'><h1>Overview</h1>"
                    "<p>12 rows, <b>4</b> columns.</p>"
                    "<h3>Columns</h3><ul><li>basin</li><li>year</li></ul>"
                    "<details><summary>More</summary><p>Folded words.</p></details>"
                    "<dl><dt>missing</dt><dd>0 %</dd></dl><a href='https://data.ca.gov'>data.ca.gov</a>"
                    "<table><tr><th>basin<td>text</tr><tr><th>year<td>number</tr></table></div>"
                )
            ),
        ),
    ),
    "progress_bars": lambda: notebook(
        markdown("# Waiting"),
        code(
            "for f in tqdm(files): load(f)",
            printed("".join(f"\r{n:3}%|{'█' * (n // 10):10}| {n}/100" for n in range(0, 101, 5)) + "\n", "stderr"),
            printed("\x1b[?25l\rReading 1\x1b[K\rReading 2\x1b[K\x1b[?25h\n"),
        ),
    ),
    "images_with_alt": lambda: notebook(
        markdown(f'# Described\n\n<img src="data:image/png;base64,{PNG}" alt="A chart in the text" width="300">'),
        code("a", shown({"image/png": {"alt": "By its kind", "width": 300, "height": 160}}, image_png=PNG)),
        code(
            "b", shown(image_png=PNG), mystnb={"image": {"alt": "By Jupyter Book"}, "figure": {"caption": "Figure 2"}}
        ),
        code(
            '#| fig-alt:\n#|   - "First of two"\n#|   - "Second of two"\nc', shown(image_png=PNG), shown(image_png=PNG)
        ),
    ),
    "cell_options": lambda: notebook(
        markdown("# Options"),
        code("#| label: setup\n#| include: false\nhidden_setup()"),
        code("#| echo: false\nsecret()", printed("shown\n")),
        code("#| code-fold: true\nfolded()", printed("unfolded\n")),
        code("#| warning: false\nnoisy()", printed("quiet\n"), printed("noise\n", "stderr")),
    ),
    "tags": lambda: notebook(
        markdown("# Tags"),
        code("removed_cell()", printed("x"), tags=("remove-cell",)),
        code("removed_input()", printed("output stays\n"), tags=("remove-input",)),
        code("input_stays()", printed("removed output"), tags=("remove-output",)),
        code("hidden_input()", printed("below\n"), tags=("hide-input",)),
        code("above()", printed("hidden output\n"), tags=("hide-output",)),
        code("hidden_cell()", printed("all hidden\n"), tags=("hide-cell",)),
        markdown("A hidden paragraph.", metadata={"tags": ["hide-cell"]}),
    ),
    "exercise_with_solution": lambda: notebook(
        markdown("# Exercise\n\nHow deep is the deepest well?"),
        code("wells['depth_ft'].max()", printed("67\n"), tags=("solution",)),
        markdown("The deepest is in the **South Coast**.", metadata={"tags": ["solution"]}),
    ),
    "nested_lists_and_footnotes": lambda: notebook(
        markdown(
            "# Steps\n\n1. Load\n   - the table\n     - its notes\n   - the map\n2. Clean[^1]\n\n"
            "> A quote\n> > within a quote\n\n"
            "[^1]: Not by hand.\n\n---\n\nTerm with `code` and ~~old~~ text.\n\n| a | b |\n"
            "|---|--:|\n| x | 1 |\n| y | 2 |\n\n"
            "```sql\nSELECT 1;\n```\n\n<details><summary>Hint</summary>\n\nLook at the **units**.\n\n</details>"
        ),
        markdown("## Load\n\nSee [the steps](#Steps).[^1]\n\n[^1]: Another note.\n\n## Load"),
    ),
}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for leftover in FOLDER.glob("*.ipynb"):
        leftover.unlink()
    for name, make in MAKE.items():
        book = json.loads(make())
        (FOLDER / f"{name}.ipynb").write_text(json.dumps(book, indent=1, ensure_ascii=False) + "\n")
    print(f"{len(MAKE)} notebooks in {Path(FOLDER).name}")


if __name__ == "__main__":
    main()
