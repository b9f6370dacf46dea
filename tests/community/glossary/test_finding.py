"""Words of the glossary in a text: whole, longest first, acronyms by their capitals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.glossary.finding import Finder, is_acronym, key_of

FINDER = Finder(
    [("Data", 1), ("data dictionary", 2), ("API", 3), ("IT", 4), ("open data", 5), ("C++", 6), ("SAM 5160", 7)]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("The database is old.", []),
        ("DATA about data", [1]),
        ("A Data\n  Dictionary says what data mean.", [2, 1]),
        ("Its APIs answer; the api of it does not, and it is not IT.", [3, 4]),
        ("openData, open-data", [1]),
        ("Learn C++ or c++.", [6]),
        ("SAM 5160s and sam 5160", [7]),
    ],
)
def test_words_that_are_found(text, expected):
    assert FINDER.terms_in(text) == expected


WORDS = st.sampled_from(["data", "datas", "datass", "base", "database", "bases", "sets", "set"])


@given(st.dictionaries(WORDS, st.integers(1, 50), max_size=12), st.lists(WORDS, max_size=30))
def test_what_is_found_is_what_looking_word_by_word_finds(means, text):
    def meant(word):
        return means.get(word) or (means.get(word.removesuffix("s")) if word.endswith("s") else None)

    found = Finder(means.items()).terms_in(" ".join(word.title() for word in text))
    assert found == list(dict.fromkeys(term for word in text if (term := meant(word))))


@pytest.mark.parametrize("word", ["Meta-data", "meta data", "META  DATA", " meta_data ", "ｍeta data"])
def test_spellings_of_one_word_are_one(word):
    assert key_of(word) == "meta data"


def test_acronyms_are_short_and_in_capitals():
    assert [word for word in ("IT", "it", "A", "CKAN", "AB 1755", "ANNOUNCEMENT") if is_acronym(word)] == [
        *("IT", "CKAN", "AB 1755"),
    ]
