"""Markdown of cells and outputs: CommonMark with tables and formulas; the HTML still has to be cleaned."""

from __future__ import annotations

import re
from collections.abc import MutableMapping, Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from training.notebooks import limits
from training.notebooks.code import highlight
from training.notebooks.formulas import as_code, to_mathml
from training.notebooks.results import Findings, Place

_BRACKETS = re.compile(r"\\{1,2}([(\[])")
_CLOSING = {"(": ")", "[": "]"}
_MAX_LINKS = 200  # bare addresses found in one cell; the search is quadratic
_LATEX_OUTPUT = re.compile(r"^\s*(\$\$?|\\\[|\\\()(.*?)(\$\$?|\\\]|\\\))\s*$", re.DOTALL)


def markdown_to_html(source: str, place: Place, findings: Findings) -> str:
    """Return the HTML of Markdown, raw HTML in it untouched: clean it before use."""
    parser = _WITH_LINKS if source.count("://") <= _MAX_LINKS else _PLAIN
    return str(parser.render(source, {"place": place, "findings": findings, "docId": f"cell-{place.number}"}))


def latex_to_html(source: str, place: Place, findings: Findings) -> str:
    """Return the HTML of a TeX output, which is one formula with or without its dollar signs."""
    match = _LATEX_OUTPUT.match(source)
    return f"<p>{_formula(match.group(2) if match else source, True, place, findings)}</p>"


def _formula(tex: str, display: bool, place: Place, findings: Findings) -> str:
    findings.formulas_left -= 1
    if findings.formulas_left == -1:
        findings.warn(place, f"formulas from here on show as TeX; a lesson may have {limits.MAX_FORMULAS}.")
    math = to_mathml(tex, display=display) if findings.formulas_left >= 0 else None
    if math is None and findings.formulas_left >= 0:
        findings.warn(place, f"a formula could not be read and shows as TeX: {' '.join(tex.split())[:60]}")
    return math or as_code(tex)


def _render_formula(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: MutableMapping[str, Any]
) -> str:
    token = tokens[index]
    html = _formula(token.content, token.type != "math_inline", env["place"], env["findings"])
    return f"<p>{html}</p>\n" if token.block else html


def _bracket_formula(state: StateInline, silent: bool) -> bool:
    """Read `\\(…\\)` and `\\[…\\]`, also with the doubled backslash that Jupyter wants."""
    opening = _BRACKETS.match(state.src, state.pos, state.posMax)
    if not opening:
        return False
    marker = opening.group()[:-1] + _CLOSING[opening.group(1)]
    end = state.src.find(marker, opening.end(), min(state.posMax, opening.end() + limits.MAX_FORMULA))
    if end <= opening.end():
        return False
    if not silent:
        token = state.push("math_inline" if opening.group(1) == "(" else "math_inline_double", "math", 0)
        token.content = state.src[opening.end() : end]
    state.pos = end + len(marker)
    return True


def _render_code(code: str, language: str, attributes: str) -> str:
    return f'<pre class="hub-code"><code>{highlight(code, language) if language else escape(code)}</code></pre>\n'


def _parser(*, links: bool) -> MarkdownIt:
    options = {"html": True, "linkify": links, "highlight": _render_code}
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    if links:
        parser.enable("linkify")
        assert parser.linkify is not None
        parser.linkify.set({"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})
    parser.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True).use(amsmath_plugin)
    parser.use(footnote_plugin)
    parser.inline.ruler.before("escape", "bracket_formula", _bracket_formula)
    for kind in ("math_inline", "math_inline_double", "math_block", "amsmath"):
        parser.add_render_rule(kind, _render_formula)
    return parser


_PLAIN, _WITH_LINKS = _parser(links=False), _parser(links=True)
