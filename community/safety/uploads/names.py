"""Names of files: what people see, what the disk sees, what a download is called."""

from __future__ import annotations

import re
import unicodedata
import uuid

_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|%;]+')  # Windows refuses these, browsers cut or decode at them
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)  # devices on Windows
_LONGEST = 100
_SHOWN = 60


def has_unseen(name: str) -> bool:
    """Whether `name` holds a null, a line break, a turned direction or another character that nobody sees."""
    return any(unicodedata.category(sign) in _INVISIBLE for sign in name)


def _visible(name: str) -> str:
    return "".join(sign for sign in name if unicodedata.category(sign) not in _INVISIBLE)


def shown_name(name: str) -> str:
    """The last part of `name` as a sentence may quote it: one line, nothing invisible, not endless."""
    last = re.split(r"[\\/]", _visible(name))[-1].strip() or "upload"
    return last if len(last) <= _SHOWN else f"{last[: _SHOWN - 15]}…{last[-14:]}"


def extension_of(name: str) -> str:
    """What stands after the last dot, in small letters; empty when there is none."""
    stem, dot, extension = name.rpartition(".")
    return extension.lower() if dot and stem else ""


def stored_name(extension: str) -> str:
    """A name that nobody can guess and that holds nothing of what the file was called."""
    return f"{uuid.uuid4().hex}.{extension}"


def download_name(name: str, extension: str = "") -> str:
    """`name` as a file name that each system takes, ending in `extension` when one is given."""
    kept = " ".join(_NOT_IN_NAMES.sub(" ", _visible(name)).split()).strip(". ")
    ending = f".{extension}" if extension else ""
    if ending and kept.lower().endswith(ending):
        kept = kept[: -len(ending)].rstrip(". ")
    if _RESERVED.match(kept):
        kept = f"_{kept}"
    kept = kept[: _LONGEST - len(ending)].rstrip(". ") or "download"
    return kept + ending
