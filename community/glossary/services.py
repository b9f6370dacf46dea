"""What changes the glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from community.people.errors import HubError
from community.people.services import record
from community.search.services import forget, index

from .finding import Finder, key_of
from .models import MOST_WORDS, Term, Wording
from .signals import glossary_changed

if TYPE_CHECKING:
    from community.people.models import Member

_LONGEST_WORD, _LONGEST_SLUG = 80, 84


class WordRefused(HubError):
    """A word that can't stand in the glossary, or means something else already."""


def check_words(*, term: Term) -> None:
    """Raises WordRefused with the word and the reason."""
    keys = {key_of(word): word for word in term.words}
    if len(keys) > MOST_WORDS:
        raise WordRefused(_("A word can have %(most)d other words at most.") % {"most": MOST_WORDS - 1})
    for key, word in keys.items():
        if not key or len(word) > _LONGEST_WORD:
            raise WordRefused(
                _("“%(word)s” is not a word: write letters or numbers, 80 characters at most.") % {"word": word[:80]}
            )
    taken = Wording.objects.filter(key__in=keys).exclude(term=term.pk).select_related("term").first()
    if taken is not None:
        raise WordRefused(
            _("“%(word)s” is explained already, under “%(term)s”.") % {"word": keys[taken.key], "term": taken.term}
        )


@transaction.atomic
def keep_term(*, term: Term, by: Member | None) -> Term:
    """Save a new or changed word with all its wordings; audited, findable; lessons are looked through again.

    Raises WordRefused.
    """
    check_words(term=term)
    if not term.slug:
        term.slug = _free_slug(term.name)
    term.save()
    term.wordings.all().delete()
    keys = {key_of(word): word for word in reversed(term.words)}
    Wording.objects.bulk_create([Wording(term=term, text=word, key=key) for key, word in keys.items()])
    index(kind="term", row=term)
    record(by=by, action="keep", about=term, after={"words": term.words, "meaning": term.meaning})
    _tell()
    return term


@transaction.atomic
def drop_term(*, term: Term, by: Member | None) -> None:
    """Take a word out of the glossary; audited."""
    record(by=by, action="drop", about=term, before={"words": term.words, "meaning": term.meaning})
    forget(kind="term", key=term.pk)
    term.delete()
    _tell()


def finder() -> Finder:
    """Finds every word of the glossary, in one query; for tasks and publications, not for pages."""
    return Finder(Wording.objects.values_list("text", "term_id"))


def _tell() -> None:
    transaction.on_commit(lambda: glossary_changed.send(sender=Term))


def _free_slug(name: str) -> str:
    begin = slugify(name)[:_LONGEST_SLUG] or "word"
    taken = set(Term.objects.filter(slug__startswith=begin).values_list("slug", flat=True))
    return next(
        slug for slug in (begin, *(f"{begin}-{number}" for number in range(2, len(taken) + 3))) if slug not in taken
    )
