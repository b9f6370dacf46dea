"""Data for search engines in a page: JSON-LD that can't end its element, with the page's nonce."""

from __future__ import annotations

import json
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

# As in Django's json_script: what could end the element or begin another is written as an escape of JSON.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


def json_ld(data: dict[str, Any], *, nonce: object) -> SafeString:
    """`data` as a script element of the type application/ld+json (schema.org); nothing of it runs."""
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return format_html('<script type="application/ld+json" nonce="{}">{}</script>', str(nonce), SafeString(text))
