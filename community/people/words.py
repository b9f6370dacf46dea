"""Words of a text and of what people know, made alike so that they meet: “Maps” in a profile, “map” in a question."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.text import slugify

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LONGEST = 4  # words that make one name: "small area income estimates"
# Words that begin and end no name.
_SMALL = frozenset(
    "a about all also an and any anybody anyone are as at be been but by can could did do does each for from get "
    "had has have how i if in into is it its like many may me more most much my no not of on one or our out over "
    "own per should so some than that the their them then there these they this those to too two up us was we were "
    "what when where which while who whom whose why will with without would yes yet you your".split()
)
# Words that nearly every question here holds, without the plural's “s”: among themselves they tell nothing.
_EVERYWHERE = frozenset(
    "answer best better book california column data dataset day department easy example file find first form good "
    "group hard help idea know last list long make need new number office open other page people person portal "
    "problem public question row share start state step table team thing time tip tool try use user using version "
    "way week work worked working year".split()
)


def word_key(text: str) -> str:
    """What two ways to write one name have in common: case, accents and the plural's “s” are left out."""
    return "-".join(_singular(word) for word in slugify(text).split("-") if word)


def skill_key(name: str) -> str:
    """What all ways to write one skill have in common: “Arc-GIS”, “arc gis” and “ARCGIS ” are “arcgis”.

    Case, accents, spaces, signs and the plural's “s” are left out; “C++” and “C#” stay apart from “C”. Empty for a name
    without a letter or digit.
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _singular("".join(_WORD.findall(letters.replace("+", "plus ").replace("#", "sharp "))))


@dataclass(frozen=True)
class Words:
    """What a text is about, by key: each name that its words make, as it was written.

    Both the slug of a name and its `word_key` are keys, so that tags are found by slug and skills by key.
    """

    by_key: Mapping[str, str]

    @classmethod
    def of(cls, title: str, names: Iterable[str] = ()) -> Words:
        """The words of a title, with `names` (tags) taken whole; what was written as a name wins."""
        found: dict[str, str] = {}
        for written in (*names, *_runs(_WORD.findall(title))):
            for key in (slugify(written), word_key(written)):
                if key:
                    found.setdefault(key, written)
        return cls(found)

    def written(self, name: str) -> str | None:
        """How the text writes `name`, or None where the text is not about it."""
        return self.by_key.get(word_key(name))

    @property
    def skill_keys(self) -> set[str]:
        """The keys of every skill that the text could name."""
        return {key for written in self.by_key.values() if (key := skill_key(written))}

    def __bool__(self) -> bool:
        return bool(self.by_key)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _runs(words: list[str]) -> Iterable[str]:
    """Each run of up to _LONGEST words that could be a name; longer ones first."""
    for length in range(_LONGEST, 0, -1):
        for start in range(len(words) - length + 1):
            run = words[start : start + length]
            lower = [word.lower() for word in run]
            if not {lower[0], lower[-1]} & _SMALL and not {_singular(word) for word in lower} <= _EVERYWHERE:
                yield " ".join(run)
