"""Code in posts: coloured by class names, in the languages state data staff use."""

from __future__ import annotations

import time
from html import escape

from pygments.lexer import Lexer
from pygments.lexers.data import JsonLexer, YamlLexer
from pygments.lexers.python import PythonLexer
from pygments.lexers.r import SLexer
from pygments.lexers.shell import BashLexer
from pygments.lexers.sql import SqlLexer
from pygments.token import STANDARD_TYPES, _TokenType

LANGUAGES: dict[str, tuple[str, type[Lexer]]] = {
    "python": ("Python", PythonLexer),
    "r": ("R", SLexer),
    "sql": ("SQL", SqlLexer),
    "json": ("JSON", JsonLexer),
    "yaml": ("YAML", YamlLexer),
    "bash": ("Bash", BashLexer),
}
_OTHER_NAMES = {"py": "python", "python3": "python", "yml": "yaml", "sh": "bash", "shell": "bash", "console": "bash"}
_LONGEST = 8_000  # longer code is shown without colours
_PATIENCE = 0.05  # seconds for one piece of code
_LONGEST_LINE = 1_000  # patterns of lexers go back within a line


def known_language(info: str) -> str:
    """Return our name for the language of a fence, or an empty text."""
    words = info.split()
    name = words[0].lower() if words else ""
    name = _OTHER_NAMES.get(name, name)
    return name if name in LANGUAGES else ""


def highlight(source: str, language: str) -> str:
    """Return `source` as HTML with Pygments' class names, or escaped only."""
    if language not in LANGUAGES or len(source) > _LONGEST or _longest_line(source) > _LONGEST_LINE:
        return escape(source)
    lexer = LANGUAGES[language][1](stripnl=False, ensurenl=False)
    parts = []
    began = time.thread_time()
    for kind, text in lexer.get_tokens(source):
        if time.thread_time() - began > _PATIENCE:
            return escape(source)
        parts.append(_span(kind, text))
    return "".join(parts)


def _span(kind: _TokenType, text: str) -> str:
    name = next((STANDARD_TYPES[part] for part in reversed(kind.split()) if part in STANDARD_TYPES), "")
    return f'<span class="{name}">{escape(text)}</span>' if name else escape(text)


def _longest_line(source: str) -> int:
    return max(map(len, source.splitlines()), default=0)
