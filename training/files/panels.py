"""Panels of the page editor."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel


class FilePanel(Panel):
    """The file this revision of the page names."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": _("File of this version"), **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "training/admin/lesson_file.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "file": self.instance.file}
