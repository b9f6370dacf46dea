"""The corpus of bad posts, and the families too long to be stored."""

import json
from collections import Counter
from pathlib import Path

from machina.core.markdown import markdown as stock_markdown
from markdown_it import MarkdownIt

from forum.limits import LONGEST

CASES = json.loads((Path(__file__).parents[1] / "data" / "posts.json").read_text())
HOSTILE: dict[str, str] = CASES["hostile"]


def _families() -> dict[str, list[str]]:
    """Names of the cases by the first word of their name; those of a word of its own are one family together."""
    words = {name: name.split(",")[0].split(" ")[0] for name in HOSTILE}
    counted = Counter(words.values())
    families: dict[str, list[str]] = {}
    for name, word in words.items():
        families.setdefault(word if counted[word] > 1 else "of its own", []).append(name)
    return families


FAMILIES = _families()


def _trusting() -> MarkdownIt:
    markdown = MarkdownIt("gfm-like", {"html": True})
    markdown.validateLink = lambda url: True
    return markdown


# Renderers known to be wrong: machina's own, a Markdown parser that trusts, and none at all.
CONTROLS = {
    "stock": lambda source: stock_markdown(source, safe_mode=True),
    "trusting": _trusting().render,
    "none": lambda source: source,
}


def _fill(unit: str) -> str:
    return (unit * (LONGEST // len(unit) + 1))[:LONGEST]


def _table(columns: int) -> str:
    row = "|" + "a|" * columns + "\n"
    return (row + "|" + "-|" * columns + "\n" + _fill(row))[:LONGEST]


SLOW: dict[str, str] = {
    **CASES["slow"],
    **{f"only {unit!r}": _fill(unit) for unit in CASES["slow_units"]},
    **{f"table of {columns} columns": _table(columns) for columns in (10, 100, 500, 4_000)},
    "table with short rows": "|" + "a|" * 500 + "\n|" + "-|" * 500 + "\n" + "|a\n" * 10_000,
    "references and uses": "".join(f"[{number}]: x\n" for number in range(1_200)) + _fill("[1] ")[:16_000],
    "footnotes": "".join(f"[^{number}]\n" for number in range(1_100))
    + "".join(f"\n[^{number}]: x\n" for number in range(1_100)),
    "one footnote, used": "[^1]: x\n\n" + _fill("[^1]")[:31_000],
    "footnote brackets": "[^1]: x\n\n" + _fill("[^")[:31_000],
    "nested strong": "*" * 16_000 + "a" + "*" * 15_999,
    "nested emphasis": "*a " * 5_300 + "b* " * 5_300,
    "closing emphasis": "a_ " * 10_600,
    "brackets closed": "[" * 16_000 + "]" * 16_000,
    "links in links closed": "[" * 5_000 + "a" + "](b)" * 5_000,
    "parentheses": "[a](" + "(" * 15_000 + ")" * 15_000 + ")",
    "lazy quote": "> " * 30 + "a\n" + "b\n" * 15_000,
    "title without end": '[a]: b "' + "c\n" * 15_900,
    "setext over many lines": "a\n" * 15_900 + "===",
    "address of letters": "http://" + "a" * 31_000,
    "address of dots": "http://" + "a." * 15_900,
    "address of brackets": "http://a.gov/" + "(" * 15_000 + ")" * 15_000,
    "mail of dots": "a." * 15_900 + "@b.gov",
    "user in address": "http://" + "a:" * 15_900,
    "words": " ".join(str(number) for number in range(6_000)),
    **{
        f"{language} of {unit!r}": f"```{language}\n{_fill(unit)[:size]}\n```"
        for language in ("python", "r", "sql", "json", "yaml", "bash")
        for unit in ('"', "'", "(", "{", "\\", "$(", "/*", '"""', "f'{", "<<E\n", " \n", ": ", "- ", "&a ", "a\n")
        for size in (7_900, 31_000)
    },
}
