"""The page types of the shell: home and standard pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager

from .blocks import BodyBlock
from .pages import AccessibilityPage, CertificationPage  # noqa: F401  Django looks for models here
from .publishing.page_form import HubPageForm
from .querysets import StandardPageQuerySet
from .registries import home_panels

if TYPE_CHECKING:
    from django.http import HttpRequest

LISTED_PER_PAGE = 12


class HomePage(Page):
    """The site's front door: what the hub is, in one screen."""

    headline = models.CharField(_("headline"), max_length=120)
    lead = models.CharField(_("one sentence below it"), max_length=240)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    base_form_class = HubPageForm
    template = "pages/home.html"
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    max_count = 1
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("headline"), FieldPanel("lead"), FieldPanel("body")]

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, "panels": home_panels.build(request.user)}


class StandardPage(Page):
    """A page of the shell: about, history, privacy. With pages below it, it is a section and lists them."""

    summary = models.CharField(_("summary"), max_length=240, blank=True)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    objects = PageManager.from_queryset(StandardPageQuerySet)()

    base_form_class = HubPageForm
    template = "pages/standard.html"
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage", "pages.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["pages.StandardPage"]
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]

    class Meta:
        verbose_name = _("standard page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        above = list(self.get_ancestors().filter(depth__gt=1).live())
        listed = Paginator(StandardPage.objects.listed_below(self), LISTED_PER_PAGE)
        return {
            **context,
            "crumbs": [(page.title, page.get_url(request)) for page in above] + [(self.title, "")],
            "listed": listed.get_page(request.GET.get("page")),
            "is_listed": len(above) > 1,  # below a section, not right below the home page
        }
