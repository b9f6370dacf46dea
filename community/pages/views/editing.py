"""Doors of the editors' admin that Wagtail would open otherwise: log-in, and the editor's own account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView, AvatarSettingsPanel, BaseSettingsPanel

if TYPE_CHECKING:
    from community.people.models import AnyRequest


@require_safe
def cms_login(request: AnyRequest) -> HttpResponse:
    """Wagtail's log-in address: allauth's door for visitors; a no for members who may not use the editors' admin."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.GET.get("next") or resolve_url("wagtailadmin_home"))


class _AccountView(AccountView):
    """Wagtail's, without its profile picture: that upload would go round the door, and the hub shows it nowhere."""

    def get_panels(self) -> list[BaseSettingsPanel]:
        return [panel for panel in super().get_panels() if not isinstance(panel, AvatarSettingsPanel)]


cms_account = require_admin_access(_AccountView.as_view())
