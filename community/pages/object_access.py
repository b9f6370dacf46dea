"""Snippets that belong to somebody: Wagtail's admin asks about the object, on every view that names one.

Wagtail's own views ask for the model, and hiding a row from the list does not protect its address.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import wraps
from typing import Any, ClassVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import URLPattern
from wagtail.permission_policies import BasePermissionPolicy

from community.people.models import Member

MayEdit = Callable[[Member | AnonymousUser, Any], bool]


class ObjectPolicy(BasePermissionPolicy, ABC):
    """Wagtail's questions, answered by an app's own rules instead of model-wide rights."""

    actions: ClassVar = frozenset({"add", "change", "publish", "view"})  # never delete: other rows hang on them

    @abstractmethod
    def editable_by(self, user: Member | AnonymousUser) -> QuerySet[Any]:
        """What `user` may change."""

    @abstractmethod
    def may_add(self, user: Member | AnonymousUser) -> bool:
        """Whether `user` may make a new one."""

    @abstractmethod
    def may_edit(self, user: Member | AnonymousUser, instance: Any) -> bool:
        """Whether `user` may change this one."""

    def user_has_permission(self, user: Member | AnonymousUser, action: str) -> bool:
        """Whether there may be a row on which `user` may do it."""
        if action not in self.actions:
            return False
        return self.may_add(user) or (action != "add" and self.editable_by(user).exists())

    def user_has_permission_for_instance(self, user: Member | AnonymousUser, action: str, instance: Model) -> bool:
        """Whether `user` may do it to this one."""
        return action in self.actions and self.may_edit(user, instance)

    def instances_user_has_any_permission_for(self, user: Member | AnonymousUser, actions: list[str]) -> QuerySet[Any]:
        """The rows a list may show."""
        rows = self.editable_by(user)
        return rows if self.actions.intersection(actions) else rows.none()

    def users_with_any_permission(self, actions: list[str]) -> QuerySet[Member]:
        """Nobody is told by mail because of a right."""
        return Member.objects.none()


def guarded(pattern: URLPattern, model: type[Model], may_edit: MayEdit) -> URLPattern:
    """The same address, open only to who may change the row it names."""
    pattern.callback = _guard(pattern.callback, model, may_edit)
    return pattern


def _guard(
    view: Callable[..., HttpResponseBase], model: type[Model], may_edit: MayEdit
) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def guarded_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "pk" in kwargs:
            try:
                row = model._default_manager.filter(pk=kwargs["pk"]).first()
            except ValueError as error:
                raise Http404 from error
            if row is not None and not may_edit(request.user, row):
                raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded_view
