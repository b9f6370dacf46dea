"""Arranging a course: order, places, titles, new modules and lessons, publishing. Wagtail's permissions decide.

Each verb takes the `stamp` of the outline that its editor saw, and raises OutlineChanged when it is another one now;
OutlineRefused when it can't be done. Nothing is changed then.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Page

from community.pages.publishing import PublicationRefused
from community.people.models import Member
from training.pages import CoursePage, LessonPage, ModulePage

from .board import board_of
from .errors import OutlineChanged, OutlineRefused


@transaction.atomic
def reorder(*, course: CoursePage, page_pk: int, is_up: bool, by: Member, stamp: str) -> Page:
    """Let a module or lesson change places with the one above or below it; at the edge it stays."""
    page = _page_in(_locked(course, stamp), page_pk)
    parent = page.get_parent()
    if not parent.permissions_for_user(by).can_reorder_children():
        raise OutlineRefused(_("You may not change the order here: that needs the right to publish."))
    neighbour = page.get_prev_sibling() if is_up else page.get_next_sibling()
    if neighbour is not None:
        MovePageAction(page, neighbour, pos="left" if is_up else "right", user=by).execute(skip_permission_checks=True)
    return page


@transaction.atomic
def transfer(*, course: CoursePage, page_pk: int, module_pk: int, by: Member, stamp: str) -> Page:
    """Move a lesson to the end of another module of the course. Its old address leads to the new one from then on."""
    course = _locked(course, stamp)
    page, module = _page_in(course, page_pk), _page_in(course, module_pk)
    if page.is_child_of(module):
        return page
    others = module.get_children().exclude(pk=page.pk)
    if others.filter(slug=page.slug).exists():
        raise OutlineRefused(
            _("“%(module)s” has a lesson with the same address (%(slug)s). Give one of them another slug first.")
            % {"module": module.title, "slug": page.slug}
        )
    try:
        MovePageAction(page, module, pos="last-child", user=by).execute()
    except PermissionDenied as refusal:
        raise OutlineRefused(_("You may not move this there.")) from refusal
    return page


@transaction.atomic
def rename(*, course: CoursePage, page_pk: int, title: str, by: Member, stamp: str) -> bool:
    """Give a module or lesson another title; its address stays. True when learners have it now.

    What was published as it is, is published again by those who may; otherwise the title waits in the draft.
    """
    page = _page_in(_locked(course, stamp), page_pk)
    may = page.permissions_for_user(by)
    if not may.can_edit() or may.page_locked():
        raise OutlineRefused(_("You may not edit “%(title)s”, or it is locked.") % {"title": page.title})
    was_clean = page.live and not page.has_unpublished_changes
    draft = page.specific.get_latest_revision_as_object()
    draft.title = title
    revision = draft.save_revision(user=by, log_action=True)
    if was_clean and may.can_publish():
        revision.publish(user=by)
        return True
    return False


@transaction.atomic
def add_module(*, course: CoursePage, title: str, by: Member, stamp: str) -> ModulePage:
    """A new module at the end, as a draft."""
    course = _locked(course, stamp)
    module: ModulePage = _add(course, ModulePage(title=title), by)
    return module


@transaction.atomic
def add_lesson(*, course: CoursePage, module_pk: int, kind: str, title: str, by: Member, stamp: str) -> LessonPage:
    """A new lesson of that kind (the name of its model) at the end of a module, as a draft to be written."""
    module = _page_in(_locked(course, stamp), module_pk).specific
    models = {model._meta.model_name: model for model in ModulePage.creatable_subpage_models()}
    if kind not in models or not isinstance(module, ModulePage):
        raise OutlineRefused(_("A module can’t have such a lesson."))
    lesson: LessonPage = _add(module, models[kind](title=title), by)
    return lesson


@dataclass
class Publication:
    """What became of the drafts: how many are public now, what was refused, how many others may publish."""

    published: int = 0
    refusals: list[PublicationRefused] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


@transaction.atomic
def publish_drafts(*, course: CoursePage, by: Member, stamp: str) -> Publication:
    """Publish the course, its modules and lessons as they are now, each for itself: a faulty one holds up no other.

    What has a date, waits for a review or is not `by`'s to publish is left as it is, and named.
    """
    course = _locked(course, stamp)
    outcome = Publication()
    below = course.get_descendants(inclusive=True).order_by("path")
    for page in below.annotate_approved_schedule().prefetch_workflow_states():
        if page.live and not page.has_unpublished_changes:
            continue
        is_held = page.approved_schedule or page.workflow_in_progress or page.locked
        if is_held or not page.permissions_for_user(by).can_publish():
            outcome.left.append(str(page.draft_title))
            continue
        _publish(page, by, outcome)
    return outcome


def _publish(page: Page, by: Member, outcome: Publication) -> None:
    revision = page.latest_revision or page.specific.save_revision(user=by)
    try:
        with transaction.atomic():
            revision.publish(user=by)
    except PublicationRefused as refusal:
        outcome.refusals.append(refusal)
    except ValidationError as problem:
        outcome.left.append(f"{page.draft_title}: {' '.join(problem.messages)}")
    else:
        outcome.published += 1


def _locked(course: CoursePage, stamp: str) -> CoursePage:
    """The course, which one editor at a time arranges."""
    locked = CoursePage.objects.select_for_update(of=("self",)).get(pk=course.pk)
    if board_of(locked).stamp != stamp:
        raise OutlineChanged(
            _("Somebody changed this outline meanwhile. It stands below as it is now: look, and do it once more.")
        )
    return locked


def _page_in(course: CoursePage, pk: int) -> Page:
    page = course.get_descendants().filter(pk=pk).first()
    if page is None:
        raise OutlineRefused(_("That is no part of this course any more."))
    return page


def _add(parent: Page, page: Page, by: Member) -> Page:
    if not parent.permissions_for_user(by).can_add_subpage():
        raise OutlineRefused(_("You may not add anything to “%(title)s”.") % {"title": parent.title})
    if slugify(page.title) in getattr(page, "reserved_slugs", ()):
        page.slug = f"{slugify(page.title)}-1"
    page.live, page.owner = False, by
    parent.add_child(instance=page)
    page.save_revision(user=by, log_action=True)
    return page
