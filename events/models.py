"""Event series, their occurrences and registrations, and the stored calendar text.

A series is revisioned by Wagtail; nothing that hangs on it is. Occurrences are plain rows made by a service after a
series was published, because a snippet's inline children live in its revisions: publishing an older draft would delete
rows made since. The calendar text has a row of its own for the same reason (docs/adr/0006).
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin

from community.notifications.registries import place_of
from community.people.zones import DEFAULT_ZONE, ZONE_NAMES, check_zone, zone_in_words

from . import checking, recurrence, rule_words
from .after import models as after  # noqa: F401 - so that Django knows them
from .approving.models import Proposal
from .attending.models import Attendance, CheckInCode
from .changes.models import Continuation, DateChange
from .courses.models import CourseEntry, CourseSeries
from .enums import CURRENT, IN_LINE, Format, Kind, RegistrationState, Status, Visibility
from .event_templates.models import EventTemplate
from .feeds.models import FeedVersion, OwnFeed, SeriesCalendar
from .importing.models import CalendarImport, ImportedEvent, OutsideCalendar
from .meetings import models as meetings  # noqa: F401 - so that Django knows them
from .querysets import LONGEST, OccurrenceQuerySet, RegistrationQuerySet, SeriesQuerySet
from .registering.models import AccommodationRequest, Answer, Question, RegistrationRules, RegistrationStep
from .times import held_in_words

if TYPE_CHECKING:
    from django.http import HttpRequest

__all__ = [
    "AccommodationRequest",
    "Answer",
    "Attendance",
    "CalendarImport",
    "CheckInCode",
    "Continuation",
    "CourseEntry",
    "CourseSeries",
    "DateChange",
    "EventTemplate",
    "FeedVersion",
    "ImportedEvent",
    "Occurrence",
    "OutsideCalendar",
    "OwnFeed",
    "Proposal",
    "Question",
    "Registration",
    "RegistrationRules",
    "RegistrationStep",
    "Series",
    "SeriesCalendar",
]

MOST_MINUTES = LONGEST // timedelta(minutes=1)
MOST_CREDIT = Decimal(40)


class Series(PreviewableMixin, DraftStateMixin, RevisionMixin, ClusterableModel):
    """One event, or one that repeats: what it is, who it is for, and the wall time it is held at."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(_("address"), max_length=80, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.TRAINING)
    summary = models.CharField(_("summary"), max_length=240, help_text=_("One sentence: what people get out of it."))
    body = models.TextField(
        _("details"),
        blank=True,
        max_length=5_000,
        help_text=_("Agenda, what to bring. Leave an empty line between paragraphs."),
    )
    topics = ParentalManyToManyField(  # the editors' tags of the forum, so that one word means the same in both
        "hub_forum.Tag",
        blank=True,
        related_name="series",
        limit_choices_to={"is_kept": True},
        verbose_name=_("topics"),
        help_text=_("What people find it by in the calendar."),
    )
    courses = ParentalManyToManyField(
        CourseEntry,
        blank=True,
        related_name="series",
        limit_choices_to={"is_open": True},
        verbose_name=_("courses"),
        help_text=_("Whoever takes one of these finds the event among its dates."),
    )
    credit_hours = models.DecimalField(
        _("credit hours"),
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.5")), MaxValueValidator(MOST_CREDIT)],
        help_text=_("Hours of training credit for each date. Leave empty when it gives none."),
    )
    accessibility = models.TextField(
        _("accessibility"),
        blank=True,
        default="",
        db_default="",
        max_length=1_000,
        help_text=_("For example captions, sign language, step-free way, quiet room. Needed before you publish."),
    )
    accommodation_contact = models.CharField(
        _("contact for accommodation"),
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text=_("An e-mail address or phone number for what people need to take part. Needed before you publish."),
    )
    group = models.ForeignKey(
        "workgroups.WorkGroup",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="series",
        verbose_name=_("work group"),
    )
    department = models.ForeignKey(
        "people.Department", models.PROTECT, null=True, blank=True, related_name="series", verbose_name=_("department")
    )
    organizers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="organized_series", blank=True, verbose_name=_("organizers")
    )
    visibility = models.CharField(_("who may see it"), max_length=10, choices=Visibility, default=Visibility.EVERYBODY)
    format = models.CharField(_("where people meet"), max_length=10, choices=Format, default=Format.ONLINE)
    venue = models.CharField(_("place"), max_length=200, blank=True, help_text=_("Building, street, city and room."))
    join_link = models.CharField(
        _("link to join"),
        max_length=500,
        blank=True,
        validators=[URLValidator(schemes=["https", "http"])],
        help_text=_("Shown only to people who registered."),
    )
    capacity = models.PositiveIntegerField(
        _("number of places"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100_000)],
        help_text=_("For each date. Leave empty when there is room for everybody."),
    )
    starts_on = models.DateField(_("first date"))
    starts_at = models.TimeField(_("starts at"))
    duration = models.PositiveIntegerField(
        _("minutes"), default=60, validators=[MinValueValidator(1), MaxValueValidator(MOST_MINUTES)]
    )
    zone = models.CharField(
        _("time zone"), max_length=64, default=DEFAULT_ZONE, choices=list(ZONE_NAMES.items()), validators=[check_zone]
    )
    rule = models.CharField(
        _("rule"),
        max_length=recurrence.LONGEST_TEXT,
        blank=True,
        help_text=_("Only for “by a rule”, for example FREQ=MONTHLY;BYDAY=-1FR;COUNT=12."),
    )
    skip_holidays = models.BooleanField(
        _("leave out state holidays"),
        default=False,
        db_default=False,
        help_text=_("Dates on which the state’s offices are closed do not take place. They count as one of the times."),
    )
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    form_token = models.UUIDField(null=True, editable=False)

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="event_series", for_concrete_model=False)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scheduled_by", "form_token"], name="events_series_once_per_form"),
            models.CheckConstraint(
                condition=~models.Q(visibility=Visibility.GROUP) | models.Q(group__isnull=False),
                name="events_private_series_has_group",
            ),
            models.CheckConstraint(
                condition=models.Q(duration__gte=1, duration__lte=MOST_MINUTES), name="events_series_duration"
            ),
            models.CheckConstraint(
                condition=models.Q(capacity=None) | models.Q(capacity__gte=1), name="events_series_has_places"
            ),
            models.CheckConstraint(
                condition=models.Q(credit_hours=None) | models.Q(credit_hours__gt=0, credit_hours__lte=MOST_CREDIT),
                name="events_series_credit",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["live", "visibility"], name="events_series_open")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("events:event", kwargs={"slug": self.slug})

    @property
    def revisions(self) -> Any:
        """Wagtail asks for its revisions here."""
        return self._revisions

    @property
    def place(self) -> str:
        """What one follows: the series."""
        return place_of("series", self.pk)

    @property
    def meets(self) -> str:
        """Where people meet, as something to compare: a change of it is told to who comes."""
        return sha256("\n".join((self.format, self.venue, self.join_link)).encode()).hexdigest()

    @property
    def start(self) -> datetime:
        """The wall time of the first occurrence."""
        return datetime.combine(self.starts_on, self.starts_at)

    @property
    def end(self) -> datetime:
        """The wall time at which the first occurrence ends."""
        return self.start + timedelta(minutes=self.duration)

    def end_of(self, wall: datetime, minutes: int | None = None) -> datetime:
        """The instant at which an occurrence that begins at `wall` ends; `minutes` where it has a length of its own.

        The duration is wall time, as calendar programs read DTEND: 10 p.m. to 8 a.m. stays so when clocks change in
        between. Where that would end before it begins (2:30 a.m. on a night without it), the minutes count.
        """
        length = timedelta(minutes=minutes or self.duration)
        begin = recurrence.to_utc(wall, self.zone)
        end = recurrence.to_utc(wall + length, self.zone)
        return end if end > begin else begin + length

    @property
    def parsed_rule(self) -> recurrence.Rule | None:
        """The rule, or None for a single event. Raises RuleRefused for one that was never validated."""
        return recurrence.parse(self.rule, start=self.start, zone=self.zone) if self.rule else None

    @property
    def rule_in_words(self) -> str:
        """ "Every Tuesday, until June 30, 2027, without state holidays"; empty for a single event."""
        words = rule_words.in_words(self.parsed_rule, start=self.starts_on)
        return gettext("%(rule)s, without state holidays") % {"rule": words} if words and self.skip_holidays else words

    @property
    def zone_in_words(self) -> str:
        """ "Pacific Time"."""
        return zone_in_words(self.zone)

    @property
    def is_private(self) -> bool:
        """Only for the members of its group."""
        return bool(self.visibility == Visibility.GROUP)

    def clean(self) -> None:
        """Check what no single field shows; runs on drafts too, so it allows for what is not filled in yet."""
        super().clean()
        errors = checking.errors_of(self)
        if errors:
            raise ValidationError(errors)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "events/series_detail.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        shown = {
            "series": self,
            "held": held_in_words(self),
            "topics": list(self.topics.all()),
            "courses": list(self.courses.all()),
        }
        return {**shown, "page": None, "organizers": [], "may_edit": False}


class Occurrence(models.Model):
    """One date of a series. Everything that happens to people hangs here; made and changed by services only."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="occurrences")
    recurrence_id = models.CharField(_("wall time in the series"), max_length=15)  # as in iCalendar: 20261103T090000
    start_at = models.DateTimeField(_("starts"))
    end_at = models.DateTimeField(_("ends"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.SCHEDULED)
    reason = models.CharField(_("why it was cancelled"), max_length=300, blank=True)
    capacity = models.PositiveIntegerField(_("places"), null=True)
    registered_count = models.PositiveIntegerField(_("registered"), default=0)
    # Where this date alone is held; without a format of its own, where the series says.
    own_format = models.CharField(
        _("where people meet"), max_length=10, choices=Format, blank=True, default="", db_default=""
    )
    own_venue = models.CharField(_("place"), max_length=200, blank=True, default="", db_default="")
    own_join_link = models.CharField(_("link to join"), max_length=500, blank=True, default="", db_default="")
    # Kept by services.places alone; a trigger refuses more registered and offered than places (migration 0011).
    offered_count = models.PositiveIntegerField(_("offered"), default=0, db_default=0)
    waiting_count = models.PositiveIntegerField(_("waiting"), default=0, db_default=0)
    numbers_given = models.PositiveIntegerField(default=0, db_default=0)  # the order in which people came

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "recurrence_id"], name="events_one_occurrence_per_date"),
            models.CheckConstraint(condition=models.Q(end_at__gt=models.F("start_at")), name="events_ends_after_start"),
            models.CheckConstraint(condition=models.Q(status__in=Status.values), name="events_known_status"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["start_at", "id"], name="events_occurrence_start"),
            models.Index(fields=["end_at"], name="events_occurrence_end"),
            models.Index(
                fields=["start_at"], name="events_occurrence_awaited", condition=models.Q(waiting_count__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series_id} {self.recurrence_id}"

    def get_absolute_url(self) -> str:
        return reverse("events:occurrence", kwargs={"slug": self.series.slug, "pk": self.pk})

    @property
    def is_scheduled(self) -> bool:
        """It takes place."""
        return bool(self.status == Status.SCHEDULED)

    @property
    def is_over(self) -> bool:
        """It has ended."""
        return self.end_at <= timezone.now()

    @property
    def is_extra(self) -> bool:
        """The rule of the series does not make it."""
        return self.recurrence_id.startswith(recurrence.EXTRA)

    @property
    def format(self) -> str:
        """How people meet on this date."""
        return self.own_format or self.series.format

    def get_format_display(self) -> str:
        """How people meet on this date, in words."""
        return str(Format(self.format).label)

    @property
    def venue(self) -> str:
        """The place of this date."""
        return self.own_venue if self.own_format else self.series.venue

    @property
    def join_link(self) -> str:
        """The link of this date; for who registered."""
        return self.own_join_link if self.own_format else self.series.join_link

    @property
    def seen(self) -> str:
        """What a form was opened on: another value says that somebody changed the date meanwhile."""
        said = (self.recurrence_id, self.start_at.isoformat(), self.end_at.isoformat(), self.status, *self.own_place)
        return sha256("\n".join(said).encode()).hexdigest()[:16]

    @property
    def own_place(self) -> tuple[str, str, str]:
        """Format, place and link of this date alone."""
        return self.own_format, self.own_venue, self.own_join_link

    @property
    def places_left(self) -> int | None:
        """How many are neither taken nor offered; None when there is no limit."""
        return None if self.capacity is None else max(0, self.capacity - self.registered_count - self.offered_count)

    @cached_property
    def local_start(self) -> datetime:
        """The naive wall time in the series' zone."""
        return recurrence.to_wall(self.start_at, self.series.zone)

    @cached_property
    def local_end(self) -> datetime:
        """The naive wall time in the series' zone."""
        return recurrence.to_wall(self.end_at, self.series.zone)


class Registration(models.Model):
    """One person's word to come on one date; the row stays when they withdraw.

    `number` is the order in which people asked or began to wait; one who comes back gets the next one.
    """

    occurrence = models.ForeignKey(Occurrence, models.PROTECT, related_name="registrations")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="registrations")
    state = models.CharField(_("state"), max_length=10, choices=RegistrationState, default=RegistrationState.REGISTERED)
    registered_at = models.DateTimeField(_("registered"), default=timezone.now)
    # Under which date it stands in the calendar of who registered, when the series moves later (RFC 5545 3.8.4.4).
    recurrence_id = models.CharField(max_length=15, blank=True, default="", db_default="", editable=False)
    # And in which series, when a later one took the date over (events.changes.models.Continuation).
    uid = models.CharField(max_length=36, blank=True, default="", db_default="", editable=False)
    form_token = models.UUIDField(null=True, editable=False)
    number = models.PositiveIntegerField(_("number"), null=True)
    offered_until = models.DateTimeField(_("offered until"), null=True)
    by = models.ForeignKey(  # who registered somebody else
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(_("why they have no place"), max_length=300, blank=True, default="", db_default="")

    position: int  # from with_position()

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["occurrence", "member"], name="events_one_registration_each"),
            models.UniqueConstraint(fields=["member", "form_token"], name="events_registration_once_per_form"),
            models.CheckConstraint(
                condition=models.Q(state__in=RegistrationState.values), name="events_known_registration_state"
            ),
            models.UniqueConstraint(fields=["occurrence", "number"], name="events_registration_number_once"),
            models.CheckConstraint(
                condition=models.Q(state=RegistrationState.OFFERED, offered_until__isnull=False)
                | (~models.Q(state=RegistrationState.OFFERED) & models.Q(offered_until__isnull=True)),
                name="events_offer_has_an_end",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=IN_LINE) | models.Q(number__isnull=False), name="events_line_has_an_order"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=RegistrationState.DECLINED) | ~models.Q(reason=""),
                name="events_declined_says_why",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["occurrence", "state", "number"], name="events_registration_line"),
            models.Index(
                fields=["offered_until"],
                name="events_registration_offers",
                condition=models.Q(state=RegistrationState.OFFERED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} on {self.occurrence_id}: {self.state}"

    @property
    def is_current(self) -> bool:
        """They want to come: asked, waiting, offered or registered."""
        return self.state in CURRENT

    @property
    def is_waiting(self) -> bool:
        """They are on the waiting list."""
        return bool(self.state == RegistrationState.WAITING)

    @property
    def is_requested(self) -> bool:
        """They asked, and wait for an answer."""
        return bool(self.state == RegistrationState.REQUESTED)

    def is_offered(self, at: datetime | None = None) -> bool:
        """A free place is kept for them; an offer that ran out is none, whether or not somebody noticed."""
        return self.offered_until is not None and self.offered_until > (at or timezone.now())

    @property
    def is_registered(self) -> bool:
        """They come."""
        return bool(self.state == RegistrationState.REGISTERED)
