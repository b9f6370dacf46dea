"""People in Django's admin, for operators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin

from .models import AuditEntry, Department, EmailDomain, Member, Skill
from .services import announce_department, announce_member

if TYPE_CHECKING:
    from django.http import HttpRequest


class EmailDomainInline(admin.TabularInline[EmailDomain, Department]):
    model = EmailDomain
    extra = 1


@admin.register(Department)
class DepartmentAdmin(admin.ModelAdmin[Department]):
    list_display = ("name", "acronym", "agency")
    search_fields = ("name", "acronym")
    prepopulated_fields: ClassVar = {"slug": ("acronym",)}
    inlines = (EmailDomainInline,)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save, then tell the floors above."""
        super().save_related(request, form, formsets, change)
        announce_department(department=form.instance)


@admin.register(Member)
class MemberAdmin(UserAdmin[Member]):
    ordering = ("email",)
    list_display = ("email", "display_name", "department", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff", "is_superuser", "groups", "department")
    list_select_related = ("department",)
    search_fields = ("email", "display_name")
    fieldsets = (
        (None, {"fields": ("email", "password", "display_name", "first_name", "last_name")}),
        ("Work", {"fields": ("department", "job_title", "about", "skills", "time_zone")}),
        ("May", {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("email", "display_name", "password1", "password2")}),)
    filter_horizontal = ("groups", "user_permissions", "skills")

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save, then tell the floors above."""
        super().save_related(request, form, formsets, change)
        announce_member(member=form.instance)

    def has_delete_permission(self, request: HttpRequest, obj: Member | None = None) -> bool:
        """Nobody: members are made inactive, so that other people's words and all counters stay."""
        return False


admin.site.register(Skill)


@admin.register(AuditEntry)
class AuditEntryAdmin(admin.ModelAdmin[AuditEntry]):
    list_display = ("at", "by", "action", "kind", "key", "name")
    list_filter = ("action", "kind")
    list_select_related = ("by",)
    search_fields = ("name", "key")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody writes the log by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: AuditEntry | None = None) -> bool:
        """Nobody: the log is append-only."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: AuditEntry | None = None) -> bool:
        """Nobody: the log is append-only."""
        return False
