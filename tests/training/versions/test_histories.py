"""Random outlines and histories, without a database: what the rule of docs/adr/0024 promises for each of them."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from training.enums import Effect
from training.progress import Entry, Finish, lessons_done, next_lesson, progress_of, standing_finish

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LESSONS = range(1, 7)
ACTS = ("complete", "complete", "complete", "undo", "minor", "major", "add", "remove", "move")
histories = st.lists(st.tuples(st.sampled_from(ACTS), st.sampled_from(LESSONS)), max_size=40)


class World:
    """What the database would hold after some acts: the services' rules in a few lines."""

    def __init__(self):
        self.outline, self.entries, self.finishes = [1, 2, 3], [], []
        self.newest, self.majors = dict.fromkeys(LESSONS, 1), {}

    @property
    def progress(self):
        return progress_of(self.entries, self.outline, self.majors, self.finishes)

    def act(self, name, lesson):
        getattr(self, name)(lesson)
        if self.progress.is_finished and not standing_finish(self.entries, self.finishes):
            self.finishes.append(Finish(frozenset(self.outline), self.now))

    @property
    def now(self):
        return NOON + timedelta(minutes=len(self.entries))

    def write(self, lesson, effect):
        if lesson in self.outline:
            self.entries.append(Entry(lesson, effect, self.now, len(self.entries), self.newest[lesson]))

    def complete(self, lesson):
        self.write(lesson, Effect.DONE)

    def undo(self, lesson):
        if lesson in lessons_done(self.entries):
            self.write(lesson, Effect.UNDONE)

    def minor(self, lesson):
        self.newest[lesson] += 1

    def major(self, lesson):
        self.newest[lesson] += 1
        self.majors[lesson] = self.newest[lesson]

    def add(self, lesson):
        if lesson not in self.outline:
            self.outline.append(lesson)

    def remove(self, lesson):
        if lesson in self.outline:
            self.outline.remove(lesson)

    def move(self, lesson):
        if lesson in self.outline:
            self.outline.remove(lesson)
            self.outline.insert(0, lesson)


@given(histories)
def test_minor_and_move_never_change_the_percent_and_finished_stays_finished(history):
    world = World()
    for name, lesson in history:
        before = world.progress
        world.act(name, lesson)
        if name in {"minor", "move"}:
            assert world.progress == before
        if before.is_finished and name != "undo":
            assert (world.progress.is_finished, world.progress.percent) == (True, 100)


@given(histories, st.randoms())
def test_percent_does_not_depend_on_the_order_of_rows(history, random):
    world = World()
    for name, lesson in history:
        world.act(name, lesson)
    entries, finishes = list(world.entries), list(world.finishes)
    random.shuffle(entries)
    random.shuffle(finishes)
    assert progress_of(entries, world.outline, world.majors, finishes) == world.progress
    assert 0 <= world.progress.percent <= 100
    assert next_lesson(entries, world.outline, world.majors) == next_lesson(world.entries, world.outline, world.majors)


@given(histories)
def test_a_major_takes_from_who_is_not_finished_only_what_is_older(history):
    world = World()
    for name, lesson in history:
        done, finished = lessons_done(world.entries, world.majors), world.progress.was_finished
        world.act(name, lesson)
        if name == "major" and not finished:
            assert lessons_done(world.entries, world.majors).keys() == done.keys() - {lesson}
            again = Entry(lesson, Effect.DONE, world.now, 999, world.newest[lesson])
            assert lesson in lessons_done([*world.entries, again], world.majors)


def test_undoing_opens_a_finished_course_and_doing_it_again_closes_it():
    world = World()
    for act in (("complete", 1), ("complete", 2), ("complete", 3), ("add", 4), ("major", 1)):
        world.act(*act)
    assert (world.progress.percent, world.progress.open_count) == (100, 1)
    world.act("undo", 2)
    assert (world.progress.percent, world.progress.is_finished) == (25, False)
    world.act("complete", 2)
    assert world.progress.percent == 100
    assert len(world.finishes) == 1
