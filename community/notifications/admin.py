"""The outbox, addresses to which no mail goes and received mail in Django's admin, for operators."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.contrib import admin, messages
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .enums import MailState, Stop
from .models import Mail, MailAddress, ReceivedMail
from .services import bounces, outbox

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

AnyModel = TypeVar("AnyModel", bound=Model)


class ReadOnlyAdmin(admin.ModelAdmin[AnyModel]):
    """Rows that the hub writes itself: nobody adds, changes or deletes them by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: AnyModel | None = None) -> bool:
        """Nobody; actions ask for permissions of their own."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: AnyModel | None = None) -> bool:
        """Nobody."""
        return False


class StateFilter(admin.SimpleListFilter):
    """Where a mail stands."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        """Each state."""
        return MailState.choices

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Mail]:
        """The mails of the chosen state, or all."""
        state = self.value()
        return queryset.of_state(state) if state in MailState.values else queryset


@admin.register(Mail)
class MailAdmin(ReadOnlyAdmin[Mail]):
    list_display = ("created_at", "to", "__str__", "state_in_words", "attempts", "next_try_at", "error")
    list_filter = (StateFilter, "is_urgent")
    search_fields = ("to", "message_id")
    search_help_text = _("An address or a Message-ID")
    date_hierarchy = "created_at"
    # All but the text: it may hold a log-in code
    fields = (
        "to", "member", "subject", "channel", "thread", "message_id", "is_urgent", "state_in_words", "created_at",
        "attempts", "next_try_at", "error", "sent_at", "not_needed_at", "dead_at",
    )  # fmt: skip
    readonly_fields = fields
    actions = ("try_again",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mail]:
        """Without the texts."""
        return super().get_queryset(request).defer("raw").select_related("member")

    def has_try_again_permission(self, request: HttpRequest) -> bool:
        """Who may change mails."""
        return request.user.has_perm("notifications.change_mail")

    @admin.display(description=_("state"))
    def state_in_words(self, mail: Mail) -> str:
        """Where it stands."""
        return str(mail.state.label)

    @admin.action(description=_("Try again (those given up)"), permissions=["try_again"])
    def try_again(self, request: HttpRequest, queryset: QuerySet[Mail]) -> None:
        """Give the given-up ones of the chosen mails new tries."""
        count = outbox.try_again(mails=list(queryset.values_list("pk", flat=True)))
        words = ngettext("%(count)d mail is tried again.", "%(count)d mails are tried again.", count)
        self.message_user(request, words % {"count": count}, messages.SUCCESS if count else messages.WARNING)


class StopForm(forms.ModelForm[MailAddress]):
    """An address to which no more mail shall go."""

    class Meta:
        model = MailAddress
        fields = ("address",)

    def clean_address(self) -> str:
        """As addresses are kept."""
        return str(self.cleaned_data["address"]).strip().lower()


@admin.register(MailAddress)
class MailAddressAdmin(ReadOnlyAdmin[MailAddress]):
    form = StopForm
    list_display = ("address", "why", "stopped_at", "score", "bounced_at")
    list_filter = ("why",)
    search_fields = ("address",)
    fields = ("address", "why", "stopped_at", "score", "bounced_at", "diagnostic")
    readonly_fields = ("why", "stopped_at", "score", "bounced_at", "diagnostic")
    actions = ("stop", "lift")

    def get_fields(self, request: HttpRequest, obj: MailAddress | None = None) -> Any:
        """A new one needs its address only."""
        return self.fields if obj else ("address",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Who may stop mail to one more address."""
        return request.user.has_perm("notifications.add_mailaddress")

    def has_decide_permission(self, request: HttpRequest) -> bool:
        """Who may stop and lift."""
        return request.user.has_perm("notifications.change_mailaddress")

    def save_model(self, request: HttpRequest, obj: MailAddress, form: Any, change: bool) -> None:
        """Stop mail to the address."""
        obj.pk = bounces.stop_address(address=obj.address, why=Stop.OPERATOR, by=request.user).pk  # type: ignore[arg-type]

    @admin.action(description=_("Stop mail to these addresses"), permissions=["decide"])
    def stop(self, request: HttpRequest, queryset: QuerySet[MailAddress]) -> None:
        """No more notifications go there, until an operator lifts it."""
        for row in queryset:
            bounces.stop_address(address=row.address, why=Stop.OPERATOR, by=request.user)  # type: ignore[arg-type]
        self.message_user(request, _("No more notifications go to these addresses."), messages.SUCCESS)

    @admin.action(description=_("Lift: let mail go to these addresses again"), permissions=["decide"])
    def lift(self, request: HttpRequest, queryset: QuerySet[MailAddress]) -> None:
        """Whatever stopped them."""
        for row in queryset:
            bounces.lift_address(address=row.address, by=request.user)  # type: ignore[arg-type]
        self.message_user(request, _("Mail goes to these addresses again."), messages.SUCCESS)


@admin.register(ReceivedMail)
class ReceivedMailAdmin(ReadOnlyAdmin[ReceivedMail]):
    list_display = ("received_at", "sender", "outcome", "message_id")
    search_fields = ("message_id", "sender")
    date_hierarchy = "received_at"
