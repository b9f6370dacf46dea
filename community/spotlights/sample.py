"""The sample hub's spotlights: one that shows, one that waits for an answer."""

from __future__ import annotations

from datetime import datetime, timedelta

from community.notifications.services.telling import without_mail
from community.people.sample import sample_member

from .enums import Consent
from .models import Spotlight
from .services import answer, ask

_QUINN = (
    "Quinn tests charts and tables with a screen reader, and writes down what was read aloud. Three departments sent "
    "theirs before they published, and none of them had to publish twice. Send yours too."
)
_XAVIER = (
    "Every column of the facility tables has a description now, because Xavier asked the people who fill them in. "
    "Ask how to begin when there are two hundred."
)


def load_spotlights(now: datetime) -> str:
    """Ask two sample members; see sample_registry."""
    editor = sample_member("editor")
    for key, words, agrees in (("quinn.harper", _QUINN, True), ("xavier.bloom", _XAVIER, False)):
        about = sample_member(key)
        if Spotlight.objects.filter(member=about).exists():
            continue
        days = {"begins_on": now.date() - timedelta(days=1), "ends_on": now.date() + timedelta(days=365)}
        with without_mail():
            made = ask(about=about, words=words, by=editor, at=now, **days)
        if agrees:
            answer(spotlight=made, consent=Consent.AGREED, words=words, by=about, at=now)
    return "2 spotlights"
