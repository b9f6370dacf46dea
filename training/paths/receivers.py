"""Search follows role paths as they are published and withdrawn."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.signals import published, unpublished

from community.search.services import forget, index

from .models import RolePath


@receiver(published, sender=RolePath, dispatch_uid="training.path_published")
@receiver(unpublished, sender=RolePath, dispatch_uid="training.path_unpublished")
def follow_path(sender: object, instance: RolePath, **kwargs: Any) -> None:
    """Write its search entry again."""
    index(kind="path", row=instance)


@receiver(post_delete, sender=RolePath, dispatch_uid="training.path_deleted")
def forget_path(sender: object, instance: RolePath, **kwargs: Any) -> None:
    """Drop the entry."""
    forget(kind="path", key=instance.pk)
