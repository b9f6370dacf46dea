"""What training adds to the Wagtail admin: refusals with a sentence, and news of a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from .enums import ConversionState
from .models import Attempt, Completion, CourseFinish, Enrolment, Question, Run, RunSession, Work
from .pages import CoursePage, NotebookLessonPage, TrainingPage
from .paths import snippets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from community.people.models import Member, MemberRequest

snippets.register()


@hooks.register("register_permissions")
def offer_permissions() -> QuerySet[Permission]:
    """Let administrators give a group the right to revoke certificates, and to read the report on the programme."""
    return Permission.objects.filter(
        content_type__app_label="training", codename__in=["revoke_any_certificate", "view_enrolment"]
    )


@hooks.register("register_admin_urls")
def offer_outlines() -> list[URLResolver]:
    """The outline of a course, where its editors arrange it."""
    return [path("training/outlines/", include("training.outlines.urls"))]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_buttons")
def lead_to_outline(page: Page, user: Member, next_url: str | None = None, **kwargs: Any) -> Iterator[Button]:
    """From a course, in its editor and in lists of pages."""
    if page.specific_class is CoursePage and page.permissions_for_user(user).can_edit():
        address = reverse("training_outlines:board", args=[page.pk])
        yield Button(_("Outline"), address, icon_name="list-ol", priority=15)


@hooks.register("before_delete_page")
def keep_what_was_learned(request: MemberRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete a page that enrolments or the ledger point at."""
    if not _is_on_record([page]):
        return None
    messages.error(request, _refusal(page))
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def keep_what_was_learned_in_bulk(
    request: MemberRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The same for several pages at once."""
    pages = [row for row in objects if isinstance(row, Page)]
    if action_type != "delete" or not pages or not _is_on_record(pages):
        return None
    kept = next(page for page in pages if _is_on_record([page]))
    messages.error(request, _refusal(kept))
    return redirect("wagtailadmin_explore", kept.get_parent().pk)


@hooks.register("before_copy_page")
def refuse_reserved_slug(request: MemberRequest, page: Page) -> HttpResponse | None:
    """A copy must not take a word that our addresses use."""
    copied = page.specific_class
    is_ours = copied is not None and issubclass(copied, TrainingPage)
    if not is_ours or request.POST.get("new_slug") not in copied.reserved_slugs:
        return None
    messages.error(request, _("The hub uses that slug in its own addresses. Choose another slug for the copy."))
    return redirect("wagtailadmin_pages:copy", page.pk)


@hooks.register("after_publish_page")
def tell_about_notebook(request: MemberRequest, page: Page) -> None:
    """Say what learners read now."""
    if not isinstance(page, NotebookLessonPage) or page.notebook is None:
        return
    version = page.notebook
    if version.state == ConversionState.WAITING:
        messages.info(
            request, _("The notebook is being converted. Until it is ready, learners read what they read before.")
        )
    elif version.state == ConversionState.REFUSED:
        messages.warning(request, _("Learners still read the former notebook. %(why)s") % {"why": version.message})


def _is_on_record(pages: list[Page]) -> bool:
    lessons, courses = Q(), Q()
    for page in pages:
        lessons |= Q(lesson__path__startswith=page.path)
        courses |= Q(course__path__startswith=page.path)
    return (
        Completion.objects.filter(lessons).exists()
        or Enrolment.objects.filter(courses).exists()
        or CourseFinish.objects.filter(courses).exists()
        or Attempt.objects.filter(lessons).exists()
        or Work.objects.filter(lessons).exists()
        or Question.objects.filter(courses).exists()
        or Run.objects.filter(courses).exists()
        or RunSession.objects.filter(lessons).exists()
    )


def _refusal(page: Page) -> str:
    return _(
        "“%(title)s” can’t be deleted: people are enrolled or have done lessons there, or it has questions or runs. "
        "The record has to stay. Unpublish it instead; then nobody sees it any more."
    ) % {"title": page.title}
