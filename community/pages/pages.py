"""The notices the law asks a state website for: the accessibility statement and its certification."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from .blocks import BodyBlock
from .certifying import next_due, standing
from .enums import Standard
from .publishing.page_form import HubPageForm

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse


class NoticePage(Page):
    """A page that a view serves at an address of its own. The address answers without the page too (docs/adr/0019)."""

    address: ClassVar[str]  # the name of its URL
    own_title: ClassVar[Any]  # what it is called before an editor calls it something
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("your own words"))

    base_form_class = HubPageForm
    max_count = 1
    private_page_options: ClassVar[list[str]] = []  # the law wants them public
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        abstract = True

    @classmethod
    def facts(cls, page: Any) -> dict[str, Any]:
        """What the template needs, with a published page or, when `page` is None, without."""
        title = page.title if page else str(cls.own_title)
        crumbs = [*cls.above(), (title, "")]
        return {"page": page, "title": title, "crumbs": crumbs, "contact": settings.ACCESSIBILITY_CONTACT}

    @classmethod
    def above(cls) -> list[tuple[str, str]]:
        """What stands between it and the home page."""
        return []

    def get_absolute_url(self) -> str:
        """The address on the site, whatever the slug."""
        return resolve_url(self.address)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Wagtail's door to the address: None for a page that stands under no site."""
        parts = super().get_url_parts(request)
        return parts and (parts[0], parts[1], self.get_absolute_url())

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only reached by the slug: the view has the page."""
        return redirect(self.get_absolute_url())

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **self.facts(self)}


class AccessibilityPage(NoticePage):
    """The accessibility statement: the agency's words, above what the hub itself can say."""

    reviewed_on = models.DateField(_("last reviewed on"), null=True, blank=True)

    address = "accessibility"
    own_title = _("Accessibility statement")
    template = "pages/accessibility.html"
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("reviewed_on"), FieldPanel("body")]

    class Meta:
        verbose_name = _("accessibility statement")


class CertificationPage(NoticePage):
    """The certification of Government Code 11546.7. Without signers it says that nobody has signed."""

    agency = models.CharField(_("department or agency"), max_length=120, blank=True)
    director_name = models.CharField(_("name of the director"), max_length=120, blank=True)
    director_title = models.CharField(_("title of the director"), max_length=120, blank=True, default="Director")
    officer_name = models.CharField(_("name of the chief information officer"), max_length=120, blank=True)
    officer_title = models.CharField(
        _("title of the chief information officer"), max_length=120, blank=True, default="Chief Information Officer"
    )
    signed_on = models.DateField(
        _("signed on"), null=True, blank=True, help_text=_("When the second of the two signed. Leave empty until then.")
    )
    standard = models.CharField(_("standard met"), max_length=20, choices=Standard, default=Standard.WCAG_22)

    address = "certification"
    own_title = _("Website accessibility certification")
    template = "pages/certification.html"
    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("agency"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("director_name"), FieldPanel("director_title")]),
                FieldRowPanel([FieldPanel("officer_name"), FieldPanel("officer_title")]),
                FieldRowPanel([FieldPanel("signed_on"), FieldPanel("standard")]),
            ],
            heading=_("Who signed, when, and what"),
        ),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("website accessibility certification")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(standard__in=Standard.values), name="pages_certification_known_standard"
            )
        ]

    @classmethod
    def above(cls) -> list[tuple[str, str]]:
        return [(str(AccessibilityPage.own_title), resolve_url(AccessibilityPage.address))]

    @classmethod
    def facts(cls, page: Any) -> dict[str, Any]:
        signed_on: date | None = page.signed_on if page else None
        return {
            **super().facts(page),
            "standing": standing(signed_on, on=timezone.localdate()),
            "due_on": next_due(signed_on) if signed_on else None,
        }

    def clean(self) -> None:
        super().clean()
        if self.signed_on and self.signed_on > timezone.localdate():
            raise ValidationError({"signed_on": _t("Nobody can have signed in the future.")})
