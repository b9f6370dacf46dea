"""Finding words of the glossary in a text: whole words, longest first, acronyms by their capitals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONGEST_ACRONYM = 8
_NOT_LETTERS = re.compile(r"[\W_]+")


def key_of(word: str) -> str:
    """How words are compared: “Meta-data” and “meta data” are one word."""
    return _NOT_LETTERS.sub(" ", unicodedata.normalize("NFKC", word).casefold()).strip()


def is_acronym(word: str) -> bool:
    """Whether capitals tell this word from another: IT is not it."""
    letters = [letter for letter in word if letter.isalpha()]
    return len(word) <= LONGEST_ACRONYM and len(letters) > 1 and all(letter.isupper() for letter in letters)


class Finder:
    """Finds the words given as (word, key of what it means)."""

    def __init__(self, wordings: Iterable[tuple[str, int]]) -> None:
        self._means = {self._kept(word): term for word, term in wordings}
        longest = sorted(self._means, key=lambda word: (-len(word), word))
        exact, plain = ([word for word in longest if is_acronym(word) == kept] for kept in (True, False))
        parts = [*filter(None, (_any_of(exact), f"(?i:{_any_of(plain)})" if plain else ""))]
        self._pattern = re.compile(rf"(?<!\w)({'|'.join(parts)})s?(?!\w)") if parts else None

    def terms_in(self, text: str) -> list[int]:
        """What is meant by the words in `text`, each once, in the order in which they first come."""
        if self._pattern is None:
            return []
        found = (self._kept(" ".join(match.split())) for match in self._pattern.findall(text))
        return list(dict.fromkeys(self._means[word] for word in found if word in self._means))

    @staticmethod
    def _kept(word: str) -> str:
        return word if is_acronym(word) else word.casefold()


def _any_of(words: list[str]) -> str:
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in words)
