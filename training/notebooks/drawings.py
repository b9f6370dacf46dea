"""SVG drawings: read as XML, freed of whatever could act, and shown as images, in which no script can run."""

from __future__ import annotations

import base64
import binascii
import re
from xml.etree import ElementTree as ET

from training.notebooks import limits
from training.notebooks.pictures import Picture, PictureRefused, read_picture

_DATA_ADDRESS = re.compile(r"data:image/([a-z+.-]+);base64,", re.IGNORECASE)
_START = re.compile(r"<svg[\s>]")
_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_SAYS_WHICH = re.compile(r"<svg[^<>]{0,4000}?\sxmlns\s*=")
_ACTS = frozenset({"script", "handler", "iframe", "embed", "object", "foreignObject"})
_ANIMATES = frozenset({"animate", "set", "animateTransform", "animateMotion"})
_NOT_SHOWN = "is not an SVG drawing that can be shown; save it as a PNG picture"
ET.register_namespace("", _SVG)
ET.register_namespace("xlink", _XLINK)


def read_drawing(text: str) -> Picture:
    """Return an SVG drawing as a picture. Raises PictureRefused, for XML that a browser could not read, too."""
    if len(text) > limits.MAX_DRAWING:
        raise PictureRefused("is an SVG drawing of more than 500 kB; save it as a PNG picture")
    start = _START.search(text)
    if not start or "<!ENTITY" in text.upper():
        raise PictureRefused(_NOT_SHOWN)
    drawing = text[start.start() :]
    drawing = drawing[: drawing.rfind(">") + 1]
    if not _SAYS_WHICH.match(drawing):
        drawing = drawing.replace("<svg", f'<svg xmlns="{_SVG}"', 1)
    try:
        root = ET.fromstring(drawing)  # noqa: S314 - no entity can be declared, and the size is bounded
        _disarm(root)
        written = ET.tostring(root)
    except (ET.ParseError, RecursionError, ValueError) as error:
        raise PictureRefused(_NOT_SHOWN) from error
    return Picture("svg+xml", base64.b64encode(written).decode(), _size(root), _words(root))


def read_address(address: str) -> Picture:
    """Return the picture in a `data:` address. Raises PictureRefused."""
    match = _DATA_ADDRESS.match(address)
    if not match:
        raise PictureRefused("is on another site or in another file; paste it into the notebook")
    encoded = address[match.end() :]
    if match.group(1).lower() != "svg+xml":
        return read_picture(encoded)
    try:
        return read_drawing(base64.b64decode(encoded, validate=True).decode())
    except (binascii.Error, UnicodeDecodeError) as error:
        raise PictureRefused("is damaged; make it again") from error


def _disarm(root: ET.Element) -> None:
    """Take out scripts, handlers and addresses that lead elsewhere. As an image it could not run them anyway."""
    for element in root.iter():
        for child in [child for child in element if _acts(child)]:
            element.remove(child)
        for name in [name for name, value in element.attrib.items() if _is_active(name, value)]:
            del element.attrib[name]


def _acts(element: ET.Element) -> bool:
    name = _local(element.tag)
    return name in _ACTS or (name in _ANIMATES and _local(element.get("attributeName", "").split(":")[-1]) == "href")


def _is_active(name: str, value: str) -> bool:
    local = _local(name).lower()
    is_elsewhere = local in {"href", "src"} and not value.strip().startswith(("#", "data:image/"))
    return local.startswith("on") or is_elsewhere


def _local(name: object) -> str:
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def _size(root: ET.Element) -> tuple[int, int] | None:
    """Return the size in pixels when the drawing says it in pixels or points, so that the page doesn't jump."""
    sides = [re.fullmatch(r"(\d{1,5}(?:\.\d{1,9})?)(px|pt)?", root.get(side, "")) for side in ("width", "height")]
    found = [round(float(side.group(1)) * (4 / 3 if side.group(2) == "pt" else 1)) for side in sides if side]
    return (found[0], found[1]) if len(found) == 2 and all(found) else None


def _words(root: ET.Element) -> str:
    """Return the drawing's own title and description, those of the whole and not of its parts."""
    said = [child.text or "" for child in root if _local(child.tag) in {"title", "desc"}]
    return ". ".join(words for text in said[:2] if (words := " ".join(text.split())))
