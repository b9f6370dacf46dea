"""Members, their departments and skills, and the audit log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from .enums import Audience, Part
from .languages import LANGUAGES
from .querysets import DepartmentQuerySet, MemberManager, SkillQuerySet
from .words import skill_key
from .zones import DEFAULT_ZONE, check_zone

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpRequest

    class AnyRequest(HttpRequest):
        """A request of a member or of a visitor."""

        user: Member | AnonymousUser

    class MemberRequest(AnyRequest):
        """A request of somebody who signed in; the type says who may call a view."""

        user: Member


class Department(models.Model):
    """A department, board or office of the state."""

    name = models.CharField(_("name"), max_length=160, unique=True)
    acronym = models.CharField(_("acronym"), max_length=16, unique=True)
    slug = models.SlugField(_("slug"), max_length=40, unique=True)
    agency = models.CharField(_("agency"), max_length=160, blank=True)
    website = models.URLField(_("website"), blank=True)
    purpose = models.TextField(_("what it does"), blank=True, max_length=600)
    ucm_code = models.CharField(_("Uniform Codes Manual code"), max_length=8, blank=True)

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return f"{self.name} ({self.acronym})"

    def get_absolute_url(self) -> str:
        return reverse("people:department", kwargs={"slug": self.slug})


class EmailDomain(models.Model):
    """A mail domain whose people may sign up; it tells their department."""

    department = models.ForeignKey(Department, models.CASCADE, related_name="domains")
    domain = models.CharField(_("domain"), max_length=120, unique=True)

    class Meta:
        ordering = ("domain",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(domain=Lower("domain")), name="people_domain_lower_case"),
            models.CheckConstraint(condition=~models.Q(domain__contains="@"), name="people_domain_without_at"),
        ]

    def __str__(self) -> str:
        return self.domain


class SkillKeyField(models.CharField):
    """The key of the row's name, made whenever the row is saved, by whatever door.

    Null only in rows that the release before 0060 makes while the hub is upgraded.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 120, "unique": True, "null": True, "editable": False, **kwargs})

    def pre_save(self, model_instance: Any, add: bool) -> str:
        """The key, kept on the row too."""
        key = skill_key(model_instance.name)
        setattr(model_instance, self.attname, key)
        return key


class Skill(models.Model):
    """Something members know and may be asked about: one row, however they spell it."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    key = SkillKeyField(_("key"))

    objects = SkillQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints: ClassVar = [models.CheckConstraint(condition=~models.Q(key=""), name="people_skill_has_key")]

    def __str__(self) -> str:
        return self.name


class SkillSynonym(models.Model):
    """Another way to say it: who types this finds the skill."""

    skill = models.ForeignKey(Skill, models.CASCADE, related_name="synonyms", verbose_name=_("skill"))
    name = models.CharField(_("name"), max_length=60)
    key = SkillKeyField(_("key"))

    class Meta:
        ordering = ("name",)
        constraints: ClassVar = [models.CheckConstraint(condition=~models.Q(key=""), name="people_synonym_has_key")]

    def __str__(self) -> str:
        return self.name


def _audience() -> models.CharField[str, str]:
    return models.CharField(
        _("who sees it"), max_length=8, choices=Audience, default=Audience.MEMBERS, db_default=Audience.MEMBERS
    )


class Member(AbstractUser):
    """Somebody with an account: signs in with an e-mail address and is shown by a display name."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    display_name = models.CharField(_("public name"), max_length=80)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="members", verbose_name=_("department")
    )
    job_title = models.CharField(_("job title"), max_length=120, blank=True)
    about = models.TextField(_("about me"), blank=True, max_length=1_000)
    time_zone = models.CharField(_("time zone"), max_length=64, default=DEFAULT_ZONE, validators=[check_zone])
    skills = models.ManyToManyField(Skill, blank=True, related_name="members", verbose_name=_("skills"))
    helps_with = models.TextField(_("what I can help with"), blank=True, max_length=1_000, db_default="")
    job_title_for, about_for, helps_with_for = _audience(), _audience(), _audience()
    skills_for, languages_for = _audience(), _audience()
    is_listed = models.BooleanField(_("List me in the directory"), default=True, db_default=True)
    may_be_named = models.BooleanField(
        _("Name me when somebody looks for who knows what"), default=True, db_default=True
    )
    may_be_asked = models.BooleanField(
        _("Ask me when a question fits what I know"),
        default=True,
        db_default=True,  # so that the release before still makes members while the hub is upgraded
    )

    objects = MemberManager()  # type: ignore[misc]  # AbstractUser annotates a ClassVar

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="people_member_email_lower_case"),
            models.CheckConstraint(condition=~models.Q(display_name=""), name="people_member_has_public_name"),
            models.CheckConstraint(
                condition=~models.Q(display_name__contains="@"), name="people_member_public_name_is_no_address"
            ),
            *(
                models.CheckConstraint(
                    condition=models.Q(**{f"{part.audience_field}__in": Audience.values}),
                    name=f"people_member_{part.value}_audience",
                )
                for part in Part
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    def get_display_name(self) -> str:
        """The public name; machina asks for it too."""
        return self.display_name

    def get_full_name(self) -> str:
        return super().get_full_name() or self.display_name

    def get_absolute_url(self) -> str:
        return reverse("people:member", kwargs={"pk": self.pk})

    @cached_property
    def group_names(self) -> frozenset[str]:
        """The site's groups that the member is in; asked once for each request, as permissions are."""
        return frozenset(self.groups.values_list("name", flat=True))

    @property
    def open_job_title(self) -> str:
        """The job title, where everybody signed in may see it."""
        return self.job_title if self.job_title_for == Audience.MEMBERS else ""

    @property
    def initials(self) -> str:
        """One or two letters for the disc beside the name."""
        words = self.display_name.split()
        return "".join(word[0] for word in (words[0], words[-1])[: len(words)]).upper()

    @property
    def hue(self) -> int:
        """Which of the discs' six colours is this member's."""
        return self.pk % 6

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which the member reads times."""
        return ZoneInfo(self.time_zone)


class Spoken(models.Model):
    """A language that a member speaks."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="spoken")
    language = models.CharField(_("language"), max_length=8, choices=LANGUAGES)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "language"], name="people_language_once_each"),
            models.CheckConstraint(condition=models.Q(language__in=list(LANGUAGES)), name="people_known_language"),
        ]
        indexes: ClassVar = [models.Index(fields=["language"], name="people_spoken_language")]

    def __str__(self) -> str:
        return str(LANGUAGES.get(self.language, self.language))


def display_name_of(member: Member) -> str:
    """What allauth calls a member in pages and mail."""
    return member.display_name


class AuditEntry(models.Model):
    """Who did what to what, and when: append-only, kept when the thing is gone."""

    at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+", verbose_name=_("who"))
    action = models.CharField(_("action"), max_length=60)
    kind = models.CharField(_("kind of thing"), max_length=60)
    key = models.CharField(_("which one"), max_length=64)
    name = models.CharField(_("its name then"), max_length=255, blank=True)
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)

    class Meta:
        ordering = ("-at", "-pk")
        indexes: ClassVar = [models.Index(fields=["kind", "key"], name="people_audit_thing")]
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.action} {self.kind} {self.key}"
