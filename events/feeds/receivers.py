"""What public feeds say besides the stored texts changed: their version rises.

A stored text raises it itself when it changes (services.calendars); topics, credit and the names of groups, departments
and topics stand in no such text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import published

from community.people.models import Department
from community.workgroups.models import WorkGroup
from events.enums import Visibility
from events.models import Series
from events.services.calendars import raise_version
from forum.models import Tag

if TYPE_CHECKING:
    from django.db.models import Model


@receiver(published, sender=Series, dispatch_uid="events.feeds_published")
def say_again(sender: type[Series], instance: Series, **kwargs: Any) -> None:
    """A public series says something else, perhaps only in a filter."""
    if instance.live and instance.visibility == Visibility.EVERYBODY:
        raise_version(at=timezone.now())


def name_again(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Something that public events are found by was named or went."""
    named = Series.objects.filter(live=True, visibility=Visibility.EVERYBODY)
    field = {WorkGroup: "group", Department: "department", Tag: "topics"}[sender]
    if not kwargs.get("created") and (kwargs["signal"] is post_delete or named.filter(**{field: instance.pk}).exists()):
        raise_version(at=timezone.now())


for _model in (WorkGroup, Department, Tag):
    post_save.connect(name_again, sender=_model, dispatch_uid=f"events.feeds_named_{_model.__name__}")
post_delete.connect(name_again, sender=Tag, dispatch_uid="events.feeds_tag_deleted")
