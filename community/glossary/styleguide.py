"""What `/styleguide/` shows of the glossary, with made-up content and no database."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from community.pages.registries import Specimen

from .models import Term


def _context() -> dict[str, Any]:
    words = {
        "Data steward": "Who knows one dataset inside out and answers questions about it.",
        "Federation": "Two portals show each other's datasets, so that each is published once.",
    }
    return {"terms": [Term(name=name, slug=f"term-{len(name)}", meaning=meaning) for name, meaning in words.items()]}


SPECIMEN = Specimen(_("Glossary"), "styleguide/glossary.html", _context)
