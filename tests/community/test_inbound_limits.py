"""Letters that are too much, broken or built to stall: a sentence or a letter, never anything else, in bounded time."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.notifications.inbound import Letter, UnreadableLetter, read
from tests.data.letter_families.writing import HUB_TEXT, multi, page, part, plain, quoted
from tests.data.letter_families.writing import letter as wrapped
from tests.data.make_letters import CASES

LETTERS = [case.raw for case in CASES]
PIECES = [
    b"",
    b"\x00",
    b"\xff\xfe",
    b"\n\n",
    b"\r",
    b"--0000000000001",
    b"=?utf-8?B?",
    b"?=",
    b"Content-Type: multipart/mixed; boundary=x\n",
    b"Content-Transfer-Encoding: uuencode\n",
    b"; filename*0*=''%",
    b"> ",
    b"<blockquote>",
    b"charset=utf-7",
    b"\x1b$B",
]


def outcome(raw: bytes) -> Letter | str:
    try:
        return read(raw)
    except UnreadableLetter as refusal:
        return refusal.message


def within_mails(count: int) -> bytes:
    raw = plain("innermost")
    for _ in range(count):
        raw = b"Content-Type: message/rfc822\n\n" + raw
    return raw


def within_parts(count: int) -> bytes:
    body = part("text/plain", "innermost")
    for level in range(count):
        body = multi("mixed", body, boundary=f"level{level}")
    return wrapped(body)


def test_letter_of_a_megabyte_is_read_whole():
    words = "\n".join(f"{number}. a line of the dictionary, not quoted" for number in range(25_000))
    text = f"{words}\n\nOn Mon, Nov 23, 2026 at 9:12 AM Hub <r@hub.example> wrote:\n{quoted(HUB_TEXT)}\n"
    assert len(words) > 1_000_000
    assert read(plain(text)).text == words


@pytest.mark.parametrize(
    ("raw", "refusal"),
    [
        (within_parts(25), "This mail holds mails within mails, too many to read. Send your answer by itself."),
        (within_mails(25), "This mail holds mails within mails, too many to read. Send your answer by itself."),
        (
            within_mails(3_000),
            "This mail is damaged and can’t be read. Send it again, or write your answer on the hub.",
        ),
        (
            wrapped(multi("mixed", *[part("text/plain", "x")] * 201, boundary="many")),
            "This mail has more than 200 parts. Send your answer with fewer files.",
        ),
        (
            within_parts(300),
            "This mail has more than 200 parts. Send your answer with fewer files.",
        ),
        (
            plain("x" * 36_000_001),
            "This mail is larger than 36 MB. Write your answer on the hub instead, and add the files there.",
        ),
        (plain("y" * 5_000_001), "This mail has too much text. Write less, and attach the rest as a file."),
        (page("<div>" * 200_000), "This mail is laid out in too complex a way. Send your answer as plain text."),
        (wrapped(b"Content-Type: image/png\n\nx"), "This mail holds no text. Write your answer in the mail itself."),
    ],
    ids=[
        "parts-deep",
        "mails-deep",
        "mails-very-deep",
        "many-parts",
        "many-boundaries",
        "big",
        "much-text",
        "page",
        "none",
    ],
)
def test_what_is_too_much_is_refused_with_a_sentence(raw, refusal):
    assert outcome(raw) == refusal


def test_twenty_levels_and_two_hundred_parts_are_read():
    assert read(within_parts(19)).text == "innermost"
    assert read(wrapped(multi("mixed", *[part("text/plain", "x")] * 199, boundary="many"))).text.count("x") == 199


@pytest.mark.parametrize(
    "raw",
    [
        plain("On " * 300_000),
        plain("-- Reply above this line --\n" * 30_000),
        plain(">\n" * 400_000),
        plain("> x\n\ny\n\n" * 50_000),
        plain("\n" * 900_000 + "x"),
        plain("From: a\nTo: b\n" * 50_000),
        plain("On Mon, Nov 23, 2026 Ana <a@b.example>\n" * 30_000),
        plain("begin 644 x\n" * 60_000),
        plain("```\n" * 200_000),
        plain("--\n\nx\n\n" * 60_000),
        plain("x", subject="=?utf-8?Q?" + "=" * 90_000),
        plain("x", subject="=?utf-8?Q?x?= " * 9_000),
        plain("x", sender='"' + '\\"' * 1_000, to="a@" * 60_000),
        plain("x", to="(" * 90_000, answers="<" * 90_000),
        plain("x", "Content-Type: text/plain" + ";" * 90_000),
        page("<div>" * 14_000 + "x"),
        page("<b><p>" * 9_000),
        page("<ul><li>" * 7_000),
        page("<ol>" + "<li>x" * 25_000),
        page("<table>" + "<tr><td>x<td>y" * 9_000),
        page("<blockquote type=cite>" * 9_000 + "x"),
        page("<blockquote type=cite>x</blockquote>y" * 6_000),
        page("<!--" * 200_000 + "x"),
        page("<a " * 25_000),
        page("&lt;" * 400_000),
    ],
    ids=lambda raw: repr(raw[-30:]),
)
def test_letter_built_to_stall_is_done_in_seconds(raw):
    began = time.process_time()
    outcome(raw)
    assert time.process_time() - began < 10


@given(st.binary(max_size=600))
def test_any_bytes_give_a_letter_or_a_refusal(raw):
    assert isinstance(outcome(raw), Letter | str)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.sampled_from(LETTERS),
    st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(PIECES) | st.binary(max_size=8)), max_size=6
    ),
)
def test_damaged_letters_give_a_letter_or_a_refusal(raw, damages):
    for where, cut, piece in damages:
        place = int(where * len(raw))
        raw = raw[:place] + piece + raw[place + cut :]
    found = outcome(raw)
    assert isinstance(found, Letter | str)
    if isinstance(found, Letter):
        words = f"{found.text}{found.whole_text}{found.subject}{found.sender_name}{found.bounce}{found.recipients}"
        names = "".join(each.name + each.content_type for each in found.attachments)
        assert "\x00" not in (words + names).encode().decode()  # encodes: no half of a character either
