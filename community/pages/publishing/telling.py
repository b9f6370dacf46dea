"""How an editor hears of a refusal: a list, each entry with a link to its place in the page editor."""

from __future__ import annotations

from django.db.models import Model
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder

from .faults import Fault, PublicationRefused

MOST_SHOWN = 25


def tell(request: HttpRequest, refusal: PublicationRefused) -> str:
    """Show the refusal on the editor's next page of the admin; return where the draft is edited."""
    address = edit_address(request, refusal.instance)
    kept = _("The draft is kept. Mend this, then publish again:")
    messages.error(request, format_html("{} {}{}", refusal.message, kept, _list(refusal.faults, address)))
    return address


def edit_address(request: HttpRequest, instance: Model) -> str:
    """Where `instance` is edited; the admin's first page for what one may not edit."""
    return AdminURLFinder(request.user).get_edit_url(instance) or resolve_url("wagtailadmin_home")


def _list(faults: list[Fault], address: str) -> SafeString:
    rows = format_html_join(
        "", "<li>{}: {} {}</li>", ((_place(row, address), row.what, row.mend) for row in faults[:MOST_SHOWN])
    )
    left = len(faults) - MOST_SHOWN
    more = format_html("<p>{}</p>", _("And %(count)d more.") % {"count": left}) if left > 0 else ""
    return format_html('<ul class="hub-refusal">{}</ul>{}', rows, more)


def _place(fault: Fault, address: str) -> str:
    return format_html('<a href="{}#{}">{}</a>', address, fault.anchor, fault.where) if fault.anchor else fault.where
