from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.enums import Effect
from training.progress import Entry, Progress, lessons_done, next_lesson, progress_of

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def entry(lesson, effect=Effect.DONE, minute=0, number=1):
    return Entry(lesson, effect, NOON + timedelta(minutes=minute), number)


entries = st.lists(
    st.builds(
        Entry,
        lesson=st.integers(1, 6),
        effect=st.sampled_from(Effect),
        at=st.integers(0, 5).map(lambda minute: NOON + timedelta(minutes=minute)),
        number=st.integers(1, 10_000),
    ),
    max_size=40,
    unique_by=lambda row: row.number,
)
outlines = st.lists(st.integers(1, 8), max_size=8, unique=True)


@given(entries, outlines, st.randoms())
def test_replay_in_any_order_gives_the_same_progress(rows, lessons, random):
    shuffled = random.sample(rows, len(rows))
    assert progress_of(shuffled, lessons) == progress_of(rows, lessons)
    assert next_lesson(shuffled, lessons) == next_lesson(rows, lessons)


@given(entries, outlines)
def test_progress_stays_between_0_and_100(rows, lessons):
    progress = progress_of(rows, lessons)
    assert 0 <= progress.done <= progress.total == len(lessons)
    assert 0 <= progress.percent <= 100
    assert (progress.percent == 100) == progress.is_finished


@given(entries, outlines)
def test_next_lesson_is_one_of_the_outline_that_is_not_done(rows, lessons):
    following = next_lesson(rows, lessons)
    open_lessons = [lesson for lesson in lessons if lesson not in lessons_done(rows)]
    assert (following is None) == (not open_lessons)
    assert following is None or following in open_lessons


@given(entries, outlines, st.integers(1, 8))
def test_undoing_is_one_more_row(rows, lessons, lesson):
    undone = [*rows, entry(lesson, Effect.UNDONE, minute=60, number=20_000)]
    assert lesson not in lessons_done(undone)
    assert lesson in lessons_done([*undone, entry(lesson, Effect.DONE, minute=61, number=20_001)])


def test_unpublished_lessons_dont_count():
    rows = [entry(1), entry(2, number=2)]
    assert progress_of(rows, [1, 3]) == Progress(done=1, total=2)


def test_of_two_rows_of_one_moment_the_later_number_counts():
    assert lessons_done([entry(1, Effect.UNDONE, number=2), entry(1, number=1)]) == {}


@pytest.mark.parametrize(("done", "total", "percent"), [(0, 0, 0), (0, 7, 0), (2, 3, 66), (199, 200, 99), (7, 7, 100)])
def test_percent_is_rounded_down(done, total, percent):
    assert Progress(done, total).percent == percent


@pytest.mark.parametrize(
    ("done_in_order", "following"),
    [([], 1), ([1], 2), ([3], 4), ([4], 1), ([1, 4, 2], 3), ([1, 2, 3, 4], None)],
    ids=["begin", "after the first", "skipped ahead", "last one done, earlier open", "gap", "finished"],
)
def test_next_lesson_follows_the_one_done_last(done_in_order, following):
    rows = [entry(lesson, minute=minute, number=minute) for minute, lesson in enumerate(done_in_order)]
    assert next_lesson(rows, [1, 2, 3, 4]) == following
