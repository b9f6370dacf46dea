"""Bytes of letters into text, by what they say of themselves and by what they are."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from community.safety.characters import without_controls

_WESTERN = "cp1252"
# What is written under a name is what Windows writes under it (WHATWG Encoding, 4.2).
_MEANT = {
    "ansi_x3.4-1968": _WESTERN,
    "ascii": _WESTERN,
    "iso-8859-1": _WESTERN,
    "iso8859-1": _WESTERN,
    "latin1": _WESTERN,
    "us-ascii": _WESTERN,
    "windows-1252": _WESTERN,
    "cp-850": "cp850",
    "euc-kr": "cp949",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-9": "cp1254",
    "ks_c_5601-1987": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-gbk": "gb18030",
    "x-sjis": "cp932",
}
_SEVERAL = {"big5": ("big5", "cp950", "big5hkscs")}  # three dialects go by one name
_NO_CHARSET = {"idna", "punycode", "undefined", "unicode_escape", "unicode-escape", "raw_unicode_escape"}
_LIKELY = ["big5", "cp932", "cp949", "euc_jp", "gb18030", "koi8_r", "cp1251", _WESTERN]
_MUCH = 20_000  # bytes a guess looks at
_HALVES = re.compile("[\ud800-\udfff]")  # of characters: no database takes them
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def decoded(data: bytes, declared: str, *, hint: str = "") -> str:
    """The text of `data`, with LF line ends and without control characters; never raises.

    `hint` is a charset named elsewhere in the letter, tried when `declared` is missing, unknown, or only says Western:
    programs that don't know write that.
    """
    name = declared.strip(" \"'\t").lower()
    meant = _MEANT.get(name, name)
    text = None if meant in ("", _WESTERN) else _strictly(data, meant)
    if text is None:
        text = _recognised(data, hint, meant)
    if text is None:
        text = _with_gaps(data, meant)
    text = _HALVES.sub("\ufffd", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    return without_controls(text)


def _strictly(data: bytes, name: str) -> str | None:
    if name in _NO_CHARSET or len(name) > 40:
        return None
    for dialect in _SEVERAL.get(name, (name,)):
        try:
            return data.decode(dialect)
        except (LookupError, ValueError):
            continue
    return None


def _recognised(data: bytes, hint: str, meant: str) -> str | None:
    if b"\x1b$" in data and (text := _strictly(data, "iso2022_jp_ext")) is not None:
        return text
    if (text := _strictly(data, "utf-8")) is not None:
        return text
    hinted = _MEANT.get(hint.lower(), hint.lower())
    if hinted not in ("", _WESTERN, "utf-8") and (text := _strictly(data, hinted)) is not None:
        return text
    return None if meant and meant != _WESTERN and _is_known(meant) else _guessed(data)


def _is_known(name: str) -> bool:
    try:
        return bool(name) and name not in _NO_CHARSET and codecs.lookup(name).name not in _NO_CHARSET
    except (LookupError, ValueError):
        return False


def _guessed(data: bytes) -> str | None:
    """By the letters and pairs of letters that languages use; only among what letters are really written in."""
    sample = data if len(data) <= _MUCH else data[:_MUCH].rpartition(b"\n")[0]
    best = from_bytes(sample, cp_isolation=_LIKELY).best()
    if best is None or (text := _strictly(data, best.encoding)) is None:
        return None
    # An accented letter before another one looks like a Chinese character: few of them among Western words are none.
    few = len(_CJK.findall(text)) * 4 < sum(sign.isalpha() and sign.isascii() for sign in text)
    return None if few and best.encoding not in ("koi8_r", "cp1251") else text


def _with_gaps(data: bytes, meant: str) -> str:
    """With a mark for each byte that means nothing; as Western text when all of it would be marks."""
    name = meant if _is_known(meant) else _WESTERN
    text = data.decode(name, "replace")
    if name.replace("_", "-") in ("utf-8", "utf8") and not re.search("[^\x00-\x7f\ufffd]", text):
        text = data.decode(_WESTERN, "replace")
    return text
