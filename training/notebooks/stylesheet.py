"""The style sheet for code: `python -m training.notebooks.stylesheet > community/static/css/code.css`."""

from __future__ import annotations

import sys

from pygments.style import StyleMeta
from pygments.styles import get_style_by_name
from pygments.token import STANDARD_TYPES

LIGHT, DARK = "xcode", "monokai"
# The values of --wash, --paper, --ink, --muted and --line in tokens.css, so that a cell belongs to its page
PAPER = {LIGHT: "#f4f6f8", DARK: "#1d2229"}
OUTPUT = {LIGHT: "#ffffff", DARK: "#14171c"}
INK = {LIGHT: "#1b1f24", DARK: "#eceff3"}
MUTED = {LIGHT: "#4d5560", DARK: "#b3bcc7"}
LINE = {LIGHT: "#c6ccd3", DARK: "#434c58"}
# nbconvert's class names for the colours of terminals; each reads at 4.5:1 or better on PAPER
_TERMINAL = {
    LIGHT: {
        "black": "#1b1f24",
        "red": "#a3190f",
        "green": "#1d6b33",
        "yellow": "#7a5200",
        "blue": "#0b4fa8",
        "magenta": "#8a2a80",
        "cyan": "#00626e",
        "white": "#5a626c",
    },
    DARK: {
        "black": "#b9bec4",
        "red": "#ff8f85",
        "green": "#8fd694",
        "yellow": "#e6c35c",
        "blue": "#8fbaff",
        "magenta": "#f29be8",
        "cyan": "#6fd3de",
        "white": "#f8f8f2",
    },
}
Rule = tuple[str, list[str]]
_FORCED: list[Rule] = [  # grounds are taken away there: what they set apart gets a line
    ("[class*='ansi-'][class*='-bg']", ["background: Canvas", "color: CanvasText", "outline: 1px solid"]),
]
_ON_PAPER: list[Rule] = [  # all that is folded shows, nothing scrolls, and no figure is cut
    (".hub-lesson-body details::details-content", ["content-visibility: visible", "display: block", "height: auto"]),
    (".hub-lesson-body details > summary", ["list-style: none"]),
    (".hub-lesson-body > .hub-details:not([open])", ["padding: 0 1rem 1rem"]),
    (".hub-lesson-body > .hub-details:not([open]) > summary", ["margin-inline: -1rem"]),
    (".hub-more > summary", ["display: none"]),
    (".hub-tall", ["max-height: none", "overflow: visible"]),
    (".hub-tall thead th", ["position: static"]),
    (".hub-formula", ["overflow: visible"]),
    (".hub-lesson-body img", ["max-height: 20cm", "object-fit: contain"]),
    (".hub-lesson-body thead", ["display: table-header-group"]),
    (".hub-cell:has(pre, table)", ["break-inside: auto"]),
]


def code_css() -> str:
    """Return the whole style sheet: Pygments' colours and the terminal's, light and dark."""
    light = "\n\n".join(_written(rule, "  ") for rule in _rules(LIGHT))
    dark, forced, on_paper = (
        "\n\n".join(_written(rule, "    ") for rule in rules) for rules in (_rules(DARK), _FORCED, _ON_PAPER)
    )
    return (
        "/* Made by `python -m training.notebooks.stylesheet`; change it there. */\n"
        f"@layer components {{\n{light}\n\n  @media screen and (prefers-color-scheme: dark) {{\n{dark}\n  }}\n"
        f"\n  @media (forced-colors: active) {{\n{forced}\n  }}\n\n  @media print {{\n{on_paper}\n  }}\n}}\n"
    )


def _rules(name: str) -> list[Rule]:
    return [*_frame(name), *_tokens(name), *_terminal(name)]


def _frame(name: str) -> list[Rule]:
    paper, ink, line = PAPER[name], INK[name], LINE[name]
    colors = [f"background: {paper}", f"color: {ink}"]
    output = [f"background: {OUTPUT[name]}", f"color: {ink}"]
    if name == DARK:
        return [
            (".hub-code", [*colors, f"border-color: {line}"]),
            (".hub-cell, .hub-cell > .hub-code + .hub-details", [f"border-color: {line}"]),
            (".hub-cell-output", [*output, f"border-color: {line}"]),
            (
                ".hub-cell-output pre, .hub-cell-output code, .hub-cell-output tbody th",
                ["background: none", "color: inherit"],
            ),
            (".hub-cell-output a", [f"color: {_TERMINAL[name]['blue']}"]),
            (".hub-output-label, .hub-cell-output .hub-missing", [f"color: {MUTED[name]}"]),
            (".hub-tall thead th, .hub-cell-output thead td", [f"background: {PAPER[name]}"]),
            (".hub-lesson-body > .hub-details", [f"border-color: {line}"]),
            # Charts are drawn for white paper; many have no ground of their own
            (".hub-lesson-body img", ["background: #ffffff", "border: 0.25rem solid #ffffff"]),
        ]
    return [
        (".hub-code", [*colors, "overflow-x: auto", "tab-size: 4"]),
        (".hub-code code", ["background: none", "color: inherit", "padding: 0"]),
        (".hub-cell", [f"border: 1px solid {line}", "border-radius: 0.375rem"]),
        (".hub-cell .hub-code", ["border: 0", "border-radius: 0.375rem 0.375rem 0 0", "margin: 0"]),
        (".hub-cell-output", [*output, f"border-top: 1px solid {line}", "overflow-x: auto", "padding: 1rem"]),
        (".hub-cell-output:last-child", ["border-radius: 0 0 0.375rem 0.375rem"]),
        (".hub-cell > .hub-cell-output:first-child", ["border-top: 0", "border-radius: 0.375rem"]),
        (".hub-cell > .hub-code + .hub-details", [f"border-top: 1px solid {line}"]),
        (".hub-cell-output > * + *", ["margin-top: 0.75rem"]),
        (
            ".hub-cell-output pre",
            ["background: none", "border: 0", "color: inherit", "overflow: visible", "padding: 0"],
        ),
        (".hub-cell-output .hub-output-label + *", ["margin-top: 0.25rem"]),
        (".hub-cell-output div:not(.hub-scroller) > * + *", ["margin-top: 0.6rem"]),
        (".hub-cell-output > :first-child, .hub-cell-output > div > :first-child", ["margin-top: 0"]),
        (".hub-cell-output thead td", [f"background: {paper}"]),
        (".hub-output-label", [f"color: {MUTED[name]}", "font-size: 0.92rem", "font-weight: 650", "margin-bottom: 0"]),
        (".hub-missing", ["font-style: italic"]),
        (".hub-details > summary", ["cursor: pointer", "font-weight: 650", "padding: 0.5rem 1rem"]),
        (".hub-details > summary > h2", ["display: inline", "font-size: 1.2rem"]),
        (".hub-more > summary", ["padding-inline: 0"]),
        (".hub-lesson-body > .hub-details", [f"border: 1px solid {line}", "border-radius: 0.375rem"]),
        (".hub-lesson-body > .hub-details[open]", ["padding: 0 1rem 1rem"]),
        (".hub-lesson-body > .hub-details[open] > summary", ["margin-inline: -1rem"]),
        (".hub-lesson-body > .hub-details > * + *", ["margin-top: 0.75rem"]),
        (".hub-tall", ["max-height: 26rem", "overflow: auto"]),
        (".hub-tall thead th", [f"background: {paper}", "position: sticky", "top: 0"]),
        (".hub-formula", ["overflow-x: auto", "padding-block: 0.25rem"]),
        # What MathML Core leaves to style sheets: columns of equations
        ("mtd[columnalign='right']", ["text-align: right"]),
        ("mtd[columnalign='left']", ["text-align: left"]),
        ("mtable[displaystyle] mtd[columnalign='right']", ["padding-right: 0"]),
        ("mtable[displaystyle] mtd[columnalign='left']", ["padding-left: 0"]),
        (
            ".hub-cell-output .hub-stderr, .hub-cell-output .hub-error",
            ["border-left: 4px solid currentColor", "border-radius: 0", "font-weight: 400", "padding-left: 0.75rem"],
        ),
    ]


def _tokens(name: str) -> list[Rule]:
    style: StyleMeta = get_style_by_name(name)
    by_look: dict[tuple[str, ...], list[str]] = {}
    for token, look in style:
        short = STANDARD_TYPES.get(token)
        if not short or short == "err":  # a lexer's mistake is not the reader's business; monokai's is unreadable
            continue
        declarations = (
            f"color: #{look['color']}" if look["color"] else "color: inherit",
            f"font-weight: {'700' if look['bold'] else '400'}",
            f"font-style: {'italic' if look['italic'] else 'normal'}",
        )
        by_look.setdefault(declarations, []).append(f".hub-code .{short}")
    return [(", ".join(sorted(names)), list(look)) for look, names in by_look.items()]


def _terminal(name: str) -> list[Rule]:
    rules: list[Rule] = []
    for color, value in _TERMINAL[name].items():
        rules.append((f".ansi-{color}-fg, .ansi-{color}-intense-fg", [f"color: {value}"]))
    for color, value in _TERMINAL[name].items():
        look = [f"background: {value}", f"color: {PAPER[name]}"]
        rules.append((f".ansi-{color}-bg, .ansi-{color}-intense-bg", look))
    inverse = [f"background: {INK[name]}", f"color: {PAPER[name]}"]
    rules.append((".ansi-default-inverse-fg, .ansi-default-inverse-bg", inverse))
    if name == LIGHT:
        rules += [(".ansi-bold", ["font-weight: 700"]), (".ansi-underline", ["text-decoration: underline"])]
    return rules


def _written(rule: Rule, indent: str) -> str:
    names, declarations = rule
    selectors = f",\n{indent}".join(names.split(", "))
    body = "\n".join(f"{indent}  {declaration};" for declaration in declarations)
    return f"{indent}{selectors} {{\n{body}\n{indent}}}"


if __name__ == "__main__":
    sys.stdout.write(code_css())
