import random
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.quizzes import KINDS
from training.quizzes.content import Written, read_content
from training.quizzes.marking import fold, in_points, mark, percent_of
from training.quizzes.numbers import read_number


def version(kind, *lines, points=6, tolerance="", unit=""):
    content = read_content(kind, Written(list(lines) or KINDS[kind], tolerance, unit))
    return SimpleNamespace(kind=kind, content=content, points=points)


FOUR = ("* a", "* b", "c", "d")
PAIRS = ("one >> first", "two >> second", "three >> third", ">> fourth")


@pytest.mark.parametrize(
    ("asked", "answer", "points"),
    [
        (version("single"), "1", 6),
        (version("single"), "2", 0),
        (version("single"), None, 0),
        (version("single"), ["1"], 0),
        (version("truefalse"), "false", 6),
        (version("truefalse"), "true", 0),
        (version("multiple", *FOUR), ["1", "2"], 6),
        (version("multiple", *FOUR), ["1"], 3),
        (version("multiple", *FOUR), ["1", "2", "3"], 3),
        (version("multiple", *FOUR), ["1", "3"], 0),
        (version("multiple", *FOUR), ["3", "4"], 0),
        (version("multiple", *FOUR), ["1", "2", "3", "4"], 0),
        (version("multiple", *FOUR), ["1", "1", "1"], 3),
        (version("matching", *PAIRS), {"1": "c1", "2": "c2", "3": "c3"}, 6),
        (version("matching", *PAIRS), {"1": "c1", "2": "c1", "3": "c4"}, 2),
        (version("ordering"), {"1": 1, "2": 2, "3": 3}, 6),
        (version("ordering"), {"1": 1, "2": 3, "3": 2}, 2),
        (version("ordering"), {"1": 1, "2": 1, "3": 1}, 2),
        (version("numeric"), "12.5", 6),
        (version("numeric"), "12.51", 0),
        (version("numeric", "100", tolerance="2"), "102", 6),
        (version("numeric", "100", tolerance="2"), "102.01", 0),
        (version("numeric", "-200", tolerance="5%"), "-190", 6),
        (version("numeric", "-200", tolerance="5%"), "-189.9", 0),
        (version("numeric", "1250", unit="feet"), "1,250 feet", 6),
        (version("numeric"), "a lot", 0),
        (version("text", "Café  au lait"), "cafe au LAIT", 6),
        (version("text", "licence", "license"), " License ", 6),
        (version("text", "li[cs]ence"), "license", 0),
    ],
)
def test_answer_is_worth(asked, answer, points):
    given_mark = mark(asked, answer)
    assert (given_mark.points, given_mark.most) == (Decimal(points), 6)


def test_feedback_is_that_of_the_chosen_options_only():
    assert mark(version("single"), "2").feedback == {"2": "No."}
    assert mark(version("multiple"), ["1", "3"]).feedback == {"3": "No."}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 9) | st.text(max_size=8) | st.sampled_from(["1", "2", "true", "c1"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=8,
)


@given(kind=st.sampled_from(sorted(KINDS)), answer=json_values, points=st.integers(1, 100))
def test_any_answer_gets_between_nothing_and_everything(kind, answer, points):
    given_mark = mark(version(kind, points=points), answer)
    assert 0 <= given_mark.points <= given_mark.most == points


@given(chosen=st.sets(st.sampled_from(["1", "2", "3", "4"])), seed=st.integers(0, 99))
def test_order_of_choices_and_of_options_does_not_matter(chosen, seed):
    asked = version("multiple", *FOUR)
    options = list(asked.content["options"])
    random.Random(seed).shuffle(options)
    mixed = SimpleNamespace(kind="multiple", content={"options": options}, points=6)
    shuffled = sorted(chosen, reverse=True)
    assert mark(mixed, shuffled) == mark(asked, sorted(chosen))


@given(given=st.dictionaries(st.sampled_from(["1", "2", "3"]), st.integers(1, 3)))
def test_order_in_which_places_are_given_does_not_matter(given):
    asked = version("ordering")
    assert mark(asked, dict(reversed(given.items()))).share == mark(asked, given).share


def test_three_thirds_are_a_whole():
    assert in_points(Fraction(1, 3) * 3) == 1
    assert percent_of(sum([Fraction(1, 3)] * 3, Fraction(0)), 1) == 100
    assert percent_of(Fraction(299, 3), 100) == 99


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12.5", "12.5"), ("  7 ", "7"), ("1,250", "1250"), ("\N{MINUS SIGN}3", "-3"), (".5", "0.5"), ("5.", "5"),
        ("1e9", None), ("12,5", None), ("", None), ("NaN", None), ("0x10", None), ("1" * 16, None), ("١٢", None),
        ("12 feet", None),
    ],
)  # fmt: skip
def test_numbers_as_people_type_them(typed, number):
    assert read_number(typed) == (None if number is None else Decimal(number))


def test_folding_takes_away_case_spaces_and_diacritics():
    assert fold("  Señal  DE\tagua ") == fold("senal de agua")
