"""The words of the field, each with what it means here."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import URLValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .querysets import TermQuerySet

MOST_WORDS = 10


class Term(models.Model):
    """One word of the field. Other words for it, one a line, mean the same and are found in lessons too."""

    name = models.CharField(_("word"), max_length=80, unique=True)
    slug = models.SlugField(_("address"), max_length=90, unique=True, editable=False)
    others = models.TextField(
        _("other words for it"),
        blank=True,
        max_length=500,
        help_text=_("Acronyms, spellings, synonyms: one a line. Capital letters count in acronyms."),
    )
    meaning = models.TextField(
        _("meaning"), max_length=600, help_text=_("One to three plain sentences that a newcomer understands.")
    )
    source_name = models.CharField(_("where this comes from"), max_length=120, blank=True)
    source = models.URLField(
        _("address of that source"), max_length=300, blank=True, validators=[URLValidator(schemes=["https"])]
    )
    related = models.ManyToManyField("self", blank=True, verbose_name=_("see also"))

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        verbose_name = _("word of the glossary")
        verbose_name_plural = _("words of the glossary")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("glossary:term", kwargs={"slug": self.slug})

    @property
    def words(self) -> list[str]:
        """Every word that means this, its name first."""
        others = (" ".join(line.split()) for line in self.others.splitlines())
        return list(dict.fromkeys([self.name, *filter(None, others)]))


class Wording(models.Model):
    """One word that means a term; no word means two."""

    term = models.ForeignKey(Term, models.CASCADE, related_name="wordings")
    text = models.CharField(_("word"), max_length=80)
    key = models.CharField(_("word, as it is compared"), max_length=160, unique=True)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~models.Q(key=""), name="glossary_wording_is_a_word")]

    def __str__(self) -> str:
        return self.text
