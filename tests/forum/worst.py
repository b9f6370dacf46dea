"""Posts at the cap, made to keep a worker busy: families, each with the limit that refuses it, or none."""

from forum.limits import DEEPEST, GROWN, LEVELS, LONGEST, MARKERS, MOST_MARKERS, PARTS, SIGNS


def fill(unit, before="", after=""):
    """`unit` again and again between `before` and `after`, up to what a post may hold."""
    return before + unit * ((LONGEST - len(before) - len(after)) // len(unit)) + after


def rows(columns, count):
    row = "|" + "a|" * columns + "\n"
    return row + "|" + "-|" * columns + "\n" + row * count


def runs(unit, markers):
    """Paragraphs of `unit`, each with just as many markers as one may have."""
    return fill(unit * (MOST_MARKERS // markers) + "\n\n")


WORST = {
    "nested quotes": (fill("> "), LEVELS),
    "quotes as deep as they may be, continued": (fill("b\n", "> " * (DEEPEST - 4) + "a\n"), SIGNS),
    "open brackets": (fill("["), SIGNS),
    "closed brackets": ("[" * 15_900 + "]" * 15_900 + "\n\n[a]: /b\n", SIGNS),
    "pictures in brackets": (fill("![", after="](a)"), SIGNS),
    "links in links": (fill("[a](<b"), None),
    "references that nobody made": (fill("[x][y", "[z]: /z\n\n"), SIGNS),
    "emphasis that nobody closes": (fill("a **b *c "), MARKERS),
    "emphasis up to the limit": (runs("*a_b* ", 3), None),
    "one run of stars": ("*" * 15_900 + "a" + "*" * 15_900, MARKERS),
    "tildes": (fill("~a ~~b "), MARKERS),
    "backtick runs": (" ".join("`" * length for length in range(1, 252)) + " ", None),
    "backticks in pairs": (fill("`a` ``b"), None),
    "table of 10,000 cells": (rows(10, 1_000) + fill("x ")[:9_000], None),
    "tables up to the limit": (rows(100, 58) + "\n" + fill("word ")[:19_000], None),
    "table of one row": (rows(7_000, 1)[: LONGEST - 1] + "\n", PARTS),
    "table with short rows": (fill("|a\n", rows(100, 0)), PARTS),
    "nested lists": ("".join(" " * (2 * depth) + "- a\n" for depth in range(177)), LEVELS),
    "lists up to the limit": (fill("- a\n  - b\n    1. c\n")[:18_000] + fill("word ")[:13_500], None),
    "list of 10,000 items": (fill("- a\n"), PARTS),
    "tasks": (fill("- [ ] a\n"), None),
    "reference definitions": (fill("[a]: /b\n"), None),
    "definitions and uses": (
        "".join(f"[{number}]: /x\n" for number in range(1_500)) + "".join(f"[{n}] " for n in range(1_900)) + "z" * 900,
        None,
    ),
    "title without its end": (fill("c\n", '[a]: b "'), SIGNS),
    "footnotes by the thousand": (
        "".join(f"[^{n}]" for n in range(1_700)) + "".join(f"\n\n[^{n}]: x" for n in range(1_700)),
        None,
    ),
    "one footnote, used everywhere": (fill("[^1]", "[^1]: x\n\n"), GROWN),
    "names of footnotes without end": (fill("[^", "[^1]: x\n\n"), SIGNS),
    "footnotes inside each other": ("".join(f"[^{n}]: [^{n + 1}]\n\n" for n in range(1_850)) + "[^0]", None),
    "autolinks": (fill("http://a.gov "), None),
    "mail addresses": (fill("a_b@c.gov "), None),
    "one address of dots": (fill("a.", "http://"), None),
    "schemes": (fill("://"), None),
    "underscores before no address": (fill("a_"), MARKERS),
    "bare domains": (fill("a.gov,"), None),
    "entities": (fill("&amp;"), None),
    "entities without end": (fill("&#x"), None),
    "text like HTML": (fill("<a b='c' "), None),
    "openings of HTML": (fill("<![CDATA[ <!-- <? "), SIGNS),
    "one long line": (fill("a"), None),
    "one long line of punctuation": (fill("\\*"), None),
    "lines of one letter": (fill("a\n"), SIGNS),
    "headings": (fill("# a\n"), None),
    "code that colors slowly": (fill("'", "```python\n", "\n```"), None),
    "code in many languages": (fill("```sql\nselect '\n```\n```r\n'\n```\n"), None),
    "everything in everything": (fill("> - *[![`a` <b](c) ~~&amp;|\n"), None),
    "quotes and lists in turn": (fill("> 1. - *a\n" + "> " * 12 + "- b\n"), None),
    "deep and mixed": (fill("> 1. - "), LEVELS),
}
