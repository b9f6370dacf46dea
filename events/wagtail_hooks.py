"""Event series in Wagtail's admin: drafts, revisions, preview. No publishing later: an event has a date already."""

from __future__ import annotations

from typing import ClassVar

from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from community.people.models import Member

from .admin_access import SeriesPolicy, guarded
from .approving.services.handing_in import keep_for_decision
from .forms import SeriesAdminForm
from .models import Series

register_permission_policy(Series, SeriesPolicy(Series))


class SeriesViewSet(SnippetViewSet):
    """Lists and opens only what one may change. There is no chooser: it would list everybody's titles."""

    model = Series
    icon = "date"
    menu_label = _("Events")
    add_to_admin_menu = True
    list_display: ClassVar = ["title", "kind", "group", "starts_on"]
    list_filter: ClassVar = ["kind", "visibility"]
    search_fields: ClassVar = ["title"]
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("kind"),
            FieldPanel("summary"),
            FieldPanel("body"),
            FieldPanel("topics", widget=CheckboxSelectMultiple),
            FieldPanel("courses", widget=CheckboxSelectMultiple),
            FieldPanel("credit_hours"),
            MultiFieldPanel(
                [FieldPanel("group"), FieldPanel("department"), FieldPanel("visibility")], heading=_("Who it is for")
            ),
            MultiFieldPanel(
                [FieldPanel("format"), FieldPanel("venue"), FieldPanel("join_link"), FieldPanel("capacity")],
                heading=_("Where"),
            ),
            MultiFieldPanel(
                [FieldPanel("accessibility"), FieldPanel("accommodation_contact")],
                heading=_("Taking part with a disability"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("starts_on"), FieldPanel("starts_at")]),
                    FieldRowPanel([FieldPanel("duration"), FieldPanel("zone")]),
                    FieldPanel("rule"),
                    FieldPanel("skip_holidays"),
                ],
                heading=_("When"),
            ),
        ],
        base_form_class=SeriesAdminForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Series]:
        """What the user may change."""
        return Series.objects.editable_by(request.user)

    def get_urlpatterns(self) -> list[URLPattern]:
        """Every address that names a series asks for that series."""
        return [guarded(pattern) for pattern in super().get_urlpatterns()]

    def register_chooser_viewset(self) -> None:
        """None: a chooser shows titles to everybody who may enter the admin."""


register_snippet(SeriesViewSet)


@hooks.register("after_create_snippet")
def organize_what_one_made(request: HttpRequest, instance: object) -> None:
    """Whoever makes a series in the admin organizes it, as on the site's own page."""
    if isinstance(instance, Series) and isinstance(request.user, Member):
        keep_for_decision(series=instance, by=request.user)
        instance.organizers.add(request.user)
