"""The PDF: tagged, one page, in any script, and nothing but data goes in."""

import re
import zlib
from datetime import UTC, date, datetime

import pytest
import typst

from training.certificates.papers import _compile, breakable, make_paper, printed_name
from training.models import Certificate

AT = datetime(2026, 11, 24, 20, tzinfo=UTC)


def certificate(name="Lena Marsh", **fields):
    given = {
        "name": name, "number": "CDH-2026-000123", "token": "k3Yq9_uTz0-aB4cD7eF8gH", "hours": 3, "issued_at": AT,
        "course_title": "Publishing your first open dataset", "office": "Office of Data", "person": "Imani Brooks",
        "expires_on": date(2028, 11, 24),
    }  # fmt: skip
    return Certificate(**(given | fields))


def inside(pdf):
    """The PDF with its compressed parts opened."""
    parts = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    opened = []
    for part in parts:
        try:
            opened.append(zlib.decompress(part))
        except zlib.error:
            continue
    return pdf + b"".join(opened)


def pages(pdf):
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", inside(pdf)))


def test_paper_is_tagged_and_says_it_is_pdf_ua():
    made = inside(make_paper(certificate()).pdf)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert b"/MarkInfo" in made
    assert b"/Lang" in made
    assert made.count(b"/S/H1") + made.count(b"/S /H1") == 1


@pytest.mark.parametrize(
    "name",
    [
        "محمد عبد الرحمن الهاشمي",
        "अनीता शर्मा",
        "Нина Ωμέγα",
        "Nguyễn Thị Ánh Nguyệt",
        "عبد Smith",
        ("Maria-Anneliese von Wolfeschlegelsteinhausenbergerdorff " * 6)[:300].strip(),
        "W" * 300,
        "ا" * 300,
    ],
)
def test_name_in_these_letters_is_whole_on_one_page(name):
    made = make_paper(certificate(name, course_title="x" * 255))
    assert made.is_name_whole
    assert pages(made.pdf) == 1


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("王芳", ""),
        ("Fang 王芳 Wang", "Fang Wang"),
        ("Արամ", ""),
        ("Ana 🌊 Reyes", "Ana (water wave) Reyes"),
        ("Ana🌊", "Ana (water wave)"),
    ],
)
def test_letters_without_a_font_are_left_out_and_the_paper_says_so(name, words):
    assert printed_name(name).words == words
    made = make_paper(certificate(name))
    assert not made.is_name_whole
    assert pages(made.pdf) == 1


def test_same_certificate_gives_the_same_bytes():
    assert make_paper(certificate()).pdf == make_paper(certificate()).pdf


@pytest.mark.parametrize("text", ['#read("/etc/passwd")', "*bold* $x$ ]#[", '"); #panic("x")', "\\u{41} // no", "#sys"])
def test_markup_in_a_name_is_words(text):
    made = make_paper(certificate(text, course_title=text, office=text, person=text))
    assert made.is_name_whole
    assert pages(made.pdf) == 1


@pytest.mark.parametrize("source", [b'#read("/etc/passwd")', b'#import "@preview/cetz:0.3.1"', b'#read("../x")'])
def test_typst_sees_no_file_and_no_network(source):
    with pytest.raises(typst.TypstError):
        _compile(b"#set document(title: [x])\n" + source, {}, AT)


def test_only_overlong_words_get_places_to_break():
    assert breakable("Lena Marsh") == "Lena Marsh"
    assert breakable("a" * 31) == "\u200b".join("a" * 31)
