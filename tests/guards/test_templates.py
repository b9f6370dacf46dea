"""Templates carry no inline style or script, and only the one sanitizer marks HTML as safe."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.guards.floors import PACKAGES, module_name
from tests.guards.sizes import ROOT, modules, templates

_DJANGO = re.compile(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}", re.DOTALL)
INLINE = {
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "script without src": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "style attribute": re.compile(r"<[^<>]*\sstyle\s*=", re.IGNORECASE),
    "event attribute": re.compile(r"<[^<>]*\son[a-z]+\s*=", re.IGNORECASE),
    "javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "third-party address": re.compile(r"<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)=[\"']?(?:https?:)?//", re.I),
}
UNSAFE = {
    "safe filter": re.compile(r"\|\s*safe(?:seq)?\b"),
    "autoescape off": re.compile(r"\{%\s*autoescape\s+off"),
}
MAIL = "templates/emails/"  # mail brings its own style: nothing may be fetched, and no content policy holds there
MARKS_SAFE = {"mark_safe", "SafeString", "SafeText", "html_safe"}
FORMATS = {"format_html", "format_html_join"}


def inline_faults(text: str) -> list[str]:
    text = _DJANGO.sub("", text)
    return [name for name, pattern in INLINE.items() if pattern.search(text)]


def unsafe_faults(text: str) -> list[str]:
    text = _DJANGO.sub("", text)
    return [name for name, pattern in UNSAFE.items() if pattern.search(text)]


def marks_safe(text: str) -> Iterator[str]:
    """Each name that makes HTML safe by decree: called, or imported under another name to be called."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in MARKS_SAFE or (called in FORMATS and _is_made_up(node)):
                yield called
        if isinstance(node, ast.ImportFrom):
            yield from (name.name for name in node.names if name.name in MARKS_SAFE | FORMATS and name.asname)
        if isinstance(node, ast.FunctionDef) and node.name == "__html__":
            yield node.name


def _is_made_up(call: ast.Call) -> bool:
    """Whether a format, or what joins its pieces, is anything but words that stand in the code."""
    formats = call.args[:2] if "join" in ast.unparse(call.func) else call.args[:1]
    return not formats or not all(isinstance(part, ast.Constant) for part in formats)


def test_no_template_has_anything_inline():
    found = {path.relative_to(ROOT).as_posix(): inline_faults(path.read_text()) for path in templates()}
    faulty = {name: faults for name, faults in found.items() if faults}
    assert faulty.pop(f"{MAIL}base.html") == ["style element"]
    assert faulty == {}


@pytest.mark.parametrize(
    ("planted", "fault"),
    [
        ("<style>p {}</style>", "style element"),
        ("<script>alert(1)</script>", "script without src"),
        ('<p class="x"\n style="color: red">', "style attribute"),
        ('<button onclick="go()">', "event attribute"),
        ('<a href="javascript:go()">', "javascript: address"),
        ('<script src="https://cdn.example/x.js"></script>', "third-party address"),
    ],
)
def test_planted_inline_code_is_caught(planted, fault):
    assert inline_faults(planted) == [fault]


def test_no_template_switches_escaping_off():
    found = {
        path.relative_to(ROOT).as_posix(): unsafe_faults(path.read_text())
        for path in templates()
        if path.suffix == ".html"
    }
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize(
    ("planted", "fault"), [("{{ x | safe }}", "safe filter"), ("{% autoescape off %}", "autoescape off")]
)
def test_planted_unsafe_output_is_caught(planted, fault):
    assert unsafe_faults(planted) == [fault]


def test_only_the_safety_app_marks_html_as_safe():
    found = {
        module_name(path): list(marks_safe(path.read_text()))
        for path in modules(folders=PACKAGES)
        if not module_name(path).startswith("community.safety.")
    }
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize(
    "planted",
    [
        "mark_safe(x)",
        "safestring.SafeString(x)",
        "class A:\n    def __html__(self): ...",
        "from django.utils.safestring import SafeString as Text",
        "from django.utils.html import format_html as made",
        "format_html(f'<b>{x}</b>')",
        "format_html('<b>' + x)",
        "html.format_html(words, x)",
        "format_html()",
        "format_html_join(x, '{}', rows)",
        "format_html_join('', words, rows)",
    ],
)
def test_planted_mark_is_caught(planted):
    assert len(list(marks_safe(planted))) == 1
