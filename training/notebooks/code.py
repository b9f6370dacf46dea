"""Code with colours: as class names, in a few languages whose lexers are known to be quick."""

from __future__ import annotations

from html import escape
from typing import Any

from pygments import highlight as pygments_highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import BashLexer, JuliaLexer, PythonLexer, SLexer, SqlLexer

LANGUAGES = {"python": PythonLexer, "sql": SqlLexer, "bash": BashLexer, "julia": JuliaLexer, "r": SLexer}
_OTHER_NAMES = {
    "ipython": "python",
    "ipython3": "python",
    "py": "python",
    "python3": "python",
    "sh": "bash",
    "shell": "bash",
}
_FORMATTER = HtmlFormatter(nowrap=True)


def known_language(name: object) -> str:
    """Return the language's name when its lexer is one of ours, and an empty text otherwise."""
    if not isinstance(name, str):
        return ""
    name = name.strip().lower()
    name = _OTHER_NAMES.get(name, name)
    return name if name in LANGUAGES else ""


def language_of(metadata: dict[str, Any]) -> str:
    """Return the language of a checked notebook's code: empty when none of ours, Python when it does not say."""
    return known_language(metadata["language_info"]["name"]) if "language_info" in metadata else "python"


def highlight(source: str, language: str) -> str:
    """Return `source` as HTML with Pygments' class names, or only escaped when the language is not one of ours."""
    language = known_language(language)
    if not language:
        return escape(source)
    lexer: Lexer = LANGUAGES[language](stripnl=False, ensurenl=False)
    return pygments_highlight(source, lexer, _FORMATTER).rstrip("\n")
