"""Who may touch which series in Wagtail's admin: asked for the object, on every view that names one."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet
from django.urls import URLPattern

from community.pages import object_access
from community.people.models import Member

from .models import Series
from .permissions import can_edit, can_publish, can_schedule

_OF_PUBLISHERS = frozenset({"unpublish", "revisions_unschedule"})


class SeriesPolicy(object_access.ObjectPolicy):
    """The site's own rules; whoever may change one series may make another."""

    def editable_by(self, user: Member | AnonymousUser) -> QuerySet[Series]:
        """What one organizes."""
        return Series.objects.editable_by(user)

    def may_add(self, user: Member | AnonymousUser) -> bool:
        """Those who schedule, and those who organize something."""
        return can_schedule(user) or self.editable_by(user).exists()

    def may_edit(self, user: Member | AnonymousUser, instance: Series) -> bool:
        """The same rule as the list."""
        return can_edit(user, instance)

    def user_has_permission_for_instance(self, user: Member | AnonymousUser, action: str, instance: Model) -> bool:
        """Whoever handed a series in does not publish it, here neither."""
        if not super().user_has_permission_for_instance(user, action, instance):
            return False
        return action != "publish" or (isinstance(instance, Series) and can_publish(user, instance))


def guarded(pattern: URLPattern) -> URLPattern:
    """The same address, open only to who may change the series it names; to undo publishing, to who may publish it."""
    return object_access.guarded(pattern, Series, _may_publish if pattern.name in _OF_PUBLISHERS else _may_edit)


def _may_edit(user: Member | AnonymousUser, series: Series) -> bool:
    return can_edit(user, series)


def _may_publish(user: Member | AnonymousUser, series: Series) -> bool:
    return can_publish(user, series)
