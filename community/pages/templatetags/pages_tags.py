"""Small things every page's templates need."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BoundField
from django.forms.widgets import CheckboxSelectMultiple, RadioSelect
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

register = template.Library()
LONG_AGO = timedelta(days=28)


@register.filter
def ago(at: datetime, now: datetime | None = None) -> str:
    """How long ago in one unit, “2 hours ago”; the date when that is more than four weeks."""
    now = now or timezone.now()
    if is_long_ago(at, now):
        return date_format(timezone.localtime(at), "F j, Y")
    if now - at < timedelta(minutes=1):
        return _("just now")
    return _("%(time)s ago") % {"time": timesince(at, now, depth=1)}


@register.filter
def is_long_ago(at: datetime, now: datetime | None = None) -> bool:
    """Whether `ago` gives the date, so that a page need not show the date beside it."""
    return (now or timezone.now()) - at > LONG_AGO


@register.filter
def page_numbers(page: Page[Any]) -> Iterator[int | str]:
    """The page numbers to link, with “…” where some are left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.filter
def is_group(field: BoundField) -> bool:
    """Whether a form field is a set of choices, which needs a fieldset instead of a label."""
    return isinstance(field.field.widget, CheckboxSelectMultiple | RadioSelect)


@register.simple_tag
def theme_stylesheet() -> str:
    """The address of the chosen colour theme, a file of the State Web Template as published."""
    return static(f"vendor/state-template/colortheme-{settings.COLOR_THEME}.min.css")
