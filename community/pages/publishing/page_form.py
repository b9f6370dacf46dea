"""The form every page type of the hub is edited with."""

from __future__ import annotations

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page


class HubPageForm(WagtailAdminPageForm):
    """A new page is a draft until it is published.

    Wagtail's create view stores a page as live and publishes it afterwards; a page that is refused would stay public.
    """

    def save(self, commit: bool = True) -> Page:
        if self.instance._state.adding:
            self.instance.live = False
        page: Page = super().save(commit=commit)
        return page
