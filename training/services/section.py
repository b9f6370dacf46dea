"""Founding the training section: its index in the page tree and the groups that may write there."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import GroupPagePermission, Page, Site

from community.people.errors import HubError
from community.people.permissions import EDITORS
from community.people.services import record
from training.pages import TrainingIndexPage

WRITERS = ("Instructors", EDITORS)
_MAY = ("add_page", "change_page", "publish_page")


class SectionRefused(HubError):
    """The training section can't be founded yet."""


@transaction.atomic
def ensure_training_index() -> TrainingIndexPage:
    """Return the training index; make it below the default site's home page when there is none. Idempotent.

    Gives the groups in WRITERS the right to add, change and publish there, and the editors all role paths. Raises
    SectionRefused without a site, or when another page has the slug.
    """
    index = TrainingIndexPage.objects.first() or _found_index()
    for name in WRITERS:
        _let_write(name, index)
    _let_keep_paths(EDITORS)
    return index


def _found_index() -> TrainingIndexPage:
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is None:
        raise SectionRefused(_("Wagtail has no default site yet. Make the home page and the site first."))
    home: Page = site.root_page
    if home.get_children().filter(slug="training").exists():
        raise SectionRefused(_("Another page has the slug “training”. Give that page another slug first."))
    index: TrainingIndexPage = home.add_child(instance=TrainingIndexPage(title=_("Training"), slug="training"))
    index.save_revision().publish()
    record(by=None, action="found", about=index)
    return index


def _let_write(group_name: str, index: TrainingIndexPage) -> None:
    group, _made = Group.objects.get_or_create(name=group_name)
    group.permissions.add(Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin"))
    for codename in _MAY:
        permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.get_or_create(group=group, page=index, permission=permission)


def _let_keep_paths(group_name: str) -> None:
    rights = [f"{may}_rolepath" for may in ("add", "change", "publish")]
    found = Permission.objects.filter(content_type__app_label="training", codename__in=rights)
    Group.objects.get(name=group_name).permissions.add(*found)
