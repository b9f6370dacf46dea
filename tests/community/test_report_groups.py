"""Figures of whole groups: no figure, and no difference of two figures, tells about fewer than five people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.pages.reporting.groups import FEWEST, distribution, unnamed, whole_groups
from training.evaluation.enums import Agreement
from training.evaluation.gain import Gain


@pytest.mark.parametrize(("given_count", "shown"), [(0, 0), (4, 0), (5, 5), (9, 5), (10, 10), (14, 10)])
def test_only_whole_groups_are_shown_the_first_first(given_count, shown):
    assert list(whole_groups(range(given_count))) == list(range(shown))


def counted(answers):
    return distribution("?", "x", Agreement.choices, answers)


def test_four_answers_and_any_number_of_open_ones_give_no_figure():
    made = counted([5, 5, None, 4, None, None, 1, None])
    assert (made.is_suppressed, made.total, made.lines) == (True, 0, [])


def test_five_answers_are_counted_choice_by_choice():
    made = counted([5, None, 5, 4, 1, 5, 2, 2])
    assert (made.total, [line.count for line in made.lines]) == (5, [1, 0, 0, 1, 3])


def test_public_answers_fill_no_group_and_are_added_to_whole_ones():
    def made(private):
        return distribution("?", "x", Agreement.choices, [1] * private, public=[5, 5])

    assert (made(4).total, made(4).lines) == (0, [])
    assert (made(6).total, [line.count for line in made(6).lines]) == (7, [5, 0, 0, 0, 2])


@given(st.lists(st.sampled_from([None, *Agreement.values]), max_size=24), st.sampled_from(Agreement.values))
def test_one_answer_more_changes_nothing_or_shows_a_whole_group(answers, another):
    """Subtraction: yesterday's page from today's."""
    before, after = counted(answers), counted([*answers, another])
    grown = after.total - before.total
    assert grown in (0, FEWEST)
    if not grown:
        assert before == after


@given(
    st.lists(st.tuples(*[st.sampled_from([None, 1, 5])] * 2), max_size=24),
)
def test_two_questions_differ_by_whole_groups(rows):
    """Complement: who answered one question and left the other open is no group of one to four."""
    one, other = (counted([row[place] for row in rows]) for place in (0, 1))
    assert (one.total - other.total) % FEWEST == 0


def test_words_are_shown_in_no_order_of_time():
    assert unnamed(["zebra", "", "Apple", "mango", "berry"]) == []
    assert unnamed(["zebra", "", "Apple", "mango", "berry", "Cherry", "later"]) == [
        "Apple", "berry", "Cherry", "mango", "zebra",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "points", "normalised", "share"),
    [(40, 85, 45, 0.75, 75), (0, 100, 100, 1.0, 100), (50, 50, 0, 0.0, None), (80, 60, -20, -1.0, None),
     (100, 100, 0, None, None), (100, 90, -10, None, None)],
)  # fmt: skip
def test_normalised_gain_is_what_was_gained_of_what_could_be(before, after, points, normalised, share):
    gain = Gain(before, after)
    assert (gain.points, gain.normalised, gain.share) == (points, normalised, share)
