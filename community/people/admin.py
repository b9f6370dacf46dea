"""People in Django's admin, for operators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.contrib.auth.admin import UserAdmin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .enums import Part
from .models import AuditEntry, Department, EmailDomain, Member, Skill, SkillSynonym
from .services import SkillsNotMerged, announce_department, announce_member, merge_skills
from .words import skill_key

if TYPE_CHECKING:
    from django.db.models import QuerySet
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
        ("Work", {"fields": ("department", "job_title", "about", "helps_with", "skills", "time_zone")}),
        ("Seen by others", {"fields": (*(part.audience_field for part in Part), "is_listed", "may_be_named")}),
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


class SpellingForm(forms.ModelForm[Any]):
    """A name in the vocabulary: with a letter or digit, and no other skill's."""

    def clean_name(self) -> str:
        """Refuse what is already a skill or another way to say one."""
        name: str = self.cleaned_data["name"]
        key, mine = skill_key(name), self.instance
        if not key:
            raise ValidationError(_("Write a name with at least one letter or digit."))
        skill = Skill.objects.spelled([key]).get(key)
        own = mine.pk if isinstance(mine, Skill) else None
        is_same_row = isinstance(mine, SkillSynonym) and mine.pk is not None and mine.key == key
        if skill is not None and skill.pk != own and not is_same_row:
            raise ValidationError(_("That is “%(name)s” already.") % {"name": skill.name})
        return name


class SynonymInline(admin.TabularInline[SkillSynonym, Skill]):
    model = SkillSynonym
    form = SpellingForm
    extra = 1
    verbose_name = gettext_lazy("another way to say it")
    verbose_name_plural = gettext_lazy("other ways to say it")


class MergeForm(ActionForm):
    """Beside the list of actions: what the chosen skills become."""

    into = forms.ModelChoiceField(
        Skill.objects.all(), required=False, label=gettext_lazy("Keep"), empty_label=gettext_lazy("(for a merge)")
    )


@admin.register(Skill)
class SkillAdmin(admin.ModelAdmin[Skill]):
    form = SpellingForm
    list_display = ("name", "member_count")
    search_fields = ("name", "synonyms__name")
    inlines = (SynonymInline,)
    action_form = MergeForm
    actions = ("merge",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Skill]:
        """With how many members have each."""
        return Skill.objects.with_member_counts()

    @admin.display(description=gettext_lazy("members"))
    def member_count(self, skill: Any) -> int:
        """How many members say that they know it."""
        return int(skill.member_count)

    @admin.action(description=gettext_lazy("Merge into the skill to keep"), permissions=["delete"])
    def merge(self, request: HttpRequest, chosen: QuerySet[Skill]) -> None:
        """The chosen skills become other ways to say the kept one, which their members get."""
        keep = Skill.objects.filter(pk=request.POST.get("into") or 0).first()
        if keep is None:
            messages.error(request, _("Choose beside the action which skill to keep."))
            return
        try:
            merge_skills(keep=keep, others=list(chosen), by=request.user)  # type: ignore[arg-type]
        except SkillsNotMerged as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Merged into “%(name)s”.") % {"name": keep.name})


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
