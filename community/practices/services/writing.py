"""From a first draft to a published version."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from community.library.services.citing import cite
from community.notifications.services.telling import notify, take_back
from community.people.models import Member
from community.people.permissions import is_editor
from community.people.services import record
from community.people.words import word_key
from community.practices.enums import Standing, State
from community.practices.models import Authorship, Link, Practice, Seat, Tag, Version
from community.practices.notification_kinds import ASKED, PUBLISHED, SUBMITTED
from community.practices.permissions import can_write, why_not_publish, why_not_review
from community.practices.refusals import EditedMeanwhile, NotIndependent, PracticeRefused
from community.practices.words import TEXTS, Written, missing
from community.safety.races import again_after_race
from community.search.services import index

from .editors import editors

RESERVED_SLUGS = frozenset({"new", "mine", "reviews"})
_SLUG_LENGTH = 60
_COPIED = (*TEXTS,)


@again_after_race
@transaction.atomic
def start(*, written: Written, by: Member, form_token: UUID | None = None, at: datetime | None = None) -> Version:
    """Begin a practice of the department of `by`, as a draft; audited.

    The same form sent twice gives the draft that it made the first time. Raises PracticeRefused without a department.
    """
    department = by.department
    if department is None:
        raise PracticeRefused(
            _("Your profile names no department yet. A practice belongs to one: sign up with your work address.")
        )
    made = Practice.objects.filter(owner=by, form_token=form_token).first() if form_token else None
    if made is not None:
        return made.versions.get(number=1)
    slug = _free_slug(written.texts["title"])
    practice = Practice.objects.create(owner=by, department=department, slug=slug, form_token=form_token)
    version = Version(practice=practice, number=1)
    _write(version, written)
    record(by=by, action="start", about=practice, after={"title": version.title})
    return version


@transaction.atomic
def save(*, version: Version, written: Written, by: Member, edits: int) -> Version:
    """Save what an author wrote; audited. What was approved, or split its reviewers, is a draft again.

    `edits` is how often the version had been saved when the form was opened. Raises EditedMeanwhile when it was saved
    since, PracticeRefused when its words may not change now, NotIndependent for an author of a reviewer's department.
    """
    stored = lock_version(version)
    refuse_strangers(stored, by)
    if stored.edits != edits:
        raise EditedMeanwhile(
            _("Somebody else changed this practice while you were writing. Compare, then save again to keep yours.")
        )
    if stored.state == State.REVIEW:
        raise PracticeRefused(_("It is in review. Take it back first, then change it."))
    if not stored.is_writable:
        raise PracticeRefused(_("This version is published. Start a new version to change it."))
    before = {"state": stored.state, "title": stored.title}
    if stored.state != State.CHANGES:
        stored.state = State.DRAFT
    _write(stored, written)
    record(by=by, action="write", about=stored.practice, before=before, after={"title": stored.title})
    return stored


def _write(version: Version, written: Written) -> None:
    """Texts, tags, links and authors, in the caller's transaction."""
    for name in TEXTS:
        setattr(version, name, written.texts.get(name, ""))
    version.edits += 1
    version.save()
    version.tags.set(_tags(written.tags))
    version.links.all().delete()
    Link.objects.bulk_create(
        Link(
            version=version,
            position=position,
            address=target.address,
            title=target.title,
            kind=target.kind,
            key=target.key,
        )
        for position, target in enumerate(written.links)
    )
    _set_authors(version, written.coauthors)


def _tags(names: Iterable[str]) -> list[Tag]:
    """The tag of each name, new where nobody used it, however it is spelled."""
    by_slug = {word_key(name): name for name in reversed(list(names)) if word_key(name)}
    known = {tag.slug: tag for tag in Tag.objects.filter(slug__in=by_slug)}
    new = [slug for slug in by_slug if slug not in known]
    return [*known.values(), *(Tag.objects.create(slug=slug, name=by_slug[slug]) for slug in new)]


def _set_authors(version: Version, coauthors: Iterable[Member]) -> None:
    practice = version.practice
    wanted = {practice.owner_id: practice.owner} | {member.pk: member for member in coauthors}
    stored = set(practice.authorships.values_list("member", flat=True))
    new = [member for pk, member in wanted.items() if pk not in stored]
    seats = version.seats.held().select_related("member", "department")
    for seat in seats if version.is_open else ():
        for member in new:
            if member.pk == seat.member_id or member.department_id == seat.department_id:
                raise NotIndependent(
                    _("%(name)s can't be an author: %(reviewer)s, of %(department)s, reviews this practice.")
                    % {"name": member, "reviewer": seat.member, "department": seat.department.acronym}
                )
    practice.authorships.exclude(member__in=wanted).delete()
    Authorship.objects.bulk_create(Authorship(practice=practice, member=member) for member in new)


@transaction.atomic
def submit(*, version: Version, by: Member, change_note: str = "", at: datetime | None = None) -> Version:
    """Ask for reviews; audited. Editors are told, and the reviewers of an earlier round are asked again.

    Raises PracticeRefused when something is missing or the version is not with its authors.
    """
    stored = lock_version(version)
    refuse_strangers(stored, by)
    _refuse_submission(stored, change_note)
    before, now = stored.state, at or timezone.now()
    stored.state, stored.round, stored.places, stored.submitted_at = State.REVIEW, stored.round + 1, 2, now
    stored.decided_by, stored.decided_because = None, ""
    stored.change_note = change_note
    stored.save()
    _ask_again(stored, by, now)
    key = str(stored.round)
    notify(kind=SUBMITTED, to=editors(but=stored.practice), about=stored.pk, key=key, by=by, at=now)
    record(by=by, action="submit", about=stored.practice, before={"state": before}, after={"round": stored.round})
    return stored


def _refuse_submission(version: Version, change_note: str) -> None:
    if version.state not in {State.DRAFT, State.CHANGES}:
        raise PracticeRefused(_("It is not a draft any more. Look at where it stands."))
    if parts := missing(version):
        raise PracticeRefused(_("Before it can be reviewed, write: %(parts)s.") % {"parts": ", ".join(parts)})
    if version.number > 1 and not change_note.strip():
        raise PracticeRefused(_("Write what is new in this version. Everybody will read it."))


def _ask_again(version: Version, by: Member, at: datetime) -> None:
    """The reviewers of the round before, but for a third one and those who are not independent any more."""
    for seat in list(version.seats.held().select_related("member")):
        if seat.place > version.places or why_not_review(seat.member, version):
            Seat.objects.filter(pk=seat.pk).update(left_at=at)
    kept = version.seats.held().values_list("member", flat=True)
    notify(kind=ASKED, to=list(kept), about=version.pk, key=str(version.round), by=by, at=at)


@transaction.atomic
def take_back_version(*, version: Version, by: Member) -> Version:
    """Make a draft again of what waits for reviewers, disagrees or may be published; audited."""
    stored = lock_version(version)
    refuse_strangers(stored, by)
    if stored.state not in {State.REVIEW, State.SPLIT, State.APPROVED}:
        raise PracticeRefused(_("It is with its authors already, or published."))
    before, stored.state = stored.state, State.DRAFT
    stored.save(update_fields=["state"])
    for kind in (SUBMITTED, ASKED):
        take_back(kind=kind, about=stored.pk)
    record(by=by, action="take back", about=stored.practice, before={"state": before}, after={"state": stored.state})
    return stored


@transaction.atomic
def revise(*, practice: Practice, by: Member) -> Version:
    """Begin a new version with the words of the published one; the one that is begun already, if there is one. Audited.

    Raises PracticeRefused for what is not published.
    """
    stored = lock_practice(practice)
    if not can_write(by, stored):
        raise PracticeRefused(_("Only its authors may change a practice."))
    begun = stored.versions.open().first()
    if begun is not None:
        return begun
    current = stored.current
    if current is None or not stored.is_published:
        raise PracticeRefused(why_not_publish(stored) or _("There is nothing to revise yet."))
    version = Version(practice=stored, number=stored.versions.order_by("-number")[0].number + 1)
    for name in TEXTS:
        setattr(version, name, getattr(current, name))
    version.save()
    version.tags.set(current.tags.all())
    links = list(current.links.all())
    for link in links:
        link.pk, link.version = None, version
    Link.objects.bulk_create(links)
    record(by=by, action="revise", about=stored, after={"number": version.number})
    return version


@transaction.atomic
def publish(*, version: Version, by: Member, at: datetime | None = None) -> Version:
    """Let everybody read what was approved; audited. Authors, reviewers and who uses the practice are told.

    Raises PracticeRefused for what is not approved, or whose practice is retired.
    """
    practice = lock_practice(version.practice)
    stored = lock_version(version)
    if not is_editor(by):
        refuse_strangers(stored, by)
    if stored.state != State.APPROVED:
        raise PracticeRefused(_("Only what two reviewers or the editors approved can be published."))
    if refusal := why_not_publish(practice):
        raise PracticeRefused(refusal)
    now, stored.practice = at or timezone.now(), practice
    if practice.current_id:
        Version.objects.filter(pk=practice.current_id).update(state=State.REPLACED)
    stored.state, stored.published_at = State.PUBLISHED, now
    stored.save(update_fields=["state", "published_at"])
    practice.current, practice.standing = stored, Standing.PUBLISHED
    practice.published_at = practice.published_at or now
    practice.checked_at, practice.asked_at = now, None
    practice.save(update_fields=["current", "standing", "published_at", "checked_at", "asked_at"])
    index(kind="practice", row=practice)
    cite(kind="practice", key=practice.pk, addresses=stored.links.exclude(kind="").values_list("address", flat=True))
    record(by=by, action="publish", about=practice, after={"number": stored.number})
    notify(kind=PUBLISHED, to=_concerned(stored), about=stored.pk, by=by, at=now)
    return stored


def _concerned(version: Version) -> set[int]:
    practice = version.practice
    return {
        *practice.authorships.values_list("member", flat=True),
        *version.seats.held().values_list("member", flat=True),
        *practice.adoptions.active().values_list("by", flat=True),
    }


def lock_practice(practice: Practice) -> Practice:
    """The row as it is now; others who change it wait. Practices are locked before their versions."""
    return Practice.objects.select_for_update().get(pk=practice.pk)


def lock_version(version: Version) -> Version:
    """The row as it is now, with its practice; others who change it or take a place in its review wait."""
    Version.objects.select_for_update().get(pk=version.pk)
    return Version.objects.select_related("practice__owner").get(pk=version.pk)


def refuse_strangers(version: Version, by: Member) -> None:
    """Raises PracticeRefused unless `by` is an author."""
    if not can_write(by, version.practice):
        raise PracticeRefused(_("Only its authors may do that."))


def _free_slug(title: str) -> str:
    wanted = slugify(title)[:_SLUG_LENGTH].strip("-") or "practice"
    taken = {*Practice.objects.filter(slug__startswith=wanted).values_list("slug", flat=True), *RESERVED_SLUGS}
    number, slug = 1, wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
