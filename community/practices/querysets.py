"""Which practices, versions and answers somebody may see, and what lists are narrowed by."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from community.people.permissions import is_editor

from .enums import OPEN, PUBLIC, Standing, State

if TYPE_CHECKING:
    from typing import TypeAlias

    from community.people.models import Department, Member

    Viewer: TypeAlias = Member | AnonymousUser

STALE_AFTER = timedelta(days=365)


class PracticeQuerySet(models.QuerySet[Any]):
    """Practices."""

    def visible_to(self, viewer: Viewer) -> Self:
        """What is or was published for everybody; the rest for authors, reviewers and editors only."""
        if is_editor(viewer):
            return self
        seen = ~Q(standing=Standing.DRAFT)
        if viewer.is_authenticated:
            versions = self.model._meta.get_field("versions").related_model.objects
            seated = versions.filter(practice=OuterRef("pk"), seats__member=viewer, seats__left_at=None)
            seen |= Q(Exists(self._authorships().filter(member=viewer))) | Q(Exists(seated))
        return self.filter(seen)

    def written_by(self, member: Member) -> Self:
        """Those that `member` is an author of."""
        return self.filter(Exists(self._authorships().filter(member=member)))

    def _authorships(self) -> models.QuerySet[Any]:
        return self.model.authors.through.objects.filter(practice=OuterRef("pk"))

    def public(self) -> Self:
        """Everybody may read them; some are retired."""
        return self.exclude(standing=Standing.DRAFT)

    def published(self) -> Self:
        """Those one is meant to follow."""
        return self.filter(standing=Standing.PUBLISHED)

    def retired(self) -> Self:
        """Still there to read, and no longer meant to be followed."""
        return self.filter(standing=Standing.RETIRED)

    def stale(self, at: datetime | None = None) -> Self:
        """Published, and for twelve months nobody has said that it still holds."""
        return self.published().filter(checked_at__lte=(at or timezone.now()) - STALE_AFTER)

    def used_by(self, department: Department) -> Self:
        """Those that `department` says it uses."""
        adoptions = self.model._meta.get_field("adoptions").related_model.objects
        return self.filter(Exists(adoptions.active().filter(practice=OuterRef("pk"), department=department)))

    def about(self, tag: str) -> Self:
        """Those whose published words have the tag of that slug."""
        return self.filter(current__tags__slug=tag)

    def for_list(self) -> Self:
        """With what a row says, the latest first."""
        rows = self.select_related("current", "department").prefetch_related("current__tags")
        return rows.order_by("-published_at", "-pk")

    def most_used(self) -> Self:
        """Adopted by most departments first."""
        return self.order_by("-adoption_count", "-published_at", "-pk")

    def counted_again(self) -> Self:
        """With `counted`, the departments that use it now, from the adoptions themselves."""
        adoptions = self.model._meta.get_field("adoptions").related_model.objects
        rows = adoptions.active().filter(practice=OuterRef("pk")).order_by().values("practice")
        number = rows.annotate(number=Count("department", distinct=True)).values("number")
        return self.annotate(counted=Coalesce(Subquery(number), Value(0)))

    def miscounted(self) -> Self:
        """Those whose stored count is not what the adoptions say."""
        return self.counted_again().exclude(counted=F("adoption_count"))


class VersionQuerySet(models.QuerySet[Any]):
    """Versions of practices."""

    def visible_to(self, viewer: Viewer) -> Self:
        """What was published for everybody; the rest for its authors, its reviewers and editors only."""
        if is_editor(viewer):
            return self
        public = Q(state__in=PUBLIC)
        return self.filter(public | self._taking_part(viewer)) if viewer.is_authenticated else self.filter(public)

    def under_review_by(self, viewer: Viewer) -> Self:
        """Those whose review `viewer` may look into: as an author, a reviewer or an editor."""
        if not viewer.is_authenticated:
            return self.none()
        return self if is_editor(viewer) else self.filter(self._taking_part(viewer))

    def _taking_part(self, viewer: Member) -> Q:
        authorships = self.model.practice.field.related_model.authors.through.objects
        seats = self.model._meta.get_field("seats").related_model.objects
        return Q(Exists(authorships.filter(practice=OuterRef("practice"), member=viewer))) | Q(
            Exists(seats.held().filter(version=OuterRef("pk"), member=viewer))
        )

    def open(self) -> Self:
        """Not published yet."""
        return self.filter(state__in=OPEN)

    def public(self) -> Self:
        """Published, now or before; the latest first."""
        return self.filter(state__in=PUBLIC).order_by("-number")

    def looking_for_reviewers(self, member: Member) -> Self:
        """In review with a free place that `member` may take. Whoever finds one here reads title and summary only."""
        if member.department_id is None:
            return self.none()
        authorships = self.model.practice.field.related_model.authors.through.objects
        authors = authorships.filter(practice=OuterRef("practice"))
        seats = self.model._meta.get_field("seats").related_model.objects.held().filter(version=OuterRef("pk"))
        taken = seats.order_by().values("version").annotate(number=Count("pk")).values("number")
        return (
            self.filter(state=State.REVIEW)
            .alias(taken=Coalesce(Subquery(taken), Value(0)))
            .filter(taken__lt=F("places"))
            .exclude(practice__department=member.department_id)
            .exclude(Exists(authors.filter(Q(member=member) | Q(member__department=member.department_id))))
            .exclude(Exists(seats.filter(Q(member=member) | Q(department=member.department_id))))
        )

    def for_list(self) -> Self:
        """With what a row says, the longest waiting first."""
        return self.select_related("practice__department").order_by("submitted_at", "pk")


class SeatQuerySet(models.QuerySet[Any]):
    """Places of reviewers."""

    def held(self) -> Self:
        """Those that nobody left."""
        return self.filter(left_at=None)

    def to_answer(self, member: Member) -> Self:
        """Where `member` is awaited."""
        answers = self.model._meta.get_field("answers").related_model.objects
        done = answers.filter(seat=OuterRef("pk"), round=OuterRef("version__round"))
        return self.held().filter(~Exists(done), member=member, version__state=State.REVIEW)


class ReviewAnswerQuerySet(models.QuerySet[Any]):
    """What reviewers said."""

    def visible_to(self, viewer: Viewer) -> Self:
        """For authors, reviewers and editors; a reviewer reads the others' once they have answered themselves."""
        if not viewer.is_authenticated:
            return self.none()
        if is_editor(viewer):
            return self
        seats = self.model.seat.field.related_model.objects.filter(version=OuterRef("seat__version"), member=viewer)
        authorships = self.model.seat.field.related_model.version.field.related_model.practice.field.related_model
        authored = authorships.authors.through.objects.filter(
            practice=OuterRef("seat__version__practice"), member=viewer
        )
        answered = seats.held().filter(answers__round=OuterRef("seat__version__round"))
        is_over = ~Q(seat__version__state=State.REVIEW) & Q(Exists(seats.held()))
        return self.filter(
            Q(Exists(authored)) | Q(seat__member=viewer, seat__left_at=None) | Q(Exists(answered)) | is_over
        )


class AdoptionQuerySet(models.QuerySet[Any]):
    """Which departments use what."""

    def active(self) -> Self:
        """Not withdrawn."""
        return self.filter(withdrawn_at=None)

    def for_list(self) -> Self:
        """With department and who said so, the latest first."""
        return self.select_related("department", "by").order_by("-adopted_on", "-pk")
