"""The page types of training: index > course > module > lesson. Editors write them in the Wagtail admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.shortcuts import redirect
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager

from community.notifications.registries import place_of
from community.pages.blocks import BodyBlock
from community.pages.publishing.page_form import HubPageForm

from .addresses import RESERVED_COURSE_SLUGS, RESERVED_MODULE_SLUGS, catalogue_url, course_url, lesson_url, slugs_of
from .enums import Change, ConversionState, Cover, Level
from .outline import STEP
from .page_form import LessonPageForm
from .panels import NotebookStatusPanel
from .querysets import CourseQuerySet, LessonQuerySet, ModuleQuerySet
from .reading import Reading, article_reading, notebook_reading

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class TrainingPage(Page):
    """What every page of training shares: our own views serve it, at an address made of the slugs."""

    base_form_class = HubPageForm
    reserved_slugs: ClassVar[frozenset[str]] = frozenset()
    private_page_options: ClassVar[list[str]] = []  # training is for everybody: views and search know no locked page

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        """The address on the site."""
        raise NotImplementedError

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Wagtail's door to the address: None for a page that stands under no site."""
        parts = super().get_url_parts(request)
        return parts and (parts[0], parts[1], self.get_absolute_url())

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only reached when an editor moved the index: the views have the pages."""
        return redirect(self.get_absolute_url())

    def clean(self) -> None:
        super().clean()
        if self.slug in self.reserved_slugs:
            raise ValidationError(
                {"slug": _t("The hub uses the word “%(slug)s” in its own addresses. Choose another slug.")
                 % {"slug": self.slug}}
            )  # fmt: skip


class TrainingIndexPage(TrainingPage):
    """Where courses hang in the page tree; its words stand above the catalogue."""

    lead = models.CharField(_("one sentence below the title"), max_length=240, blank=True)

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["training.CoursePage"]
    preview_modes: ClassVar[list[tuple[str, str]]] = []
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = _("training index")

    def get_absolute_url(self) -> str:
        return catalogue_url()


class CourseTopic(TaggedItemBase):
    """A topic of a course."""

    content_object = ParentalKey("training.CoursePage", on_delete=models.CASCADE, related_name="topic_items")


class CoursePage(TrainingPage):
    """A course: what one can do after it, and the modules on the way."""

    summary = models.CharField(_("summary"), max_length=240, help_text=_("One or two sentences for the catalogue."))
    level = models.CharField(_("level"), max_length=20, choices=Level, default=Level.INTRODUCTORY)
    hours = models.PositiveSmallIntegerField(
        _("hours"), default=1, validators=[MinValueValidator(1), MaxValueValidator(400)]
    )
    audience = models.CharField(_("who it is for"), max_length=160, blank=True)
    cover = models.CharField(_("cover"), max_length=20, choices=Cover, default=Cover.PEOPLE)
    outcomes = models.TextField(_("what one can do afterwards, one a line"), blank=True, max_length=2_000)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("description"))
    topics = ClusterTaggableManager(through=CourseTopic, blank=True, verbose_name=_("topics"))
    gives_certificate = models.BooleanField(
        _("gives a certificate"),
        default=False,
        help_text=_("To those who do every lesson, also to those who did before you tick this."),
    )
    certificate_months = models.PositiveSmallIntegerField(
        _("valid for how many months"),
        default=0,
        validators=[MaxValueValidator(120)],
        help_text=_("0: for ever. Learners are reminded 90, 60 and 30 days before the end, and renew from then on."),
    )
    certificate_office = models.CharField(
        _("issued by"), max_length=120, blank=True, help_text=_("The office named on it; empty: the hub.")
    )
    certificate_person = models.CharField(
        _("signed by"), max_length=120, blank=True, help_text=_("Name and title of a person, for example the trainer.")
    )

    opening_check = models.ForeignKey(
        "training.QuizLessonPage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("opening check"),
        help_text=_("The quiz that learners take before the course. Their first attempt counts."),
    )
    closing_check = models.ForeignKey(
        "training.QuizLessonPage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("closing check"),
        help_text=_("The quiz at the end; it may be the same one. Their last attempt after the opening check counts."),
    )

    objects = PageManager.from_queryset(CourseQuerySet)()

    template = "training/course_preview.html"
    reserved_slugs = RESERVED_COURSE_SLUGS
    parent_page_types: ClassVar[list[str]] = ["training.TrainingIndexPage"]
    subpage_types: ClassVar[list[str]] = ["training.ModulePage"]
    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("level"), FieldPanel("hours")]),
        FieldPanel("audience"),
        FieldPanel("cover"),
        FieldPanel("outcomes"),
        InlinePanel("prerequisites", heading=_("Prerequisites"), label=_("prerequisite"), max_num=8),
        FieldPanel("body"),
        FieldPanel("topics"),
        MultiFieldPanel(
            [
                FieldPanel("gives_certificate"),
                FieldPanel("certificate_months"),
                FieldPanel("certificate_office"),
                FieldPanel("certificate_person"),
            ],
            heading=_("Certificate"),
            help_text=_("It names the hours above. What you change here holds for certificates issued from then on."),
        ),
        MultiFieldPanel(
            [FieldPanel("opening_check"), FieldPanel("closing_check")],
            heading=_("What learners gain"),
            help_text=_(
                "Two quizzes of this course that ask the same things, before and after. Learners see their own gain, "
                "you see the average of five learners and more."
            ),
            attrs={"id": "course-checks"},
        ),
    ]

    class Meta:
        verbose_name = _("course")
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(hours__gte=1), name="training_course_hours"),
            models.CheckConstraint(condition=models.Q(cover__in=Cover.values), name="training_course_known_cover"),
            models.CheckConstraint(
                condition=models.Q(certificate_months__lte=120), name="training_course_certificate_months"
            ),
        ]

    def get_absolute_url(self) -> str:
        slugs = slugs_of(self.url_path, 2)
        return course_url(slugs[-1]) if slugs else catalogue_url()

    @property
    def place(self) -> str:
        """What one follows: the course."""
        return place_of("course", self.pk)

    @property
    def cover_template(self) -> str:
        """Where the drawing of the cover is."""
        return f"art/covers/{self.cover}.svg"

    @property
    def certificate_years(self) -> int:
        """For how many years a certificate holds, when they are whole ones; 0 otherwise."""
        years, rest = divmod(self.certificate_months, 12)
        return 0 if rest else years

    @property
    def outcome_list(self) -> list[str]:
        """The outcomes as a list."""
        return [line.strip() for line in self.outcomes.splitlines() if line.strip()]


class ModulePage(TrainingPage):
    """A part of a course. It has no page of its own on the site: its address leads to its place in the course."""

    summary = models.CharField(_("summary"), max_length=240, blank=True)

    objects = PageManager.from_queryset(ModuleQuerySet)()

    reserved_slugs = RESERVED_MODULE_SLUGS
    parent_page_types: ClassVar[list[str]] = ["training.CoursePage"]
    subpage_types: ClassVar[list[str]] = [
        "training.ArticleLessonPage",
        "training.NotebookLessonPage",
        "training.QuizLessonPage",
        "training.VideoLessonPage",
        "training.DownloadLessonPage",
        "training.AssignmentLessonPage",
    ]
    preview_modes: ClassVar[list[tuple[str, str]]] = []
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = _("module")

    def get_absolute_url(self) -> str:
        slugs = slugs_of(self.url_path, 2)
        return f"{course_url(slugs[0])}#module-{slugs[1]}" if slugs else catalogue_url()


class LessonPage(TrainingPage):
    """What every kind of lesson has. Enrolments, the ledger and outlines point here, whatever the kind."""

    summary = models.CharField(_("summary"), max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=20, validators=[MinValueValidator(1), MaxValueValidator(480)]
    )
    note_title = models.CharField(_("title of the note"), max_length=80, blank=True)
    note = models.TextField(
        _("note"), max_length=600, blank=True, help_text=_("A box above the lesson: what one needs, say.")
    )
    # What the next publication means to learners: it rides in the draft, and is taken out when the version is recorded.
    change = models.CharField(
        _("this change is"),
        max_length=10,
        choices=[(value.value, value.label) for value in (Change.MINOR, Change.MAJOR)],
        default=Change.MINOR,
    )
    what_changed = models.CharField(
        _("what changed, for learners"),
        max_length=300,
        blank=True,
        help_text=_("One sentence. A major change needs it; learners who did an older version read it."),
    )

    objects = PageManager.from_queryset(LessonQuerySet)()

    base_form_class = LessonPageForm
    template = "training/lesson_preview.html"
    is_creatable = False
    parent_page_types: ClassVar[list[str]] = ["training.ModulePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("minutes"),
        MultiFieldPanel([FieldPanel("note_title"), FieldPanel("note")], heading=_("Note")),
        MultiFieldPanel(
            [FieldPanel("change"), FieldPanel("what_changed")],
            heading=_("This change, for learners"),
            help_text=_(
                "It counts when you publish. The first publication of a lesson is neither. Nobody who finished the "
                "course is asked to do anything again."
            ),
            attrs={"id": "lesson-change"},
        ),
    ]

    class Meta:
        verbose_name = _("lesson")
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(minutes__gte=1), name="training_lesson_minutes"),
            models.CheckConstraint(
                condition=models.Q(change__in=[Change.MINOR, Change.MAJOR]), name="training_lesson_known_change"
            ),
        ]

    def get_absolute_url(self) -> str:
        slugs = slugs_of(self.url_path, 3)
        return lesson_url(*slugs) if slugs else catalogue_url()

    @property
    def course_path(self) -> str:
        """Where the course is in the page tree."""
        return str(self.path)[: -2 * STEP]

    def draft_reading(self) -> Reading | None:
        """What this revision, published or not, looks like; None while there is nothing to show."""
        return None

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        return {**context, "lesson": self, "reading": self.draft_reading()}


class ArticleLessonPage(LessonPage):
    """A lesson to read, written in the admin."""

    body = StreamField(BodyBlock(), verbose_name=_("body"))

    template = LessonPage.template  # Wagtail gives each page type one of its own name otherwise
    content_panels: ClassVar = [*LessonPage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("article lesson")

    def draft_reading(self) -> Reading:
        return article_reading(self.body)


class NotebookLessonPage(LessonPage):
    """A lesson made from an uploaded notebook.

    `notebook` is what this revision of the page names; what learners read is the `publication`, which moves only when
    the notebook of the published revision is ready.
    """

    notebook = models.ForeignKey(
        "training.NotebookVersion", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("notebook")
    )

    template = LessonPage.template
    content_panels: ClassVar = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("upload"), NotebookStatusPanel()], heading=_("Notebook")),
        *LessonPage.content_panels[len(Page.content_panels) :],
    ]

    class Meta:
        verbose_name = _("notebook lesson")

    def draft_reading(self) -> Reading | None:
        if self.notebook is None or self.notebook.state != ConversionState.READY:
            return None
        return notebook_reading(self.notebook)
