"""What an author asks of one cell: by tags, by JupyterLab's collapsing, or by `#|` lines as Quarto has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_COMMENT = re.compile(r"\s*(?:#|--|//)\| ?(.*)")
_OPTION = re.compile(r"([A-Za-z][\w.-]*)\s*:(?:\s+(.*))?$")
_BLOCK = frozenset({"|", ">", "|-", ">-"})  # YAML: the value is in the lines below
_AS_TAGS = {
    ("echo", "false"): "remove-input",
    ("include", "false"): "remove-cell",
    ("output", "false"): "remove-output",
    ("code-fold", "true"): "hide-input",
    ("warning", "false"): "remove-stderr",
}


@dataclass
class Words:
    """What the author wrote about the figures and the table of one cell; several descriptions are one a figure."""

    alts: list[str] = field(default_factory=list)
    caption: str = ""
    table_caption: str = ""

    def next_alt(self) -> str:
        """Return the description of the next figure; the only one there is goes for every figure."""
        if len(self.alts) > 1:
            return self.alts.pop(0)
        return self.alts[0] if self.alts else ""


@dataclass(frozen=True)
class CellOptions:
    """One cell's wishes, and its source without the lines that say them."""

    source: str
    tags: frozenset[str]
    words: Words


def read_options(cell: dict[str, Any]) -> CellOptions:
    """Return what the cell asks for; what it writes in `#|` lines is looked for in code alone."""
    metadata = cell["metadata"]
    tags = {tag.replace("_", "-") for tag in _list(metadata.get("tags")) if isinstance(tag, str)}
    tags |= set(_collapsed(metadata))
    source, options = _split(cell["source"]) if cell["cell_type"] == "code" else (cell["source"], {})
    said = {(name, values[0].lower()) for name, values in options.items()}
    tags |= {tag for option, tag in _AS_TAGS.items() if option in said}
    tags.update(options.get("tags", []))
    return CellOptions(source, frozenset(tags), _words(metadata, options))


def _collapsed(metadata: dict[str, Any]) -> Iterator[str]:
    jupyter = metadata.get("jupyter")
    jupyter = jupyter if isinstance(jupyter, dict) else {}
    if jupyter.get("source_hidden") is True:
        yield "hide-input"
    if jupyter.get("outputs_hidden") is True or metadata.get("collapsed") is True:
        yield "hide-output"


def _split(source: str) -> tuple[str, dict[str, list[str]]]:
    """Return the source without the `#|` lines at its top, and what they say: each option as a list of values."""
    options: dict[str, list[str]] = {}
    lines = source.splitlines(keepends=True)
    values: list[str] = []
    while lines and (comment := _COMMENT.match(lines[0].rstrip("\r\n"))):
        lines.pop(0)
        said = comment.group(1)
        if option := _OPTION.match(said):
            values = options.setdefault(option.group(1).lower(), [])
            values += _values((option.group(2) or "").strip())
        elif (more := said.strip()).startswith("- "):
            values.append(_plain(more[2:]))
        elif values and more:
            values[-1] = f"{values[-1]} {more}".strip()
        elif more:
            values.append(more)
    return "".join(lines), {name: found for name, found in options.items() if found}


def _values(written: str) -> list[str]:
    if written.startswith("[") and written.endswith("]"):
        return [_plain(part) for part in written[1:-1].split(",") if part.strip()]
    return [] if not written or written in _BLOCK else [_plain(written)]


def _plain(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _words(metadata: dict[str, Any], options: dict[str, list[str]]) -> Words:
    about: dict[str, Any] = next(
        (metadata[name] for name in ("mystnb", "render") if isinstance(metadata.get(name), dict)), {}
    )
    alt = metadata.get("alt") or _part(about, "image", "alt")
    alts = [alt] if isinstance(alt, str) and alt.strip() else options.get("fig-alt", [])
    caption = " ".join(options.get("fig-cap", [])) or _part(about, "figure", "caption")
    return Words(list(alts), caption, " ".join(options.get("tbl-cap", [])))


def _part(about: dict[str, Any], kind: str, name: str) -> str:
    part = about.get(kind)
    value = part.get(name) if isinstance(part, dict) else None
    return value if isinstance(value, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
