"""Who may call a view at all, and what happens to words typed by somebody whose session ended meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from .registries import word_keepers

if TYPE_CHECKING:
    from .models import MemberRequest

_NOT_TYPED = {"csrfmiddlewaretoken", "draft_key", "form_token", "version"}
Args = ParamSpec("Args")


def member_required(
    view: Callable[Concatenate[MemberRequest, Args], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, Args], HttpResponseBase]:
    """Let members in, and send others to sign in and back to the page they were on.

    Somebody whose session ended while they typed finds the words in the form again after signing in, where the form is
    one that can be kept; else every word comes back on a page of its own (403).
    """

    @wraps(view)
    def checked(request: HttpRequest, *args: Args.args, **kwargs: Args.kwargs) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)  # type: ignore[arg-type]
        if request.method != "POST":
            return redirect_to_login(request.get_full_path())
        if kept := word_keepers.keep(request):
            messages.info(request, _("Your words are kept. Sign in, and you find them in the form."))
            return redirect_to_login(kept)
        address = page_of_form(request)
        typed = typed_words(request)
        if typed:
            return render(request, "signed_out.html", {"typed": typed, "address": address}, status=403)
        return redirect_to_login(address)

    return checked


def typed_words(request: HttpRequest) -> list[tuple[str, str]]:
    """What a person typed into the form, without tokens and passwords."""
    return [
        (name.replace("_", " ").capitalize(), value)
        for name, values in request.POST.lists()
        for value in values
        if value.strip() and name not in _NOT_TYPED and "password" not in name
    ]


def page_of_form(request: HttpRequest) -> str:
    """The path of the page the form was on, by the Referer header; “My hub” when that is unknown or another site's."""
    referer = request.headers.get("referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}):
        return resolve_url(settings.LOGIN_REDIRECT_URL)
    parts = urlsplit(referer)
    address = f"{parts.path}?{parts.query}" if parts.query else parts.path
    # “//evil.example” is a path of ours in the header, and another site in a link.
    is_ours = url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_ours else resolve_url(settings.LOGIN_REDIRECT_URL)
