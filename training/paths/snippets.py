"""Role paths in Wagtail's admin: drafts, revisions, preview, scheduling. Called by training.wagtail_hooks."""

from __future__ import annotations

from typing import ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList, TitleFieldPanel
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from community.pages.object_access import guarded

from .admin_access import PathPolicy
from .models import RolePath
from .permissions import can_edit


class RolePathViewSet(SnippetViewSet):
    """Lists and opens only what one may change."""

    model = RolePath
    icon = "list-ol"
    menu_label = _("Role paths")
    add_to_admin_menu = True
    list_display: ClassVar = ["title", "role", "kept_by"]
    edit_handler = ObjectList(
        [
            TitleFieldPanel("title"),
            FieldPanel("slug"),
            FieldRowPanel([FieldPanel("role"), FieldPanel("position")]),
            FieldPanel("summary"),
            FieldPanel("asked"),
            InlinePanel("steps", heading=_("Steps"), label=_("step"), min_num=1, max_num=20),
            FieldPanel("kept_by", permission="training.add_rolepath"),
        ]
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[RolePath]:
        """What the user may change."""
        return RolePath.objects.editable_by(request.user)

    def get_urlpatterns(self) -> list[URLPattern]:
        """Every address that names a path asks for that path."""
        return [guarded(pattern, RolePath, can_edit) for pattern in super().get_urlpatterns()]

    def register_chooser_viewset(self) -> None:
        """None: nothing chooses a path in the admin."""


def register() -> None:
    """Put role paths into the admin."""
    register_permission_policy(RolePath, PathPolicy(RolePath))
    register_snippet(RolePathViewSet)
