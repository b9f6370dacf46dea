"""TeX formulas become MathML, which browsers show and read aloud without a script."""

from __future__ import annotations

import re
from html import escape

from latex2mathml.converter import convert

from training.notebooks import limits

_MAX_BRACES = 20
# Environments that latex2mathml has under another name, or not at all. Numbers of equations are left out: the library
# would begin at 1 in every formula.
_ENVIRONMENTS = {
    "align": "align*",
    "aligned": "split",
    "alignedat": "split",
    "alignat": "align*",
    "alignat*": "align*",
    "flalign": "align*",
    "flalign*": "align*",
    "gather": "array}{c",
    "gather*": "array}{c",
    "gathered": "array}{c",
    "multline": "array}{c",
    "multline*": "array}{c",
    "eqnarray": "array}{rcl",
    "eqnarray*": "array}{rcl",
    "dcases": "cases",
}
_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([a-z]+\*?)\}(?:(?<=at\})\{[0-9]{1,2}\}|(?<=at\*\})\{[0-9]{1,2}\})?")
_LABEL = re.compile(r"\\(?:label|ref|eqref)\s*\{[^{}]{0,200}\}|\\(?:nonumber|notag)(?![A-Za-z])")
_TAG = re.compile(r"\\tag\*?\s*\{([^{}]{0,50})\}")
# What latex2mathml leaves of a command or a column mark that it does not know
_NOT_UNDERSTOOD = re.compile(r"<(mi|mo|mtext)>(?:\\[A-Za-z]+\*?|&(?:amp;)?)</\1>|linebreak=")


def to_mathml(tex: str, *, display: bool) -> str | None:
    """Return the formula as MathML, or None when it is too long, too deep, or not understood."""
    if len(tex) > limits.MAX_FORMULA or _depth(tex) > _MAX_BRACES:
        return None
    try:
        math = convert(_known(tex).strip(), display="block" if display else "inline")
    # The edge of a library that answers bad TeX with exceptions of a dozen unrelated types, IndexError and KeyError
    # among them; whatever it is, the reader gets the TeX as it was written.
    except Exception:  # noqa: BLE001
        return None
    if len(math) > limits.MAX_MATH or _NOT_UNDERSTOOD.search(math):
        return None
    return math


def as_code(tex: str) -> str:
    """Return the formula as its author wrote it."""
    return f"<code>{escape(tex.strip())}</code>"


def _known(tex: str) -> str:
    """Return the same formula in the words that latex2mathml knows."""
    tex = _LABEL.sub("", tex)
    tex = _TAG.sub(r"\\qquad\\text{(\1)}", tex)
    return _ENVIRONMENT.sub(_renamed, tex)


def _renamed(found: re.Match[str]) -> str:
    name = _ENVIRONMENTS.get(found.group(2), found.group(2))
    if found.group(1) == "end":
        name = name.partition("}")[0]
    return f"\\{found.group(1)}{{{name}}}"


def _depth(tex: str) -> int:
    depth = deepest = 0
    for character in tex:
        depth += (character in "{[(") - (character in "}])")
        deepest = max(deepest, depth)
    return max(deepest, tex.count("\\left"), tex.count("\\begin"), tex.count("\\sqrt"), tex.count("\\frac") // 2)
