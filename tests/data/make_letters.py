"""Writes tests/data/letters: raw letters as programs send them, and what reading each must give.

`python -m tests.data.make_letters`. What is expected stands beside each letter in tests/data/letter_families and was
written by hand; tests/community/test_inbound_corpus.py holds `community.notifications.inbound` to it.
"""

from __future__ import annotations

import json
from pathlib import Path

from .letter_families import google, machines, others, outlook, scripts
from .letter_families.writing import Case

FOLDER = Path(__file__).resolve().parent / "letters"
CASES: list[Case] = [*outlook.CASES, *google.CASES, *others.CASES, *scripts.CASES, *machines.CASES]


def manifest() -> dict[str, dict[str, object]]:
    """What is expected of each letter, by the name of its file."""
    return {
        f"{case.name}.eml": {
            "kind": case.kind,
            "text": case.text,
            "attachments": list(case.attachments),
            "fields": case.fields,
        }
        for case in CASES
    }


def write(folder: Path = FOLDER) -> int:
    """Write every letter and the manifest; return how many letters there are."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.eml"):
        old.unlink()
    for case in CASES:
        (folder / f"{case.name}.eml").write_bytes(case.raw)
    (folder / "manifest.json").write_text(json.dumps(manifest(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return len(CASES)


if __name__ == "__main__":
    print(f"    {write()} letters")
