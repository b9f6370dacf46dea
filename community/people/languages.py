"""Languages that members can say they speak: those that state services are asked for most, by their BCP 47 code."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

LANGUAGES = {
    "ase": _("American Sign Language"),
    "ar": _("Arabic"),
    "hy": _("Armenian"),
    "yue": _("Cantonese"),
    "zh": _("Chinese (Mandarin)"),
    "en": _("English"),
    "fa": _("Farsi"),
    "fr": _("French"),
    "de": _("German"),
    "hi": _("Hindi"),
    "hmn": _("Hmong"),
    "ja": _("Japanese"),
    "km": _("Khmer"),
    "ko": _("Korean"),
    "lo": _("Lao"),
    "pt": _("Portuguese"),
    "pa": _("Punjabi"),
    "ru": _("Russian"),
    "es": _("Spanish"),
    "tl": _("Tagalog"),
    "th": _("Thai"),
    "uk": _("Ukrainian"),
    "vi": _("Vietnamese"),
}


def language_names(codes: list[str]) -> list[str]:
    """The names of languages, in alphabetical order."""
    return sorted(str(LANGUAGES[code]) for code in codes if code in LANGUAGES)
