"""HTML as a tree that can be compared: what a reader gets, without white space and house style."""

import re

from bs4 import BeautifulSoup, NavigableString

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BLOCKS = HEADINGS | set("blockquote br hr input li ol p pre table tbody td th thead tr ul [document]".split())
KEPT = {"href", "title", "start", "checked", "align"}
SAME = {"del": "s"}


def tree(html):
    """What `html` says: (element, attributes, children), texts between. White space counts in code alone."""
    return _children(BeautifulSoup(html, "html.parser"), is_code=False)


def _children(parent, *, is_code):
    found = []
    for child in parent.children:
        if not isinstance(child, NavigableString):
            found.append((SAME.get(child.name, child.name), _attributes(child), _children(child, is_code=_code(child))))
        elif found and isinstance(found[-1], str):
            found[-1] += str(child)
        else:
            found.append(str(child))
    return found if is_code else _without_white_space(found, parent.name in BLOCKS)


def _code(element):
    return element.name in {"pre", "code"} or element.find_parent("pre") is not None


def _attributes(element):
    return {name: value for name, value in element.attrs.items() if name in KEPT}


def _without_white_space(found, in_block):
    """As a browser shows it: one space for many, none at the edges of blocks."""
    kept = []
    for place, part in enumerate(found):
        if isinstance(part, str):
            at_start = in_block if place == 0 else found[place - 1][0] in BLOCKS
            at_end = in_block if place == len(found) - 1 else found[place + 1][0] in BLOCKS
            part = re.sub(r"[ \t\n]+", " ", part)  # noqa: PLW2901
            part = part.lstrip(" ") if at_start else part  # noqa: PLW2901
            part = part.rstrip(" ") if at_end else part  # noqa: PLW2901
        if part:
            kept.append(part)
    return kept


def in_house_style(html):
    """The HTML of a specification with what posts do on purpose: levels of headings, links for pictures."""
    soup = BeautifulSoup(html, "html.parser")
    above = []
    for heading in soup.find_all(HEADINGS):
        while above and above[-1] >= heading.name:
            above.pop()
        above.append(heading.name)
        heading.name = f"h{min(2 + len(above), 6)}"
    for picture in soup.find_all("img"):
        words = picture["alt"] or "Picture"
        if picture.find_parent("a"):
            picture.replace_with(words)
            continue
        picture.name, picture.string, picture["href"] = "a", words, picture["src"]
    return str(soup)


def without_dress(html):
    """The HTML of a post without the elements and classes that are only for its looks."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(["div", "span"]):
        element.unwrap()
    for name, side in (("hub-num", "right"), ("hub-centered", "center")):
        for cell in soup.find_all(["td", "th"], class_=name):
            cell["align"] = side
    return str(soup)
