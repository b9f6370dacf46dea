"""What every page's frame needs: constants only, no query."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

MAIN_NAVIGATION = [
    ("/", _("Home")),
    ("/training/", _("Training")),
    ("/forum/", _("Forum")),
    ("/events/", _("Events")),
    ("/groups/", _("Work groups")),
    ("/practices/", _("Practices")),
    ("/library/", _("Library")),
    ("/departments/", _("Departments")),
]


def shell(request: HttpRequest) -> dict[str, Any]:
    """The site's name, the main navigation with the current part marked, and whether this is the sample hub."""
    navigation = [{"url": url, "name": name, "current": _current(request.path, url)} for url, name in MAIN_NAVIGATION]
    return {"site_name": settings.SITE_NAME, "is_sample": settings.SAMPLE_ALLOWED, "navigation": navigation}


def _current(path: str, url: str) -> str:
    """The value of aria-current: "page" for the page itself, "true" for the part it lies in, "" otherwise."""
    if path == url:
        return "page"
    return "true" if url != "/" and path.startswith(url) else ""
