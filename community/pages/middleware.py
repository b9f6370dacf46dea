"""A publication that was refused comes back to the editor as a list, wherever in the admin it was asked for."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, resolve_url

from .publishing import PublicationRefused
from .publishing.telling import tell

GetResponse = Callable[[HttpRequest], HttpResponse]


class PublicationRefusedMiddleware:
    """Answers for Wagtail's views, which know nothing of the gate (docs/adr/0016)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The editor's page with the list; in Wagtail's dialogs the order to go there; over its API a 422."""
        admin = resolve_url("wagtailadmin_home")
        if not isinstance(exception, PublicationRefused) or not request.path.startswith(admin):
            return None
        if request.path.startswith(f"{admin}api/"):
            faults = [str(fault) for fault in exception.faults]
            return JsonResponse({"message": exception.message, "faults": faults}, status=422)
        address = tell(request, exception)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"step": "success", "redirect": address})
        return redirect(address)
