"""Which resources, versions and files somebody may see, and what narrows the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeAlias

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from community.people.permissions import is_editor

from .enums import READABLE, State

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member

    Viewer: TypeAlias = Member | AnonymousUser


class ResourceQuerySet(models.QuerySet[Any]):
    """Templates, standards, guides and checklists."""

    def visible_to(self, viewer: Viewer) -> Self:
        """What was ever published, for everybody; what never was, for editors."""
        return self if is_editor(viewer) else self.public()

    def public(self) -> Self:
        """Those that everybody may open: their address leads somewhere for good."""
        return self.filter(published_at__isnull=False)

    def current(self) -> Self:
        """Those that are meant to be used now."""
        return self.filter(current__isnull=False, superseded_by=None)

    def former(self) -> Self:
        """Those that something else replaced, or whose newest version was withdrawn."""
        return self.public().filter(Q(current=None) | Q(superseded_by__isnull=False))

    def unpublished(self) -> Self:
        """Those with a draft that waits for its publication."""
        versions = self.model._meta.get_field("versions").related_model.objects
        return self.filter(Exists(versions.filter(resource=OuterRef("pk"), state=State.DRAFT)))

    def in_format(self, kind: str) -> Self:
        """Those whose newest version has a file of that format."""
        return self.filter(Exists(self._files().filter(version=OuterRef("current"), format=kind)))

    def _files(self) -> models.QuerySet[Any]:
        versions = self.model._meta.get_field("versions").related_model
        files: models.QuerySet[Any] = versions._meta.get_field("files").related_model.objects.all()
        return files

    def for_list(self) -> Self:
        """With what a row says, by title."""
        rows = self.select_related("current", "department", "group").prefetch_related("current__files")
        return rows.order_by("title", "pk")

    def newest_first(self) -> Self:
        """The latest published first."""
        return self.order_by(F("current__published_at").desc(nulls_last=True), "-pk")

    def most_downloaded(self) -> Self:
        """Downloaded most first."""
        return self.order_by("-download_count", "title", "pk")

    def counted_again(self) -> Self:
        """With `counted`, the downloads from their rows."""
        downloads = self._files().model._meta.get_field("downloads").related_model.objects
        rows = downloads.filter(file__version__resource=OuterRef("pk")).order_by().values("file__version__resource")
        return self.annotate(counted=Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number")), Value(0)))

    def miscounted(self) -> Self:
        """Those whose stored count is not what the rows say."""
        return self.counted_again().exclude(counted=F("download_count"))


class ResourceVersionQuerySet(models.QuerySet[Any]):
    """Versions of resources."""

    def visible_to(self, viewer: Viewer) -> Self:
        """What was published, and what was withdrawn with its reason, for everybody; drafts for editors."""
        return self if is_editor(viewer) else self.exclude(state=State.DRAFT)

    def readable(self) -> Self:
        """Those that everybody reads: published, now or before, and not withdrawn."""
        return self.filter(state__in=READABLE)

    def drafts(self) -> Self:
        """Not published yet."""
        return self.filter(state=State.DRAFT)

    def newest_first(self) -> Self:
        """What was published, the latest first."""
        return self.exclude(state=State.DRAFT).order_by("-number")


class ResourceFileQuerySet(models.QuerySet[Any]):
    """Files of versions."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those of versions that everybody reads; of drafts and withdrawn versions for editors."""
        return self if is_editor(viewer) else self.filter(version__state__in=READABLE)


class CitationQuerySet(models.QuerySet[Any]):
    """What leads to resources."""

    def of(self, kind: str, key: str) -> Self:
        """Those of one thing of the hub, with what they lead to."""
        return self.filter(kind=kind, key=key).select_related("resource__superseded_by", "version").order_by("pk")
