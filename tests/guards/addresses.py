"""Every address of the hub, read from the URL resolver."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from django.utils import regex_helper

ADMINS = ("cms/", "django-admin/")
_TRIES = ("1", "x", str(uuid.UUID(int=1)), "people")


@dataclass(frozen=True)
class Address:
    """One URL pattern: its full name, its route and a path made of dummies that leads to it."""

    name: str
    route: str
    pattern: URLPattern

    @property
    def is_admin(self) -> bool:
        """Whether it belongs to Wagtail's or Django's admin."""
        return self.route.startswith(ADMINS)


def addresses(resolver: URLResolver | None = None) -> list[Address]:
    """Every pattern, in order."""
    return list(_walk(resolver or get_resolver(), (), ""))


def _walk(resolver: Any, namespaces: tuple[str, ...], prefix: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern, inner, route)
        else:
            yield Address(":".join([*namespaces, pattern.name or f"<{route}>"]), route, pattern)


def dummy_path(resolvers: list[URLResolver], pattern: URLPattern) -> str | None:
    """A path that `resolve` leads to `pattern`; None when no dummy fits."""
    parts = [resolver.pattern for resolver in resolvers] + [pattern.pattern]
    expression = "".join(
        part.regex.pattern.removeprefix("^").replace("\\Z", "") for part in parts if part.regex.pattern
    )
    for template, names in regex_helper.normalize("^" + expression):
        for dummy in _TRIES:
            path = "/" + template % dict.fromkeys(names, dummy)
            try:
                if resolve(path).func is pattern.callback:
                    return path
            except Resolver404:
                continue
    return None


def admin_paths() -> list[tuple[str, str | None]]:
    """Name and dummy path of each address of the two admins."""
    found: list[tuple[str, str | None]] = []

    def walk(resolver: Any, above: list[URLResolver], route: str) -> None:
        for pattern in resolver.url_patterns:
            whole = route + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                walk(pattern, [*above, pattern], whole)
            elif whole.startswith(ADMINS):
                found.append((whole, dummy_path(above, pattern)))

    walk(get_resolver(), [], "")
    return found
