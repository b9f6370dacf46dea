"""Practices, their versions, who reviews them and which departments use them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .enums import OPEN, WRITABLE, Standing, State, Verdict
from .querysets import (
    STALE_AFTER,
    AdoptionQuerySet,
    PracticeQuerySet,
    ReviewAnswerQuerySet,
    SeatQuerySet,
    VersionQuerySet,
)

MEMBER = settings.AUTH_USER_MODEL
_HELD = Q(left_at=None)


class Tag(models.Model):
    """What practices are about. The slug is the same however the name is spelled: “Data dictionaries” once only."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("slug"), max_length=60, unique=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Practice(models.Model):
    """Something that works in one department, written down for the others; its words are in its versions."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    department = models.ForeignKey("people.Department", models.PROTECT, related_name="practices")
    owner = models.ForeignKey(MEMBER, models.PROTECT, related_name="owned_practices", verbose_name=_("owner"))
    authors = models.ManyToManyField(settings.AUTH_USER_MODEL, through="Authorship", related_name="written_practices")
    standing = models.CharField(_("standing"), max_length=10, choices=Standing, default=Standing.DRAFT)
    current = models.OneToOneField("Version", models.PROTECT, null=True, related_name="+", verbose_name=_("current"))
    superseded_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="supersedes")
    retired_because = models.CharField(_("why it was retired"), max_length=300, blank=True)
    published_at = models.DateTimeField(_("first published"), null=True)
    checked_at = models.DateTimeField(_("last said to hold"), null=True)
    asked_at = models.DateTimeField(_("owner was asked"), null=True)
    adoption_count = models.PositiveIntegerField(_("departments that use it"), default=0)
    form_token = models.UUIDField(null=True, editable=False)

    objects = PracticeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "form_token"], name="practices_practice_once_per_form"),
            models.CheckConstraint(
                condition=Q(standing=Standing.DRAFT, current=None, published_at=None, checked_at=None)
                | Q(
                    standing__in=(Standing.PUBLISHED, Standing.RETIRED),
                    current__isnull=False,
                    published_at__isnull=False,
                    checked_at__isnull=False,
                ),
                name="practices_published_has_words",
            ),
            models.CheckConstraint(
                condition=Q(superseded_by=None) | (Q(standing=Standing.RETIRED) & ~Q(superseded_by=F("pk"))),
                name="practices_superseded_is_retired",
            ),
            models.CheckConstraint(
                condition=Q(retired_because="") | Q(standing=Standing.RETIRED), name="practices_reason_of_retired"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["standing", "-published_at"], name="practices_newest"),
            models.Index(fields=["standing", "-adoption_count"], name="practices_most_used"),
            models.Index(fields=["checked_at"], condition=Q(standing=Standing.PUBLISHED), name="practices_stale"),
        ]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("practices:practice", kwargs={"slug": self.slug})

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it."""
        return self.standing != Standing.DRAFT

    @property
    def is_published(self) -> bool:
        """Whether it is meant to be followed."""
        return self.standing == Standing.PUBLISHED

    @property
    def is_stale(self) -> bool:
        """Whether nobody has said for twelve months that it still holds."""
        is_old = self.checked_at is not None and self.checked_at <= timezone.now() - STALE_AFTER
        return self.is_published and is_old


class Authorship(models.Model):
    """One author of a practice; its owner is always among them."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="authorships")
    member = models.ForeignKey(MEMBER, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["practice", "member"], name="practices_author_once"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} wrote {self.practice_id}"


class Version(models.Model):
    """The words of a practice at one time. What was published does not change any more."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(_("in one sentence"), max_length=240, blank=True)
    problem = models.TextField(_("problem"), max_length=4_000, blank=True)
    context = models.TextField(_("where it was tried"), max_length=4_000, blank=True)
    approach = models.TextField(_("approach"), max_length=4_000, blank=True)
    steps = models.TextField(_("steps, one a line"), max_length=6_000, blank=True)
    result = models.TextField(_("result"), max_length=4_000, blank=True)
    cost = models.TextField(_("what it takes"), max_length=2_000, blank=True)
    contact = models.CharField(_("who to ask"), max_length=160, blank=True)
    caution = models.TextField(_("what to watch out for"), max_length=2_000, blank=True)
    tags = models.ManyToManyField(Tag, related_name="versions", blank=True)
    change_note = models.CharField(_("what is new in this version"), max_length=300, blank=True)
    edits = models.PositiveIntegerField(_("times saved"), default=0)
    round = models.PositiveSmallIntegerField(_("times submitted"), default=0)
    places = models.PositiveSmallIntegerField(_("places for reviewers"), default=2)
    submitted_at = models.DateTimeField(_("submitted"), null=True)
    decided_by = models.ForeignKey(MEMBER, models.PROTECT, null=True, related_name="+")
    decided_because = models.CharField(_("why the editors decided so"), max_length=300, blank=True)
    published_at = models.DateTimeField(_("published"), null=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["practice", "number"], name="practices_version_number"),
            models.UniqueConstraint(
                fields=["practice"], condition=Q(state__in=OPEN), name="practices_one_open_version"
            ),
            models.UniqueConstraint(
                fields=["practice"], condition=Q(state=State.PUBLISHED), name="practices_one_published_version"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="practices_known_state"),
            models.CheckConstraint(condition=Q(places__in=(2, 3)), name="practices_two_or_three_places"),
            models.CheckConstraint(
                condition=Q(state__in=(State.DRAFT, State.CHANGES), round=0) | Q(round__gt=0),
                name="practices_submitted_first",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, state__in=OPEN) | Q(published_at__isnull=False) & ~Q(state__in=OPEN),
                name="practices_published_has_date",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_because=""), name="practices_decided_with_a_reason"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "submitted_at"], name="practices_waiting")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("practices:version", kwargs={"slug": self.practice.slug, "number": self.number})

    @property
    def is_writable(self) -> bool:
        """Whether its authors may change its words."""
        return self.state in WRITABLE

    @property
    def is_open(self) -> bool:
        """Whether it is not published yet."""
        return self.state in OPEN

    @property
    def step_list(self) -> list[str]:
        """The steps as a list."""
        return [line.strip() for line in self.steps.splitlines() if line.strip()]


class Link(models.Model):
    """Where a practice leads to: data anywhere, or a thing of the hub by its search entry."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="links")
    position = models.PositiveSmallIntegerField()
    address = models.CharField(_("address"), max_length=500)
    title = models.CharField(_("name of the data"), max_length=160, blank=True)
    kind = models.CharField(max_length=20, blank=True)  # of the search entry; empty for data
    key = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("position",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "position"], name="practices_link_position"),
            models.CheckConstraint(
                condition=Q(kind="", key="") & ~Q(title="") | Q(title="") & ~Q(kind="") & ~Q(key=""),
                name="practices_link_to_data_or_entry",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.address


class Seat(models.Model):
    """A place in the review of a version. The row stays when its reviewer leaves; the place is then free."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="seats")
    place = models.PositiveSmallIntegerField(_("place"))
    member = models.ForeignKey(MEMBER, models.PROTECT, related_name="practice_seats")
    department = models.ForeignKey("people.Department", models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(MEMBER, models.PROTECT, null=True, related_name="+")  # none: volunteered
    taken_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "place"], condition=_HELD, name="practices_place_once"),
            models.UniqueConstraint(fields=["version", "member"], condition=_HELD, name="practices_reviewer_once"),
            models.UniqueConstraint(
                fields=["version", "department"], condition=_HELD, name="practices_reviewers_of_departments"
            ),
            models.CheckConstraint(condition=Q(place__in=(1, 2, 3)), name="practices_three_places_at_most"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} reviews {self.version_id}"


class Answer(models.Model):
    """What a reviewer said in one round; append-only."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="answers")
    round = models.PositiveSmallIntegerField()
    verdict = models.CharField(_("answer"), max_length=10, choices=Verdict)
    words = models.TextField(_("words"), max_length=4_000)
    at = models.DateTimeField(default=timezone.now)

    objects = ReviewAnswerQuerySet.as_manager()

    class Meta:
        ordering = ("-round", "seat__place", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seat", "round"], name="practices_answer_once_a_round"),
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="practices_known_verdict"),
            models.CheckConstraint(condition=~Q(words=""), name="practices_answer_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} in round {self.round}"


class Adoption(models.Model):
    """A department uses a practice. The row stays when that is withdrawn."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="adoptions")
    department = models.ForeignKey("people.Department", models.PROTECT, related_name="adoptions")
    by = models.ForeignKey(MEMBER, models.PROTECT, related_name="+", verbose_name=_("who said so"))
    adopted_on = models.DateField(_("since"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(MEMBER, models.PROTECT, null=True, related_name="+")

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["practice", "department"], condition=Q(withdrawn_at=None), name="practices_adopted_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="practices_withdrawn_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department_id} uses {self.practice_id}"
