"""Panels of the page editor."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from community.pages.publishing import faults_of


class NotebookStatusPanel(Panel):
    """How far the notebook of this revision is, where and why it was refused, and what learners read meanwhile."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": _("State of the notebook"), **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "training/admin/notebook_status.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            publication = getattr(self.instance, "publication", None) if self.instance.pk else None
            version = self.instance.notebook
            return {**context, "version": version, "publication": publication, "faults": faults_of(self.instance)}
