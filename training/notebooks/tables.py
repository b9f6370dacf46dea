"""Tables that can be read by everybody: header cells with a scope, numbers in line, a labelled frame that scrolls."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag

from training.notebooks import limits
from training.notebooks.results import Place

_NUMBER = re.compile(r"[-+−]?[$€£]?\d[\d,. ]*%?(e[-+]?\d+)?|NaN|nan|<NA>")
_MAX_SLOTS = 200_000  # places of cells, spans counted; beyond, numbers stay where they are


def arrange_table(soup: BeautifulSoup, table: Tag, place: Place, number: int, taken: set[str]) -> None:
    """Arrange one table and wrap it; `number` counts the tables of its cell, `taken` holds the labels of others."""
    rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    head = _head(rows)
    for line, row in enumerate(rows):
        for cell in row.find_all(["th", "td"], recursive=False):
            _arrange_cell(cell, is_head=line < head, rows_left=len(rows) - line)
    _mark_number_headers(rows, head)
    table.attrs = {}
    is_tall = len(rows) - head > limits.TALL_ROWS
    label = _label(table, place, number, taken) + (f", {len(rows) - head} rows" if is_tall else "")
    classes = "hub-scroller hub-tall" if is_tall else "hub-scroller"
    table.wrap(soup.new_tag("div", attrs={"class": classes, "tabindex": "0", "role": "region", "aria-label": label}))


def add_caption(soup: BeautifulSoup, table: Tag, words: str) -> None:
    """Give the table the caption of its cell, if it has none of its own."""
    if words and not table.find("caption"):
        caption = soup.new_tag("caption")
        caption.string = words[: limits.MAX_ALT]
        table.insert(0, caption)


def _head(rows: list[Tag]) -> int:
    """Return how many of the first rows are the head: those in `thead`, or the first if it has header cells alone."""
    count = 0
    for row in rows:
        parent = row.find_parent(["thead", "tbody", "tfoot", "table"])
        if parent is None or parent.name != "thead":
            break
        count += 1
    if count or not rows:
        return count
    first = rows[0].find_all(["th", "td"], recursive=False)
    return int(bool(first) and all(cell.name == "th" for cell in first))


def _arrange_cell(cell: Tag, *, is_head: bool, rows_left: int) -> None:
    """Keep the spans that make sense, and give header cells a scope.

    A header that spans two columns or rows keeps `col` or `row`, which hold for all that it spans. `colgroup` and
    `rowgroup` would be wrong: they hold to the end of the group, and pandas writes one group for the whole table.
    """
    text = cell.get_text(" ", strip=True)
    spans = {"colspan": _span(cell, "colspan", limits.MAX_COLUMNS), "rowspan": _span(cell, "rowspan", rows_left)}
    if cell.name == "th" and not text and not cell.find("img"):
        cell.name = "td"
    cell.attrs = {name: str(count) for name, count in spans.items() if count > 1}
    if cell.name == "th":
        cell["scope"] = "col" if is_head else "row"
    elif _NUMBER.fullmatch(text):
        cell["class"] = "hub-num"


def _span(cell: Tag, name: str, most: int) -> int:
    value = str(cell.get(name, "")).strip()
    return max(1, min(int(value), most)) if value.isascii() and value.isdecimal() and len(value) < 6 else 1


def _mark_number_headers(rows: list[Tag], head: int) -> None:
    """Put the header of a column of numbers above the numbers."""
    grid = _grid(rows)
    if not head or grid is None:
        return
    for column, header in grid[head - 1].items():
        below = [line[column] for line in grid[head:] if column in line]
        is_one_column = not header.has_attr("colspan")
        if is_one_column and header.name == "th" and below and all(cell.get("class") == "hub-num" for cell in below):
            header["class"] = "hub-num"


def _grid(rows: list[Tag]) -> list[dict[int, Tag]] | None:
    """Return for each row which cell stands in which column, spans counted, or None when the table is too large."""
    grid: list[dict[int, Tag]] = [{} for _ in rows]
    slots = 0
    for number, row in enumerate(rows):
        column = 0
        for cell in row.find_all(["th", "td"], recursive=False):
            while column in grid[number]:
                column += 1
            wide, high = int(str(cell.get("colspan", 1))), int(str(cell.get("rowspan", 1)))
            slots += wide * high
            if slots > _MAX_SLOTS:
                return None
            for line in grid[number : number + high]:
                line.update(dict.fromkeys(range(column, column + wide), cell))
            column += wide
    return grid


def _label(table: Tag, place: Place, number: int, taken: set[str]) -> str:
    caption = table.find("caption")
    words = " ".join(caption.get_text(" ").split())[:200] if caption else ""
    where = f"the output of code cell {place.code_number}" if place.code_number else f"cell {place.number}"
    label = words if words and words not in taken else f"{(words and words + ': t') or 'T'}able {number} in {where}"
    taken.add(label)
    return label
