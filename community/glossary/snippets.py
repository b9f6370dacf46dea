"""The glossary in Wagtail's admin, kept by editors."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import DeleteView, SnippetViewSet

from community.pages.object_access import ObjectPolicy, guarded
from community.people.models import Member
from community.people.permissions import is_editor

from .models import Term
from .services import WordRefused, check_words, drop_term, keep_term


class GlossaryPolicy(ObjectPolicy):
    """Editors keep all of it; a word may be taken out, as nothing of anybody's hangs on it."""

    actions: ClassVar = ObjectPolicy.actions | {"delete"}

    def editable_by(self, user: Member | AnonymousUser) -> QuerySet[Term]:
        """Every word, for editors."""
        return Term.objects.all() if is_editor(user) else Term.objects.none()

    def may_add(self, user: Member | AnonymousUser) -> bool:
        """Editors."""
        return is_editor(user)

    def may_edit(self, user: Member | AnonymousUser, instance: Term) -> bool:
        """The same rule for each word."""
        return _can_edit(user, instance)


def _can_edit(user: Member | AnonymousUser, _term: Term) -> bool:
    return is_editor(user)


class TermForm(WagtailAdminModelForm):
    """A word with its other words and its meaning."""

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean()
        written = Term(pk=self.instance.pk, name=said.get("name", ""), others=said.get("others", ""))
        try:
            check_words(term=written)
        except WordRefused as refusal:
            raise ValidationError({"name": refusal.message}) from refusal
        return said

    @transaction.atomic
    def save(self, commit: bool = True) -> Term:
        """Keep the word by the service, whatever `commit` says: a word has no drafts."""
        term = keep_term(term=super().save(commit=False), by=self.for_user)
        self.save_m2m()
        return term


class TermDelete(DeleteView):
    """Takes a word out by the service."""

    def delete_action(self) -> None:
        drop_term(term=self.object, by=self.request.user)


class TermViewSet(SnippetViewSet):
    """Lists and opens the glossary."""

    model = Term
    icon = "openquote"
    menu_label = _("Glossary")
    add_to_admin_menu = True
    delete_view_class = TermDelete
    list_display: ClassVar = ["name", "meaning"]
    search_fields: ClassVar = ["name", "others", "meaning"]
    edit_handler = ObjectList(
        [FieldPanel(name) for name in ("name", "others", "meaning", "source_name", "source", "related")],
        base_form_class=TermForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Term]:
        """What the user may change."""
        return GlossaryPolicy(Term).editable_by(request.user)

    def get_urlpatterns(self) -> list[URLPattern]:
        """Every address that names a word asks for that word."""
        return [guarded(pattern, Term, _can_edit) for pattern in super().get_urlpatterns()]

    def register_chooser_viewset(self) -> None:
        """None: nothing chooses a word in the admin."""


def register() -> None:
    """Put the glossary into the admin."""
    register_permission_policy(Term, GlossaryPolicy(Term))
    register_snippet(TermViewSet)
