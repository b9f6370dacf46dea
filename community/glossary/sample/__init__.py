"""The sample hub's glossary: words of the field, explained for newcomers."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path

from community.glossary.models import Term
from community.glossary.services import keep_term

_FILE = Path(__file__).with_name("terms.toml")


def load_glossary(now: datetime) -> str:
    """Make the sample words; see sample_registry. What an editor changed since is left alone."""
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))["terms"]
    made = {}
    for row in rows:
        if not Term.objects.filter(name=row["name"]).exists():
            fields = {key: row.get(key, "") for key in ("name", "meaning", "source_name", "source")}
            term = Term(**fields, others="\n".join(row.get("others", [])))
            made[row["name"]] = keep_term(term=term, by=None)
    for row in rows:
        if row["name"] in made:
            made[row["name"]].related.add(*Term.objects.filter(name__in=row.get("related", [])))
    return f"{Term.objects.count()} words of the glossary"
