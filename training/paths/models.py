"""Role paths: what a role is asked, and the courses that lead there, in order. Edited as Wagtail snippets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel
from wagtail.models import DraftStateMixin, Orderable, PreviewableMixin, RevisionMixin

from training.pages import CoursePage

from .enums import Ask, Role
from .querysets import PathChoiceQuerySet, PathStepQuerySet, RolePathQuerySet

if TYPE_CHECKING:
    from django.http import HttpRequest


class RolePath(PreviewableMixin, DraftStateMixin, RevisionMixin, ClusterableModel):
    """A way through the courses for people of one role."""

    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=80, unique=True, help_text=_("The last part of the address."))
    role = models.CharField(_("role"), max_length=20, choices=Role)
    summary = models.CharField(_("summary"), max_length=240, help_text=_("One or two sentences for the list."))
    asked = models.TextField(
        _("what the role is asked, one a line"), max_length=2_000, help_text=_("Begin each line with a verb.")
    )
    position = models.PositiveSmallIntegerField(_("place in the list"), default=100)
    kept_by = models.ForeignKey(
        "workgroups.WorkGroup", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("kept by"),
        limit_choices_to={"is_private": False},  # whoever adds paths would read its name
        help_text=_("The leads of this work group may change the path, when they may enter the admin."),
    )  # fmt: skip

    objects = RolePathQuerySet.as_manager()

    class Meta:
        app_label = "training"
        verbose_name = _("role path")
        verbose_name_plural = _("role paths")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="training_path_known_role"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("training:path", kwargs={"slug": self.slug})

    @property
    def asked_list(self) -> list[str]:
        """What the role is asked, as a list."""
        return [line.strip() for line in self.asked.splitlines() if line.strip()]

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "training/path_preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return {**super().get_preview_context(request, mode_name), "path": self}


class PathStep(Orderable):
    """A course on the way, which ask it serves, and why. A row of the path's revision: nothing points at it."""

    path = ParentalKey(RolePath, on_delete=models.CASCADE, related_name="steps")
    course = models.ForeignKey(CoursePage, models.CASCADE, related_name="path_steps", verbose_name=_("course"))
    ask = models.CharField(_("what it serves of the six asks"), max_length=40, choices=Ask)
    reason = models.CharField(_("why this course"), max_length=240, blank=True)

    objects = PathStepQuerySet.as_manager()

    panels: ClassVar = [FieldPanel("course"), FieldPanel("ask"), FieldPanel("reason")]

    class Meta(Orderable.Meta):
        app_label = "training"
        verbose_name = _("step")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ask__in=Ask.values), name="training_path_step_known_ask"),
        ]

    def __str__(self) -> str:
        return f"{self.path_id}: {self.course_id}"


class PathChoice(models.Model):
    """A member chose a path. No field of it: publishing an older revision must not lose it."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="path_choices")
    path = models.ForeignKey(RolePath, models.PROTECT, related_name="choices")
    chosen_at = models.DateTimeField(_("chosen"))

    objects = PathChoiceQuerySet.as_manager()

    class Meta:
        app_label = "training"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "path"], name="training_one_choice_each"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.path_id}"
