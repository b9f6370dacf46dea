"""Who may touch which series in Wagtail's admin: asked for the object, on every view that names one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import URLPattern
from wagtail.permission_policies import BasePermissionPolicy

from community.people.models import Member

from .models import Series
from .permissions import can_edit, can_schedule

_ACTIONS = frozenset({"add", "change", "publish", "view"})  # never delete: people and calendars hang on a series


class SeriesPolicy(BasePermissionPolicy):
    """Wagtail's questions, answered by the site's own rules instead of model-wide rights."""

    def user_has_permission(self, user: Member | AnonymousUser, action: str) -> bool:
        """Whether there may be a series on which `user` may do it."""
        return action in _ACTIONS and (can_schedule(user) or Series.objects.editable_by(user).exists())

    def user_has_permission_for_instance(self, user: Member | AnonymousUser, action: str, instance: Series) -> bool:
        """Whether `user` may do it to this one."""
        return action in _ACTIONS and can_edit(user, instance)

    def instances_user_has_any_permission_for(
        self, user: Member | AnonymousUser, actions: list[str]
    ) -> QuerySet[Series]:
        """The series a list may show."""
        return Series.objects.editable_by(user) if _ACTIONS.intersection(actions) else Series.objects.none()

    def users_with_any_permission(self, actions: list[str]) -> QuerySet[Member]:
        """Nobody is told by mail because of a right."""
        return Member.objects.none()


def guarded(pattern: URLPattern) -> URLPattern:
    """The same address, open only to who may change the series it names.

    Wagtail's views ask for the model, and hiding a row from the list does not protect its address.
    """
    pattern.callback = _guard(pattern.callback)
    return pattern


def _guard(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def guarded_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "pk" in kwargs:
            try:
                series = Series.objects.filter(pk=kwargs["pk"]).first()
            except ValueError as error:
                raise Http404 from error
            user = request.user
            if series is not None and not can_edit(user, series):
                raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded_view
