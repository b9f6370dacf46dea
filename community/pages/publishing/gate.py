"""The gate in front of Wagtail: nothing of ours becomes public without the checks, whichever way it comes.

Wagtail has no one hook for that: the edit form, bulk publishing, the workflow, the scheduled command, its API and our
own code each call one of three actions, so the gate stands there. tests/community/test_publishing_ways.py reads Wagtail
itself for a new way round it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.db.models import Model
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.models import Page

from .registry import require_publishable


def install() -> None:
    """Put the gate up. Idempotent."""
    _guard(PublishRevisionAction, lambda action: [action.object])
    _guard(CopyPageAction, lambda action: _live(action.page, recursive=action.recursive) if action.keep_live else [])
    _guard(CreatePageAliasAction, lambda action: _live(action.page, recursive=action.recursive))


def _guard(action_class: type[Any], published_by: Callable[[Any], Iterable[Model]]) -> None:
    """Ask the checks about everything an action is going to make public, before it begins."""
    execute = action_class.execute
    if getattr(execute, "is_guarded", False):
        return

    @wraps(execute)
    def guarded(self: Any, *args: Any, **kwargs: Any) -> Any:
        for instance in published_by(self):
            require_publishable(instance)
        return execute(self, *args, **kwargs)

    guarded.is_guarded = True  # type: ignore[attr-defined]
    action_class.execute = guarded


def _live(page: Page, *, recursive: bool) -> Iterable[Page]:
    """The published pages that a copy repeats."""
    pages = page.get_descendants(inclusive=True) if recursive else Page.objects.filter(pk=page.pk)
    return pages.live().specific()
