"""What is published of a table tells about no group of fewer than five people, whatever one subtracts."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.reports.small_groups import FEWEST, Published, is_small, publish


@st.composite
def tables(draw, most=30):
    """Rows of people with two parts each."""
    rows = []
    for _row in range(draw(st.integers(0, 6))):
        whole = draw(st.integers(0, most))
        rows.append([whole, draw(st.integers(0, whole)), draw(st.integers(0, whole))])
    return rows


@given(tables())
def test_no_figure_and_no_rest_of_a_row_is_small(rows):
    for row in publish(rows).rows:
        for part in row[1:]:
            assert part is None or (row[0] is not None and not is_small(row[0] - part) and not is_small(part))
        assert row[0] is None or not is_small(row[0])


@given(tables())
def test_what_the_total_leaves_is_of_two_rows_or_more_and_not_small(rows):
    shown = publish(rows)
    for column, total in enumerate(shown.total):
        hidden = [place for place, row in enumerate(shown.rows) if row[column] is None]
        if total is None or not hidden:
            continue
        rest = total - sum(row[column] for row in shown.rows if row[column] is not None)
        assert len(hidden) >= 2
        assert rest == sum(rows[place][column] for place in hidden)
        assert not is_small(rest)
        assert not is_small(sum(rows[place][0] - rows[place][column] for place in hidden))


@given(tables())
def test_shown_figures_are_true_and_large_tables_are_shown(rows):
    shown = publish(rows)
    for row, published in zip(rows, shown.rows, strict=True):
        assert all(figure in (None, count) for figure, count in zip(published, row, strict=True))
    large = [[whole + 20, whole + 10, 5] for whole, _part, _other in rows]
    assert publish(large).rows == large


def test_one_small_row_takes_the_next_smallest_with_it():
    assert publish([[40], [3], [12]]) == Published([[40], [None], [None]], [55])


def test_small_part_hides_another_one_in_its_column_only():
    shown = publish([[40, 20], [30, 2], [20, 10]])
    assert shown == Published([[40, 20], [30, None], [20, None]], [90, 32])


def test_rest_of_a_row_is_a_group_too():
    assert publish([[40, 38], [30, 10], [20, 10]]).rows[0] == [40, None]


def test_total_goes_where_nothing_else_can_protect():
    assert publish([[3, 1]]) == Published([[None, None]], [None, None])
    assert publish([[2], [2]]) == Published([[None], [None]], [None])


def test_nobody_is_no_group():
    assert publish([[0, 0], [9, 0], [9, 9]]) == Published([[0, 0], [9, 0], [9, 9]], [18, 9])
    assert publish([]) == Published([], [])


@pytest.mark.parametrize("rows", [[[40], [3], [12]], [[9], [4], [6], [1]], [[5], [5], [2]]])
def test_attacker_with_the_total_can_not_find_a_hidden_figure(rows):
    shown = publish(rows)
    hidden = [place for place, row in enumerate(shown.rows) if row[0] is None]
    rest = shown.total[0] - sum(row[0] for row in shown.rows if row[0] is not None)
    guesses = [guess for guess in product(range(rest + 1), repeat=len(hidden)) if sum(guess) == rest]
    for place in range(len(hidden)):
        assert len({guess[place] for guess in guesses}) > FEWEST
