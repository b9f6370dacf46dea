"""Role paths as findable things."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from community.search.sources import EVERYBODY, Findable, Source

from .models import PathStep, RolePath


def describe_path(path: RolePath) -> Findable | None:
    """Found by everybody while it is published."""
    if not path.live:
        return None
    steps = PathStep.objects.filter(path=path.pk).in_order().select_related("course").filter(course__live=True)
    words = [path.get_role_display(), path.summary, *path.asked_list]
    for step in steps.defer("course__body"):
        words += [step.course.title, step.reason]
    return Findable(
        title=path.title,
        text=" · ".join(word for word in words if word),
        url=path.get_absolute_url(),
        scope=EVERYBODY,
        at=path.last_published_at,
    )


PATHS = Source("path", _("Role paths"), RolePath.objects.all, describe_path)
