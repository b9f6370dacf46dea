"""What a code cell left behind: each output becomes one part that can be shown, or a sentence in its place."""

from __future__ import annotations

from html import escape
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output

from training.notebooks import drawings, limits, pictures
from training.notebooks.fragments import clean_part, is_blank
from training.notebooks.options import CellOptions, Words
from training.notebooks.printed import has_directions, readable
from training.notebooks.prose import latex_to_html, markdown_to_html
from training.notebooks.reading import joined
from training.notebooks.results import Findings, NotebookRefused, Place

_SHORTENED = "… The rest is cut off here."
_PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")
DIRECTIONS = (
    "it holds characters that turn the direction of text, so that code can read otherwise than it runs. "
    "They are written out; delete them."
)
_HIDDEN_KINDS = {
    "application/javascript": "a script",
    "application/vnd.jupyter.widget-view+json": "an interactive widget",
    "text/vnd.mermaid": "a diagram",
}


def prepare_outputs(outputs: list[Any], options: CellOptions, place: Place, findings: Findings) -> list[NotebookNode]:
    """Return outputs that hold nothing but text and cleaned HTML, neighbouring prints joined."""
    prepared: list[NotebookNode] = []
    for output in outputs:
        kind = output["output_type"]
        if kind == "stream":
            if f"remove-{_stream(output)}" not in options.tags:
                _add_stream(prepared, output)
        elif kind == "error":
            prepared.append(_error(output, place, findings))
        else:
            prepared.append(_display(output, options.words, place, findings))
    for output in prepared:
        if output.output_type == "stream":
            output.text = _shortened(output.text, place, findings)
    return prepared


def _add_stream(prepared: list[NotebookNode], output: dict[str, Any]) -> None:
    name = _stream(output)
    text = joined(output["text"])
    if prepared and prepared[-1].output_type == "stream" and prepared[-1].name == name:
        prepared[-1].text += text
    else:
        prepared.append(new_output("stream", name=name, text=text))


def _stream(output: dict[str, Any]) -> str:
    return "stderr" if output.get("name") == "stderr" else "stdout"


def _shortened(text: str, place: Place, findings: Findings) -> str:
    if has_directions(text):
        findings.warn(place, DIRECTIONS)
    text = readable(text)
    if len(text) > limits.MAX_STREAM:
        findings.warn(
            place,
            f"the output is longer than {limits.MAX_STREAM:,} characters and is cut off there. "
            "Print less, for example with .head().",
        )
        text = f"{text[: limits.MAX_STREAM]}\n{_SHORTENED}\n"
    findings.stream_left -= len(text)
    if findings.stream_left < 0:
        raise NotebookRefused(
            f"{place}: up to here the printed outputs come to more than {limits.MAX_TOTAL_STREAM:,} characters. "
            "Print less, run the notebook again, and upload it again."
        )
    return text


def _error(output: dict[str, Any], place: Place, findings: Findings) -> NotebookNode:
    name, value = joined(output.get("ename")), joined(output.get("evalue"))
    lines = [line for line in output.get("traceback", []) if isinstance(line, str)] or [f"{name}: {value}"]
    text = _shortened("\n".join(lines), place, findings)
    return new_output("error", ename=name[:200], evalue=value[:1000], traceback=[text])


def _display(output: dict[str, Any], words: Words, place: Place, findings: Findings) -> NotebookNode:
    data, metadata = output.get("data", {}), output.get("metadata", {})
    html = _html(data, place, findings) or _figure(data, metadata, words, place, findings)
    if html:
        return new_output("display_data", {"text/html": html})
    plain = joined(data.get("text/plain"))
    hidden = next((what for kind, what in _HIDDEN_KINDS.items() if kind in data), "")
    if hidden or not plain:
        findings.warn(place, f"{hidden or 'an output'} is not shown. Show the result as text, a table or a picture.")
    if plain:
        return new_output("display_data", {"text/plain": _shortened(plain, place, findings)})
    return new_output("display_data", {"text/html": _missing(hidden or "an output")})


def _html(data: dict[str, Any], place: Place, findings: Findings) -> str:
    """Return the cleaned HTML of the first format with words in it, or an empty text."""
    if "text/html" in data:
        html = joined(data["text/html"])
        if len(html) > limits.MAX_HTML:
            raise NotebookRefused(
                f"{place}: an HTML output has {len(html):,} characters; {limits.MAX_HTML:,} is the most one may have. "
                "Show fewer rows, for example with .head(), run the cell again, and upload the notebook again."
            )
        clean = clean_part(html, place, findings)
        if not is_blank(clean):
            return clean
    for kind, convert in (("text/markdown", markdown_to_html), ("text/latex", latex_to_html)):
        source = joined(data.get(kind))
        if len(source) > limits.MAX_SOURCE:
            raise NotebookRefused(
                f"{place}: an output has {len(source):,} characters of {kind.removeprefix('text/')}; "
                f"{limits.MAX_SOURCE:,} is the most one may have. Shorten it, and upload the notebook again."
            )
        if source.strip():
            return clean_part(convert(source, place, findings), place, findings)
    return ""


def _figure(data: dict[str, Any], metadata: Any, words: Words, place: Place, findings: Findings) -> str:
    kinds = [kind for kind in ("image/svg+xml", *_PICTURES) if kind in data]
    refused = ""
    for kind in kinds:
        text = joined(data[kind])
        try:
            picture = drawings.read_drawing(text) if kind == "image/svg+xml" else pictures.read_picture(text)
        except pictures.PictureRefused as error:
            refused = str(error)
            continue
        about = _about(metadata, kind)
        general = metadata.get("alt") if isinstance(metadata, dict) else None
        alt = _alt((about.get("alt"), general, words.next_alt(), picture.words), place, findings)
        size = {"width": about.get("width"), "height": about.get("height")}
        return pictures.figure(picture, alt, caption=words.caption, **size)
    if refused:
        findings.warn(place, f"the picture {refused}.")
        return _missing("a picture")
    return ""


def _about(metadata: Any, kind: str) -> dict[str, Any]:
    about = metadata.get(kind) if isinstance(metadata, dict) else None
    return about if isinstance(about, dict) else {}


def _alt(written: tuple[object, ...], place: Place, findings: Findings) -> str:
    for alt in written:
        if isinstance(alt, str) and alt.strip():
            return " ".join(alt.split())[: limits.MAX_ALT]
    return undescribed(place, findings)


def undescribed(place: Place, findings: Findings) -> str:
    """Return the words that stand in for a missing description, and tell the editor."""
    findings.warn(
        place,
        "the figure has no description. Add one as the first line of the cell, like: #| fig-alt: What the figure shows"
        if place.code_number
        else "the figure has no description. Write one in the brackets: ![What the figure shows](…)",
    )
    return f"Figure in cell {place.number}, not described"


def _missing(what: str) -> str:
    return f'<p class="hub-missing">The notebook has {escape(what)} here. It cannot be shown.</p>'
