"""The list of tags in Wagtail's admin, kept by editors. What members wrote themselves is not in it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from community.pages.object_access import ObjectPolicy, guarded
from community.people.models import Member
from community.people.permissions import is_editor

from .models import Tag
from .tagging import has_shape, tag_slug


class TagPolicy(ObjectPolicy):
    """Editors keep the list, and see no word that a member wrote in a board of a group."""

    def editable_by(self, user: Member | AnonymousUser) -> QuerySet[Tag]:
        """The list."""
        return Tag.objects.kept() if is_editor(user) else Tag.objects.none()

    def may_add(self, user: Member | AnonymousUser) -> bool:
        """Editors."""
        return is_editor(user)

    def may_edit(self, user: Member | AnonymousUser, instance: Tag) -> bool:
        """The same rule as the list."""
        return _can_edit(user, instance)


def _can_edit(user: Member | AnonymousUser, tag: Tag) -> bool:
    return tag.is_kept and is_editor(user)


class TagForm(WagtailAdminModelForm):
    """A tag of the list; the slug follows the name. A member's own word of that name joins the list."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.initial["is_kept"] = True

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean()
        name = said.get("name", "")
        if not has_shape(name):
            raise ValidationError({"name": _("Use 1 to 30 letters and numbers, with blanks or hyphens between.")})
        slug = tag_slug(name)
        twin = Tag.objects.filter(slug=slug).exclude(pk=self.instance.pk).first()
        if twin is not None and (twin.is_kept or self.instance.pk):
            raise ValidationError({"name": _("There is such a tag already. Choose another name.")})
        if twin is not None:
            self.instance.pk, self.instance._state.adding = twin.pk, False
        self.instance.slug = slug
        return said


class TagViewSet(SnippetViewSet):
    """Lists and opens only the editors' list."""

    model = Tag
    icon = "tag"
    menu_label = gettext_lazy("Tags of the forum")
    add_to_admin_menu = True
    list_display: ClassVar = ["name", "description"]
    edit_handler = ObjectList(
        [FieldPanel("name"), FieldPanel("description"), FieldPanel("is_kept")], base_form_class=TagForm
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tag]:
        """What the user may change."""
        return TagPolicy(Tag).editable_by(request.user)

    def get_urlpatterns(self) -> list[URLPattern]:
        """Every address that names a tag asks for that tag."""
        return [guarded(pattern, Tag, _can_edit) for pattern in super().get_urlpatterns()]

    def register_chooser_viewset(self) -> None:
        """None: nothing chooses a tag in the admin."""


def register() -> None:
    """Put the list of tags into the admin."""
    register_permission_policy(Tag, TagPolicy(Tag))
    register_snippet(TagViewSet)
