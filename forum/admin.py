"""Boards in Django's admin, for operators; topics and posts have their own pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from community.notifications.admin import ReadOnlyAdmin

from .enums import Audience
from .models import Board, ListImport
from .services.boards import change_board, found_board

if TYPE_CHECKING:
    from django.http import HttpRequest


class BoardForm(forms.ModelForm[Board]):
    """A board as an operator sees it."""

    class Meta:
        model = Board
        fields = ("name", "slug", "description", "type", "parent", "position", "audience", "work_group")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Board.objects.sections()  # type: ignore[attr-defined]
        self.fields["slug"].required = False

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        is_section = said.get("type") == Board.FORUM_CAT
        if is_section and said.get("parent"):
            self.add_error("parent", _("A section lies in no other section. Leave this empty."))
        if is_section and self.instance.pk and self.instance.topics.exists():
            self.add_error("type", _("This board holds topics, so it can't become a section."))
        group, is_for_group = said.get("work_group"), said.get("audience") == Audience.GROUP
        if is_for_group and group is None:
            self.add_error("work_group", _("Name the work group whose members read the board."))
        if group is not None and group.is_private and not is_for_group:
            self.add_error("audience", _("This group is private, so only its members may read its boards."))
        return said


@admin.register(Board)
class BoardAdmin(admin.ModelAdmin[Board]):
    form = BoardForm
    list_display = ("name", "type", "audience", "work_group", "parent", "position", "direct_topics_count")
    list_filter = ("type", "audience")
    list_select_related = ("work_group", "parent")
    search_fields = ("name", "slug")

    def save_model(self, request: HttpRequest, obj: Board, form: Any, change: bool) -> None:
        """Through the services, so that it is audited and search follows."""
        if change:
            change_board(board=obj, by=request.user)  # type: ignore[arg-type]
        else:
            found_board(board=obj, by=request.user)  # type: ignore[arg-type]

    def has_delete_permission(self, request: HttpRequest, obj: Board | None = None) -> bool:
        """Nobody: what people wrote stays."""
        return False


@admin.register(ListImport)
class ListImportAdmin(ReadOnlyAdmin[ListImport]):
    """What the command `import_mbox` did."""

    list_display = ("started_at", "file_name", "board", "read", "posted", "known", "repeated", "empty", "unreadable")
    list_select_related = ("board",)
    search_fields = ("file_name",)
