"""Work groups: their charter, who belongs to them, their documents and what they promised."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .enums import WITH_REASON, Health, Role, State
from .quarters.quarter import Quarter
from .querysets import (
    DeliverableQuerySet,
    DocumentQuerySet,
    DocumentVersionQuerySet,
    MembershipQuerySet,
    QuarterReportQuerySet,
    WorkGroupQuerySet,
)

CHARTER = ("purpose", "scope", "sponsor", "objectives", "cadence", "review_on")  # what leads change, with a history
MOST_WORDS = 2_000  # that leads say in a quarterly report


class WorkGroup(models.Model):
    """People of several departments who work on one thing, with a charter."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    purpose = models.TextField(_("purpose"), max_length=1_000)
    scope = models.TextField(_("scope"), blank=True, max_length=2_000)
    sponsor = models.CharField(_("sponsor"), max_length=160, blank=True)
    objectives = models.TextField(_("objectives, one a line"), blank=True, max_length=2_000)
    cadence = models.CharField(_("how often it meets"), max_length=120, blank=True)
    review_on = models.DateField(_("charter is reviewed on"), null=True, blank=True)
    # Chosen when the group is founded, and never changed: what was public can't be taken back (docs/adr/0042).
    is_private = models.BooleanField(_("private"), default=False, db_default=False)
    charter_version = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    founded_at = models.DateTimeField(_("founded"), default=timezone.now, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    reopened_at = models.DateTimeField(_("opened again"), null=True, blank=True, editable=False)
    achieved = models.TextField(_("what came of it"), blank=True, default="", db_default="", max_length=4_000)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("its work goes on in")
    )
    # Counted by services.health from raw rows, daily and when something happens here; never on a page.
    life_at = models.DateTimeField(_("last sign of life"), null=True, editable=False)
    health = models.CharField(
        _("health"),
        max_length=10,
        choices=Health,
        default=Health.GREEN,
        db_default=Health.GREEN.value,
        editable=False,
    )
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, through="Membership", related_name="work_groups")

    objects = WorkGroupQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        verbose_name = _("work group")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(health__in=Health.values), name="workgroups_known_health"),
            models.CheckConstraint(
                condition=Q(closed_at=None) | ~Q(achieved=""), name="workgroups_closed_says_what_came_of_it"
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(closed_at__isnull=False), name="workgroups_merged_is_closed"
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=models.F("pk")), name="workgroups_not_into_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("workgroups:group", kwargs={"slug": self.slug})

    @property
    def objective_list(self) -> list[str]:
        """The objectives as a list."""
        return [line.strip() for line in self.objectives.splitlines() if line.strip()]

    @property
    def is_closed(self) -> bool:
        """Its pages stay to read, and nothing is added."""
        return self.closed_at is not None

    def charter(self) -> dict[str, Any]:
        """The charter as it is kept in the history: JSON values."""
        values = {name: getattr(self, name) for name in CHARTER}
        return {**values, "review_on": self.review_on.isoformat() if self.review_on else ""}


class CharterVersion(models.Model):
    """The charter as it was from one change to the next. Rows are added, never changed."""

    group = models.ForeignKey(WorkGroup, models.CASCADE, related_name="charter_versions")
    number = models.PositiveIntegerField(_("number"))
    charter = models.JSONField(_("charter"))
    note = models.CharField(_("why"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "number"], name="workgroups_charter_version_once"),
        ]

    def __str__(self) -> str:
        return f"charter {self.number} of {self.group_id}"


class Membership(models.Model):
    """One person's belonging to one group; the row stays when they leave."""

    group = models.ForeignKey(WorkGroup, models.CASCADE, related_name="memberships")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.MEMBER)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.REQUESTED)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "member"], name="workgroups_one_membership_each"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="workgroups_known_state"),
            models.CheckConstraint(
                condition=Q(role=Role.MEMBER) | Q(role=Role.LEAD, state=State.ACTIVE), name="workgroups_lead_is_active"
            ),
            models.CheckConstraint(
                condition=(Q(state__in=WITH_REASON) & ~Q(reason="")) | (~Q(state__in=WITH_REASON) & Q(reason="")),
                name="workgroups_reason_iff_sent_away",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["member", "state"], name="workgroups_member_state")]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.group_id}: {self.state}"

    @property
    def is_leading(self) -> bool:
        """Whether its member leads the group now."""
        return self.state == State.ACTIVE and self.role == Role.LEAD

    @property
    def is_waiting(self) -> bool:
        """Whether its member asked and has no answer."""
        return self.state == State.REQUESTED


class Passage(models.Model):
    """Somebody came into a group, or went out of it. Rows are added, never changed: what quarterly reports count."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="passages")
    is_in = models.BooleanField(_("came in"))
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["at"], name="workgroups_passages_by_day")]

    def __str__(self) -> str:
        return f"{self.membership_id} {'in' if self.is_in else 'out'}"


class Document(models.Model):
    """A document of a group, for its members; each version is kept."""

    group = models.ForeignKey(WorkGroup, models.PROTECT, related_name="documents")
    title = models.CharField(_("title"), max_length=160)
    made_at = models.DateTimeField(_("added"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("taken out"), null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(title=""), name="workgroups_document_has_title")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("workgroups:document", kwargs={"slug": self.group.slug, "pk": self.pk})


def stored_path(row: DocumentVersion, name: str) -> str:
    """A folder of its own; the name is one that the door made and nobody can guess."""
    return f"groups/{name}"


class DocumentVersion(models.Model):
    """One kept version of a document: the file, under the name its sender gave it. A row never changes."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    file = models.FileField(_("file"), upload_to=stored_path, max_length=120)
    name = models.CharField(_("name"), max_length=255)
    size = models.PositiveBigIntegerField(_("bytes"))
    content_type = models.CharField(_("type"), max_length=120)
    note = models.CharField(_("what is new"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(_("added"), default=timezone.now)

    objects = DocumentVersionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="workgroups_document_version_once"),
            models.CheckConstraint(condition=~Q(name="") & Q(size__gte=1), name="workgroups_document_file_is_there"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def sort(self) -> str:
        """What people call such a file: CSV, PDF."""
        return PurePath(self.name).suffix.lstrip(".").upper()


class Deliverable(models.Model):
    """Something a group promised: what, by when, and where it is once it is done."""

    group = models.ForeignKey(WorkGroup, models.PROTECT, related_name="deliverables")
    title = models.CharField(_("title"), max_length=160)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    link = models.URLField(_("link to it"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DeliverableQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(title=""), name="workgroups_deliverable_has_title")
        ]

    def __str__(self) -> str:
        return self.title


class QuarterReport(models.Model):
    """What a quarter that is over brought to a group: one for each, with a few sentences of its leads."""

    group = models.ForeignKey(WorkGroup, models.CASCADE, related_name="quarter_reports")
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveSmallIntegerField(_("quarter"))
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    counted_at = models.DateTimeField(_("counted"), default=timezone.now)
    former = models.JSONField(_("what the last count changed"), default=dict)  # the values before it, by name
    words = models.TextField(_("what the leads say"), blank=True, default="", max_length=MOST_WORDS)
    version = models.PositiveIntegerField(default=0, editable=False)  # of the words

    objects = QuarterReportQuerySet.as_manager()

    class Meta:
        ordering = ("-year", "-number", "pk")
        verbose_name = _("quarterly report")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "year", "number"], name="workgroups_one_report_a_quarter"),
            models.CheckConstraint(condition=Q(number__in=(1, 2, 3, 4)), name="workgroups_four_quarters"),
            models.CheckConstraint(
                condition=Q(counted_at__gte=models.F("made_at")), name="workgroups_counted_when_made"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["year", "number"], name="workgroups_reports_of_quarter")]

    def __str__(self) -> str:
        return f"{self.group_id} in {self.quarter}"

    def get_absolute_url(self) -> str:
        return reverse("workgroups:quarter", kwargs={"slug": self.group.slug, "quarter": self.quarter})

    @property
    def quarter(self) -> Quarter:
        """Which one."""
        return Quarter(self.year, self.number)

    @property
    def values(self) -> dict[str, int]:
        """The figures by name, as they are stored; `with_figures` brings them along."""
        return {figure.name: figure.value for figure in self.figures.all()}

    @property
    def is_recounted(self) -> bool:
        """Whether somebody counted it again."""
        return self.counted_at != self.made_at


class QuarterFigure(models.Model):
    """One value of a report. A value that there isn't (the median of no answers) has no row."""

    report = models.ForeignKey(QuarterReport, models.CASCADE, related_name="figures")
    name = models.CharField(_("name"), max_length=40)
    value = models.PositiveBigIntegerField(_("value"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "name"], name="workgroups_figure_once"),
            models.CheckConstraint(condition=~Q(name=""), name="workgroups_figure_has_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"
