"""Work groups in Django's admin: founding them, and naming more leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.people.models import Member
from community.search.services import index

from . import services
from .models import CHARTER, Membership, WorkGroup

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse


class FoundingForm(forms.ModelForm[WorkGroup]):
    """A charter, and who leads first."""

    lead = forms.ModelChoiceField(label=gettext_lazy("First lead"), queryset=Member.objects.filter(is_active=True))


@admin.register(WorkGroup)
class WorkGroupAdmin(admin.ModelAdmin[WorkGroup]):
    list_display = ("name", "sponsor", "cadence", "review_on")
    search_fields = ("name",)
    prepopulated_fields: ClassVar = {"slug": ("name",)}
    _FIELDS = ("name", "slug", *CHARTER, "is_private")

    def get_fields(self, request: HttpRequest, obj: WorkGroup | None = None) -> tuple[str, ...]:
        """The charter; with the first lead when the group is founded. Closing has its own page on the site."""
        return self._FIELDS if obj else (*self._FIELDS, "lead")

    def get_readonly_fields(self, request: HttpRequest, obj: WorkGroup | None = None) -> tuple[str, ...]:
        """Whether a group is private is chosen once."""
        return ("is_private",) if obj else ()

    def get_form(
        self, request: HttpRequest, obj: WorkGroup | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm[WorkGroup]]:
        """Ask for the first lead when the group is founded."""
        if obj is None:
            kwargs["form"] = FoundingForm
        return super().get_form(request, obj, change, **kwargs)

    def save_model(self, request: HttpRequest, obj: WorkGroup, form: Any, change: bool) -> None:
        """Found a new group through the service; a changed charter is kept, and found by its new words."""
        assert isinstance(request.user, Member)
        if change:
            super().save_model(request, obj, form, change)
            if set(form.changed_data) & set(CHARTER):
                note = _("Changed by an administrator.")
                services.add_charter_version(group=obj, by=request.user, note=note, at=timezone.now())
            index(kind="group", row=obj)
        else:
            services.found_group(group=obj, lead=form.cleaned_data["lead"], by=request.user)

    def has_delete_permission(self, request: HttpRequest, obj: WorkGroup | None = None) -> bool:
        """Nobody: a group's words stay."""
        return False

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Say what belongs to the group, and to close it instead."""
        group = self.get_object(request, object_id)
        if group is None or not self.has_change_permission(request, group):
            return super().delete_view(request, object_id, extra_context)
        try:
            services.keep_group(group=group)
        except services.GroupKept as refusal:
            self.message_user(request, refusal.message, messages.ERROR)
        return redirect("admin:workgroups_workgroup_change", object_id)


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin[Membership]):
    list_display = ("group", "member", "role", "state", "changed_at")
    list_filter = ("group", "state", "role")
    list_select_related = ("group", "member")
    actions = ("make_lead",)

    @admin.action(description=gettext_lazy("Make a lead"))
    def make_lead(self, request: HttpRequest, chosen: QuerySet[Membership]) -> None:
        """Make each chosen member a lead of their group."""
        assert isinstance(request.user, Member)
        for membership in chosen.select_related("group", "member"):
            try:
                services.make_lead(membership=membership, by=request.user)
            except services.MembershipRefused as refusal:
                self.message_user(request, f"{membership.member}: {refusal.message}", messages.ERROR)
            else:
                self.message_user(request, _("%(name)s leads now.") % {"name": membership.member})

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody: people ask, and leads answer, on the site."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Membership | None = None) -> bool:
        """The list with its action only."""
        return obj is None and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Membership | None = None) -> bool:
        """Nobody: memberships end by leaving, and the row stays."""
        return False
