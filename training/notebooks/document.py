"""The lesson as a whole: headings with anchors, tables and figures that everybody can use, the text for search."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from community.safety.html import notebook_anchor
from training.notebooks import drawings, limits, pictures
from training.notebooks.outputs import undescribed
from training.notebooks.results import Findings, Heading, NotebookRefused, Place
from training.notebooks.tables import add_caption, arrange_table

_NBCONVERT_ALT = "No description has been provided for this image"  # HTMLExporter puts it where alt is missing
_HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
_MATH_PART = re.compile(
    r"math|menclose|merror|mfrac|mi|mmultiscripts|mn|mo|mover|mpadded|mphantom|mprescripts|mroot|mrow|"
    r"ms|mspace|msqrt|mstyle|msub|msubsup|msup|mtable|mtd|mtext|mtr|munder|munderover|none"
)


def arrange(
    html: str, attachments: dict[int, dict[str, str]], where: dict[int, Place], findings: Findings
) -> tuple[BeautifulSoup, list[Heading]]:
    """Return the document with its cells unwrapped, and its table of contents. `html` is balanced already."""
    soup = BeautifulSoup(html, "html.parser")
    labels: set[str] = set()
    for cell in soup.find_all(attrs={"data-cell": True}):
        place = where[int(str(cell["data-cell"]))]
        for image in cell.find_all("img"):
            _arrange_image(soup, image, attachments.get(place.number, {}), place, findings)
        for number, table in enumerate(cell.find_all("table"), 1):
            add_caption(soup, table, str(cell.get("data-table-caption", "")) if number == 1 else "")
            arrange_table(soup, table, place, number, labels)
        for output in cell.find_all(class_="hub-cell-output"):
            _arrange_output(output)
        for number, pre in enumerate(_plain_code(cell), 1):
            _arrange_code(pre, f"Code example {number} in cell {place.number}")
        for math in cell.find_all("math"):
            if any(not _MATH_PART.fullmatch(part.name) for part in math.find_all(True)):
                math.replace_with(math.get_text(" "))
            elif math.get("display") == "block":
                _arrange_formula(math)
    contents = _arrange_headings(soup)
    _make_ids_unique(soup)
    for cell in soup.find_all(attrs={"data-cell": True}):
        cell.unwrap()
    return soup, contents


def plain_text(soup: BeautifulSoup, code: list[str]) -> str:
    """Return the words of the lesson, then its code and what that printed, for search."""
    return " ".join(" ".join([soup.get_text(" "), *code]).split())


def _arrange_image(soup: BeautifulSoup, image: Tag, attached: dict[str, str], place: Place, findings: Findings) -> None:
    address = str(image.get("src", ""))
    alt = " ".join(str(image.get("alt", "")).split())[: limits.MAX_ALT]
    if alt == _NBCONVERT_ALT:
        alt = ""
    try:
        if address.startswith("attachment:"):
            picture = _attachment(address, attached)
        else:
            picture = drawings.read_address(address)
    except pictures.PictureRefused as error:
        findings.warn(place, f"the picture {f'“{alt[:60]}” ' if alt else ''}{error}.")
        note = soup.new_tag("span", attrs={"class": "hub-missing"})
        note.string = f"[Picture not shown: {alt or 'it has no description'}]"
        image.replace_with(note)
        return
    image["src"] = picture.address
    image["alt"] = alt or picture.words[: limits.MAX_ALT] or undescribed(place, findings)


def _attachment(address: str, attached: dict[str, str]) -> pictures.Picture:
    encoded = attached.get(address.removeprefix("attachment:"))
    if encoded is None:
        raise pictures.PictureRefused("is not among the attachments of its cell; paste it in again")
    return drawings.read_address(encoded)


def _plain_code(cell: Tag) -> Iterator[Tag]:
    return (
        pre
        for pre in cell.find_all("pre")
        if not pre.has_attr("aria-label") and not pre.find_parent(class_="hub-cell-output")
    )


def _arrange_code(pre: Tag, label: str) -> None:
    pre.attrs |= {"class": "hub-code", "tabindex": "0", "role": "group", "aria-label": label}


def _arrange_output(output: Tag) -> None:
    """Let the keyboard reach an output that may be wider than the page; tables have frames of their own."""
    if output.find(["pre", "math"]):
        output["tabindex"] = "0"


def _arrange_formula(math: Tag) -> None:
    """Let the keyboard reach a formula that may be wider than a narrow page."""
    line = math.parent
    if line is None or line.name != "p" or len(line.get_text("")) <= limits.NARROW_FORMULA:
        return
    if not line.find_parent(class_="hub-cell-output"):
        line.name = "div"
        line.attrs = {"class": "hub-formula", "tabindex": "0", "role": "group", "aria-label": "Formula"}


def _arrange_headings(soup: BeautifulSoup) -> list[Heading]:
    """Give headings levels from 2 on without gaps, and anchors; outputs and what is folded stay out of the contents."""
    contents: list[Heading] = []
    above: list[int] = []
    taken: Counter[str] = Counter()
    for heading in _headings(soup):
        text = " ".join(heading.get_text(" ").split()) or " ".join(
            str(image["alt"]) for image in heading.find_all("img")
        )
        if not text:
            heading.name = "p"
            continue
        level = int(heading.name[1])
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        heading.name = f"h{min(len(above) + 1, 6)}"
        anchor = _free(notebook_anchor(text), taken)
        heading.attrs = {"id": anchor}
        if not heading.find_parent(class_="hub-cell-output") and not heading.find_parent("details"):
            contents.append(Heading(int(heading.name[1]), text, anchor))
    return contents


def _headings(soup: BeautifulSoup) -> list[Tag]:
    headings = soup.find_all(_HEADINGS)
    if len(headings) > limits.MAX_HEADINGS:
        raise NotebookRefused(
            f"The notebook has {len(headings):,} headings; {limits.MAX_HEADINGS} is the most a lesson may have. "
            "Split it into several lessons."
        )
    return headings


def _free(anchor: str, taken: Counter[str]) -> str:
    """Return `anchor`, or when it is taken the first of `anchor-2`, `anchor-3`… that is free."""
    free = anchor
    while free in taken:
        taken[anchor] += 1
        free = f"{anchor}-{taken[anchor]}"
    taken[free] = 1
    return free


def _make_ids_unique(soup: BeautifulSoup) -> None:
    """Drop an id that a heading, or something before it, has already."""
    taken = {str(heading["id"]) for heading in soup.find_all(_HEADINGS) if heading.has_attr("id")}
    for element in soup.find_all(id=True):
        if element.name in _HEADINGS:
            continue
        if str(element["id"]) in taken:
            del element["id"]
        else:
            taken.add(str(element["id"]))
