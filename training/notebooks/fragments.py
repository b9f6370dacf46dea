"""Authors' HTML, part by part: bounded, cleaned, and balanced so that no part escapes its cell."""

from __future__ import annotations

import re
from collections import Counter

from community.safety.html import clean_notebook_draft
from training.notebooks import limits
from training.notebooks.results import Findings, NotebookRefused, Place

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})")
_NEVER_NEST = frozenset(
    "area base br col dd dt embed hr img input li link meta option p param source tbody td tfoot th thead tr track "
    "wbr".split()
)
_STYLES = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_SHOWN = re.compile(r"<(img|math|table|hr)\b")
_SCRIPT = re.compile(r"<(/?)(script|style)\b", re.IGNORECASE)
_COLORED = re.compile(r"<t[dh]\b[^<>]{0,500}background-color:")
_MARKUP = re.compile(r"<[^<>]*>")


def clean_part(html: str, place: Place, findings: Findings) -> str:
    """Return `html` cleaned and well-formed. Raises NotebookRefused when it is nested too deep, or grows too long."""
    bare = _without_scripts(html)
    _check_nesting(bare, place)
    clean = clean_notebook_draft(bare)
    findings.html_left -= len(clean)
    findings.elements_left -= clean.count("</") + clean.count("<img")
    if findings.html_left < 0 or findings.elements_left < 0:
        raise NotebookRefused(
            f"{place}: up to here the text and outputs come to more than {limits.MAX_TOTAL_HTML // 1000} kB or "
            f"{limits.MAX_ELEMENTS:,} elements of HTML (a table cell is one). "
            "Show fewer rows, for example with .head(), run the notebook again, and upload it again."
        )
    if _is_colored(html):
        findings.warn(
            place,
            "the colours of this table or report are not shown. Say in words what they mean, in a column or below.",
        )
    if "<svg" in html.lower():
        findings.warn(
            place, "a drawing (SVG) inside HTML was left out. Save it as a picture, or show it as an SVG output."
        )
    return clean


def is_blank(clean: str) -> bool:
    """Say whether cleaned HTML shows nothing: a chart that was all script, say."""
    return not _SHOWN.search(clean) and not _MARKUP.sub("", clean).strip()


def _is_colored(html: str) -> bool:
    """Say whether a table has cells in colours: by the style sheet that pandas writes, or cell by cell."""
    by_sheet = "<style" in html and "#T_" in html and "background" in html
    return by_sheet or bool(_COLORED.search(html))


def _without_scripts(html: str) -> str:
    """Leave out scripts and styles before elements are counted: `i<b` in a script is no element. Safety is nh3's."""
    kept: list[str] = []
    position = 0
    while opening := _SCRIPT.search(html, position):
        kept.append(html[position : opening.start()])
        if opening.group(1):  # a closing tag with nothing to close
            position = opening.end()
            continue
        closing = re.compile(rf"</{opening.group(2)}[^<>]{{0,100}}>?", re.IGNORECASE).search(html, opening.end())
        position = closing.end() if closing else len(html)
    return "".join([*kept, html[position:]])


def _check_nesting(html: str, place: Place) -> None:
    """Parsing takes quadratic time or space when many elements stay open: count before parsing."""
    still_open: Counter[str] = Counter()
    depth = styles = 0
    for closing, name in _TAG.findall(html):
        tag = name.lower()
        if tag in _NEVER_NEST:
            continue
        step = 1 if not closing else -1 if still_open[tag] else 0
        still_open[tag] += step
        depth += step
        styles += step if tag in _STYLES else 0
        if depth > limits.MAX_OPEN_TAGS or styles > limits.MAX_OPEN_STYLES:
            raise NotebookRefused(
                f"{place}: the HTML opens too many elements inside each other without closing them (<{tag}>). "
                "Make the text or output simpler, and upload the notebook again."
            )
