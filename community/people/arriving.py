"""Loading the member of a request, with what nearly every page asks of them, in the one query that is run anyway."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Aggregate, JSONField, OuterRef, Subquery

from .models import Member


class Listed(Aggregate):
    """The different values of a column as a list; None where there is no row (SQLite: an empty list)."""

    name = "Listed"
    function = "JSONB_AGG"
    output_field = JSONField()
    allow_distinct = True

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """SQLite calls it otherwise."""
        return self.as_sql(compiler, connection, function="JSON_GROUP_ARRAY", **extra)


class Facts:
    """What the floors above would know of whoever arrives: expressions about a row of members, by attribute."""

    def __init__(self) -> None:
        self._expressions: dict[str, Subquery] = {}

    def register(self, name: str, expression: Subquery) -> None:
        """Add one; `OuterRef("pk")` in it is the member. Raises ValueError for a name that is taken."""
        if name in self._expressions:
            raise ValueError(f"{name} is registered already.")
        self._expressions[name] = expression

    def load(self, pk: Any) -> Member | None:
        """The member with all of it."""
        return Member.objects.annotate(**self._expressions, _names=_group_names()).filter(pk=pk).first()


facts = Facts()


class ArrivingBackend(AuthenticationBackend):
    """Signs in as allauth does; loads the member of a session with `facts` and the names of their groups."""

    def get_user(self, user_id: Any) -> Member | None:
        """The member, unless that account is closed; asked once for each request."""
        member = facts.load(user_id)
        if member is None or not self.user_can_authenticate(member):
            return None
        member.group_names = frozenset(member.__dict__.pop("_names") or ())
        return member


def _group_names() -> Subquery:
    mine: Any = Member.groups.through.objects.filter(member=OuterRef("pk")).order_by().values("member")
    return Subquery(mine.annotate(names=Listed("group__name")).values("names"))
