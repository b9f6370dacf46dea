"""Resources of the library, their versions and files, what replaces what, downloads and citations."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.notifications.registries import place_of

from .enums import FORMATS, READABLE, Audience, Kind, State, Topic
from .querysets import CitationQuerySet, ResourceFileQuerySet, ResourceQuerySet, ResourceVersionQuerySet

MEMBER = settings.AUTH_USER_MODEL
PLACE = "resource"


class Resource(models.Model):
    """Something to work with: a template, standard, guide or checklist. Its words and files are in its versions."""

    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    topic = models.CharField(_("topic"), max_length=16, choices=Topic)
    audience = models.CharField(_("who it is for"), max_length=16, choices=Audience)
    summary = models.CharField(_("in one sentence"), max_length=240)
    department = models.ForeignKey("people.Department", models.PROTECT, null=True, blank=True, related_name="resources")
    group = models.ForeignKey("workgroups.WorkGroup", models.PROTECT, null=True, blank=True, related_name="resources")
    current = models.OneToOneField("ResourceVersion", models.PROTECT, null=True, related_name="+", editable=False)
    superseded_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="supersedes", editable=False)
    published_at = models.DateTimeField(_("first published"), null=True, editable=False)
    download_count = models.PositiveIntegerField(_("downloads"), default=0, editable=False)
    edits = models.PositiveIntegerField(_("times saved"), default=0, editable=False)
    started_by = models.ForeignKey(MEMBER, models.PROTECT, related_name="+", editable=False)
    form_token = models.UUIDField(null=True, editable=False)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["started_by", "form_token"], name="library_resource_once_per_form"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="library_known_kind"),
            models.CheckConstraint(condition=Q(topic__in=Topic.values), name="library_known_topic"),
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="library_known_audience"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(summary=""), name="library_resource_has_words"),
            models.CheckConstraint(
                condition=Q(department=None, group__isnull=False) | Q(department__isnull=False, group=None),
                name="library_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(current=None) | Q(published_at__isnull=False), name="library_current_was_published"
            ),
            models.CheckConstraint(
                condition=Q(superseded_by=None) | Q(published_at__isnull=False) & ~Q(superseded_by=F("pk")),
                name="library_superseded_was_published",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["title"], name="library_by_title"),
            models.Index(fields=["-download_count"], name="library_most_downloaded"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("library:resource", kwargs={"slug": self.slug})

    @property
    def place(self) -> str:
        """What one follows."""
        return place_of(PLACE, self.pk)

    @property
    def owner(self) -> models.Model | None:
        """The group or department that looks after it."""
        return self.group or self.department


class ResourceVersion(models.Model):
    """The words and files of a resource at one time. What was published does not change any more."""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    body = models.TextField(_("text"), max_length=32_000, blank=True)
    html = models.TextField(blank=True, editable=False)
    change_note = models.CharField(_("what is new in this version"), max_length=300, blank=True)
    edits = models.PositiveIntegerField(_("times saved"), default=0, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    published_by = models.ForeignKey(MEMBER, models.PROTECT, null=True, related_name="+", editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)
    withdrawn_by = models.ForeignKey(MEMBER, models.PROTECT, null=True, related_name="+", editable=False)
    withdrawn_because = models.CharField(_("why it was withdrawn"), max_length=300, blank=True, editable=False)

    objects = ResourceVersionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["resource", "number"], name="library_version_number"),
            models.UniqueConstraint(fields=["resource"], condition=Q(state=State.DRAFT), name="library_one_draft"),
            models.UniqueConstraint(
                fields=["resource"], condition=Q(state=State.PUBLISHED), name="library_one_published"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="library_known_state"),
            models.CheckConstraint(condition=Q(number__gte=1), name="library_numbers_from_one"),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, published_at=None, published_by=None)
                | ~Q(state=State.DRAFT) & Q(published_at__isnull=False, published_by__isnull=False) & ~Q(html=""),
                name="library_published_has_words_and_date",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | Q(number=1) | ~Q(change_note=""), name="library_says_what_is_new"
            ),
            models.CheckConstraint(
                condition=Q(state=State.WITHDRAWN, withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & ~Q(withdrawn_because="")
                | ~Q(state=State.WITHDRAWN) & Q(withdrawn_at=None, withdrawn_by=None, withdrawn_because=""),
                name="library_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource_id} v{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("library:version", kwargs={"slug": self.resource.slug, "number": self.number})

    @property
    def is_readable(self) -> bool:
        """Whether everybody reads it."""
        return self.state in READABLE


def stored_path(row: ResourceFile, name: str) -> str:
    """A folder of its own; the name is one that the door made and nobody can guess."""
    return f"library/{name}"


class ResourceFile(models.Model):
    """A version in one format, to download. A new version may begin with the same file."""

    version = models.ForeignKey(ResourceVersion, models.CASCADE, related_name="files")
    format = models.CharField(_("format"), max_length=8)
    name = models.CharField(_("name"), max_length=100)
    file = models.FileField(_("file"), upload_to=stored_path, max_length=120)
    size = models.PositiveBigIntegerField(_("bytes"))
    sha256 = models.CharField(max_length=64)
    accessibility = models.CharField(_("accessibility note"), max_length=300, blank=True)

    objects = ResourceFileQuerySet.as_manager()

    class Meta:
        ordering = ("name", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "name"], name="library_file_name_once"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(format="") & Q(size__gte=1) & ~Q(sha256=""),
                name="library_file_is_there",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        version = self.version
        return reverse(
            "library:download", kwargs={"slug": version.resource.slug, "number": version.number, "pk": self.pk}
        )

    @property
    def format_name(self) -> str:
        """What people call the format."""
        return str(FORMATS.get(self.format, self.format.upper()))


class Download(models.Model):
    """A file was downloaded by somebody on a day. `mark` tells members apart for that day and is wiped after it."""

    file = models.ForeignKey(ResourceFile, models.PROTECT, related_name="downloads")
    on = models.DateField(_("day"), default=timezone.localdate)
    mark = models.BinaryField(max_length=32, null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "on", "mark"], name="library_download_once_a_day"),
        ]
        indexes: ClassVar = [models.Index(fields=["on"], condition=Q(mark__isnull=False), name="library_marks_to_wipe")]

    def __str__(self) -> str:
        return f"{self.file_id} on {self.on}"


class Citation(models.Model):
    """A thing of the hub, named by its search entry, leads to a resource: to one version, or to the newest."""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="citations")
    version = models.ForeignKey(ResourceVersion, models.CASCADE, null=True, related_name="citations")
    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=64)

    objects = CitationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "kind", "key"], condition=Q(version__isnull=False), name="library_cited_once"
            ),
            models.UniqueConstraint(
                fields=["resource", "kind", "key"], condition=Q(version=None), name="library_newest_cited_once"
            ),
            models.CheckConstraint(condition=~Q(kind="") & ~Q(key=""), name="library_cited_by_something"),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "key"], name="library_citations_of")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} cites {self.resource_id}"
