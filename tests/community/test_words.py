"""What a question is about: names in its title and its tags, whatever their case, accents and number."""

import pytest

from community.people.words import Words, word_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Data dictionaries", "data dictionary"),
        ("Maps", "map"),
        ("MAPS", "Maps"),
        ("Sécurité", "securite"),
        ("APIs", "API"),
        ("AB 1755", "ab-1755"),
    ],
)
def test_two_ways_to_write_one_name_are_alike(one, other):
    assert word_key(one) == word_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("R", "SQL"), ("GIS", "GI"), ("Access", "acces"), ("Water", "Water quality")]
)
def test_other_names_are_not(one, other):
    assert word_key(one) != word_key(other)


@pytest.mark.parametrize(
    ("title", "known", "unknown"),
    [
        ("How do you version a data dictionary when columns change?", ["Data dictionaries"], ["Data", "Columns", "Do"]),
        ("R or Python for a team of two?", ["R", "Python"], ["Or", "Team", "Two", "A"]),
        ("Do AB 1755 reports need small area income estimates?", ["AB 1755", "Small area income estimates"], ["Need"]),
        ("Is there a way to use SQL?", ["SQL"], ["Way", "Use", "There"]),
    ],
)
def test_a_title_holds_names_and_not_what_every_question_holds(title, known, unknown):
    words = Words.of(title)

    assert [name for name in known + unknown if words.written(name)] == known


def test_tags_are_taken_whole_and_found_by_slug_and_key():
    words = Words.of("Help!", ["Open data", "Data quality"])

    assert {"open-data", "data-quality"} <= words.by_key.keys()
    assert words.written("Data quality") == "Data quality"


def test_without_a_word_there_is_nothing_to_know():
    assert not Words.of("How do you do?")
    assert Words.of("Погода").by_key == {}
