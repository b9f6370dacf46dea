"""What people are told about the library: that a resource they follow has a new version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.notifications.enums import Level
from community.notifications.registries import Kind, Place, Subject, Told

from .models import PLACE, Resource, ResourceVersion

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from community.notifications.models import Notification
    from community.people.models import Member

NEW_VERSION = "resource_version"


def _readable(_reader: Member) -> QuerySet[ResourceVersion]:
    """What everybody reads: what was withdrawn is told to nobody any more, editors included."""
    return ResourceVersion.objects.readable()


def _describe(reader: Member, notifications: list[Notification]) -> dict[int, Told]:
    ids = [row.subject_id for row in notifications]
    found = _readable(reader).select_related("resource").in_bulk(ids)
    return {row.pk: _new(found[row.subject_id]) for row in notifications if row.subject_id in found}


def _new(version: ResourceVersion) -> Told:
    title = version.resource.title
    sentence = _("Version %(number)d of “%(title)s”") % {"number": version.number, "title": title}
    return Told(sentence, title, version.get_absolute_url(), text=version.change_note or version.resource.summary)


def _many(count: int, heading: str) -> str:
    words = ngettext("%(count)d new version of “%(heading)s”", "%(count)d new versions of “%(heading)s”", count)
    return words % {"count": count, "heading": heading}


SUBJECT = Subject("resource_version", visible=_readable, describe=_describe)
KIND = Kind(
    NEW_VERSION,
    "resource_version",
    gettext_lazy("New versions of library resources that I follow"),
    Level.DAILY,
    many=_many,
    action=gettext_lazy("Read the new version"),
)
LIBRARY_PLACE = Place(
    PLACE,
    gettext_lazy("Library resource"),
    visible=Resource.objects.visible_to,
    hint=gettext_lazy("You are told of each new version."),
)
