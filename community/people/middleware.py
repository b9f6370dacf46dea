"""Times are shown in the member's zone."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone


class TimeZoneMiddleware:
    """Activates the member's zone; visitors read Pacific Time. A page without a session costs no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = getattr(request, "user", None)
        if request.session.session_key and user is not None and user.is_authenticated:
            with timezone.override(user.zone):
                return self.get_response(request)
        return self.get_response(request)
