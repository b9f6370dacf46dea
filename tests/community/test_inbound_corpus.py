"""Reading letters: each of the corpus gives the whole of what is expected, and a naive reader does not."""

import email
import json
from collections.abc import Callable

import pytest

from community.notifications.inbound import Letter, UnreadableLetter, read
from tests.data.make_letters import CASES, FOLDER, manifest

EXPECTED = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))


def kind_of(letter: Letter) -> str:
    return "bounce" if letter.bounce else "automatic" if letter.is_automatic else "reply"


def told(letter: Letter, path: str) -> object:
    value: object = letter
    for name in path.split("."):
        value = getattr(value, name)
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def found_in(raw: bytes, fields: dict[str, object]) -> dict[str, object]:
    """What the manifest says of a letter, as reading it gives it."""
    try:
        letter = read(raw)
    except UnreadableLetter:
        return {"kind": "unreadable", "text": "", "attachments": [], "fields": {}}
    files = [each.name + "*" * each.is_inline for each in letter.attachments]
    values = {path: told(letter, path) for path in fields}
    return {"kind": kind_of(letter), "text": letter.text, "attachments": files, "fields": values}


@pytest.mark.parametrize("name", EXPECTED)
def test_letter_gives_all_that_is_expected_of_it(name):
    expected = EXPECTED[name]
    assert found_in((FOLDER / name).read_bytes(), expected["fields"]) == expected


def test_corpus_on_the_disk_is_what_its_script_writes():
    written = {f"{case.name}.eml": case.raw for case in CASES}
    assert written == {path.name: path.read_bytes() for path in FOLDER.glob("*.eml")}
    assert json.loads(json.dumps(manifest())) == EXPECTED


def first_plain_part(raw: bytes) -> str:
    """The control: what most tutorials do."""
    for part in email.message_from_bytes(raw).walk():
        if part.get_content_type() == "text/plain":
            return part.get_payload(decode=True).decode(part.get_content_charset() or "utf-8", "replace")
    return ""


def without_quoted_lines(raw: bytes) -> str:
    """The control that also drops quoted lines and what stands below a line that ends with `wrote:`."""
    kept = []
    for line in first_plain_part(raw).split("\n"):
        if line.rstrip().endswith("wrote:") or line == "-- ":
            break
        kept += [] if line.startswith(">") else [line]
    return "\n".join(kept)


@pytest.mark.parametrize(("naive", "at_least"), [(first_plain_part, 105), (without_quoted_lines, 70)])
def test_naive_reader_gets_many_letters_wrong(naive: Callable[[bytes], str], at_least: int):
    wrong = []
    for name, expected in EXPECTED.items():
        try:
            text = naive((FOLDER / name).read_bytes()).replace("\r\n", "\n").strip()
        except LookupError:
            text = "(raised)"
        if expected["kind"] == "reply" and text != expected["text"]:
            wrong.append(name)
    assert len(wrong) >= at_least


def test_letter_that_is_delivered_twice_has_one_id_although_it_names_none():
    first, second = (read((FOLDER / f"duplicate-{which}.eml").read_bytes()) for which in ("first", "second"))
    assert first.message_id == second.message_id
    assert first.message_id.endswith("@made-here.invalid>")


def test_letters_of_other_words_have_other_ids():
    raw = (FOLDER / "duplicate-first.eml").read_bytes()
    assert read(raw).message_id != read(raw.replace(b"twice", b"again")).message_id


def test_whole_text_keeps_what_was_cut():
    letter = read((FOLDER / "gmail-web-bottom.eml").read_bytes())
    assert letter.whole_text.startswith("On Mon, Nov 23, 2026 at 9:12 AM Sample hub")
    assert letter.whole_text.endswith("I read it below the quote, as always.")


def test_attachments_hold_the_bytes_that_were_sent():
    letter = read((FOLDER / "file-uuencoded.eml").read_bytes())
    assert [(each.content_type, each.data) for each in letter.attachments] == [("text/csv", b"gauge_id,stage\n1,2.5\n")]
