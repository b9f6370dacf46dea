"""A certificate as a tagged PDF (PDF/UA-1), set by typst. What people wrote goes in as data, never as markup.

typst sees a folder with `paper.typ` and nothing else as its world: no file, no package, no network. In PDF/UA
mode it refuses a letter that no font has; such letters are left out of the name, and the paper says so.
"""

from __future__ import annotations

import json
import tempfile
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import typst
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.pages.qr import code_of

from .times import day_of

if TYPE_CHECKING:
    from datetime import datetime

    from .models import Certificate

LONGEST_WORD = 30
DATE = "F j, Y"
_SOURCE = Path(__file__).with_name("paper.typ")
_PROBE = b"#set document(title: [x])\n#set text(font: json(bytes(sys.inputs.fonts)))\n= #sys.inputs.sign"
_FONTS = settings.BASE_DIR / "community" / "static" / "vendor" / "print-fonts"


@dataclass(frozen=True)
class Paper:
    """The file, and whether the name stands on it as the certificate has it."""

    pdf: bytes
    is_name_whole: bool


@dataclass(frozen=True)
class PrintedName:
    """A name as the fonts at hand can show it; `words` is empty when they show nothing of it."""

    words: str
    is_whole: bool


def make_paper(certificate: Certificate) -> Paper:
    """Set the certificate. Takes some hundredths of a second; runs no query."""
    name = printed_name(certificate.name)
    return Paper(_compile(_SOURCE.read_bytes(), _facts(certificate, name), certificate.issued_at), name.is_whole)


def printed_name(name: str) -> PrintedName:
    """`name` in the letters we have: pictographs in words, other missing letters left out with their word."""
    if all(_is_printable(sign) for sign in set(name)):
        return PrintedName(name, is_whole=True)
    words = (_printed_word(word) for word in name.split())
    return PrintedName(" ".join(word for word in words if word), is_whole=False)


def printable(text: str) -> str:
    """Other words than the name, as far as they can be shown."""
    return printed_name(text).words or "–"


def breakable(text: str) -> str:
    """The text with places to break its overlong words (zero-width spaces), so that nothing runs off the paper."""
    return " ".join("\u200b".join(word) if len(word) > LONGEST_WORD else word for word in text.split(" "))


def _printed_word(word: str) -> str:
    if all(_is_printable(sign) for sign in word):
        return word
    if any(_is_letter(sign) for sign in word if not _is_printable(sign)):
        return ""
    shown = (sign if _is_printable(sign) else f" ({unicodedata.name(sign, '').lower()})" for sign in word)
    return "".join(shown).replace(" ()", "").strip()


def _is_letter(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LMN"


@cache
def _is_printable(sign: str) -> bool:
    """Whether some font has it: typst is asked, letter by letter and once in the life of the process."""
    if sign.isspace() or sign.isascii():
        return True
    try:
        _compile(_PROBE, {"sign": sign, "fonts": json.dumps(_families())}, timezone.now())
    except typst.TypstError:
        return False
    return True


def _compile(source: bytes, inputs: dict[str, str], at: datetime) -> bytes:
    with tempfile.TemporaryDirectory(prefix="hub-paper-") as name:
        folder = Path(name)
        main = folder / "paper.typ"
        main.write_bytes(source)
        return typst.compile(
            main,
            root=folder,
            package_path=folder,
            package_cache_path=folder,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["ua-1"],
            sys_inputs=inputs,
            timestamp=int(at.timestamp()),
        )


@cache
def _fonts() -> typst.Fonts:
    folders = [str(folder) for folder in sorted(_FONTS.iterdir()) if folder.is_dir()]
    more = [settings.CERTIFICATE_FONTS] if settings.CERTIFICATE_FONTS else []
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders + more)


@cache
def _families() -> list[str]:
    return ["Public Sans", *sorted(set(_fonts().families()) - {"Public Sans"})]


def _facts(certificate: Certificate, name: PrintedName) -> dict[str, str]:
    """What `paper.typ` is told: every word, already in the reader's language, as JSON."""
    hours = ngettext("%(count)d hour", "%(count)d hours", certificate.hours) % {"count": certificate.hours}
    ends = certificate.expires_on
    facts = [
        [_("Credit"), hours],
        [_("Issued"), date_format(day_of(certificate.issued_at), DATE)],
        [_("Valid until"), date_format(ends, DATE) if ends else _("No end")],
        [_("Number"), certificate.number],
    ]
    words = {
        "fonts": _families(),
        "title": _("Certificate of completion"),
        "site": settings.SITE_NAME,
        "given": _("This certifies that"),
        "name": breakable(name.words),
        "no_name": "" if name.words else _("the person named at the address below"),
        "done": _("has completed the course"),
        "course": breakable(printable(certificate.course_title)),
        "facts": facts,
        "office": printable(certificate.office),
        "person": printable(certificate.person) if certificate.person else "",
        "check": _("Check this certificate"),
        "address": certificate.verification_address,
        "code": code_of(certificate.verification_address).svg,
        "code_alt": _("QR code of the address where this certificate can be checked"),
        "note": ""
        if name.is_whole
        else _("Some letters of the name can’t be printed here. The whole name stands at the address."),
    }
    return {"certificate": json.dumps(words, ensure_ascii=False)}
