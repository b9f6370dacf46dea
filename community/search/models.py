"""The search entry. Its full-text index is kept by the database itself (see migration 0002)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from .lookups import Match
from .querysets import SearchEntryQuerySet


class SearchEntry(models.Model):
    """One findable thing: what is shown of it in a list of results, and who may see it."""

    kind = models.CharField(_("kind"), max_length=30)
    key = models.CharField(_("key in its own table"), max_length=64)
    title = models.CharField(_("title"), max_length=255)
    text = models.TextField(_("text"), blank=True)
    url = models.CharField(_("address"), max_length=500)
    scope = models.CharField(_("who may see it"), max_length=80)
    at = models.DateTimeField(_("date"), null=True, blank=True)
    department = models.ForeignKey(
        "people.Department", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("department")
    )

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "key"], name="search_one_entry_per_thing")]
        indexes: ClassVar = [models.Index(fields=["scope", "kind"], name="search_entry_scope_kind")]
        verbose_name_plural = "search entries"

    def __str__(self) -> str:
        return self.title


class IndexedWords(models.Model):
    """SQLite's FTS5 table over the entries (migration 0002), so that the ORM can join it. PostgreSQL has none."""

    entry = models.OneToOneField(
        SearchEntry, models.DO_NOTHING, primary_key=True, db_column="rowid", related_name="index", db_constraint=False
    )
    words = models.TextField(db_column="search_index")

    class Meta:
        managed = False
        db_table = "search_index"


IndexedWords._meta.get_field("words").register_lookup(Match)
