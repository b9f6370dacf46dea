from hypothesis import given
from hypothesis import strategies as st

from tests.factories.quizzes import KINDS
from training.quizzes.content import Written, read_content
from training.quizzes.drawing import Candidate, Portion, draw

BANK = [
    Candidate(f"{topic}-{number:02}", 100 * place + number, topic, kind, read_content(kind, Written(KINDS[kind])))
    for place, topic in enumerate(("wells", "rates"))
    for number, kind in enumerate([*KINDS, *KINDS])
]
PARTS = [Portion("Wells", "Wells", 5), Portion("Rest", "", 4)]


def drawn(bank=BANK, *, seed=1, questions=True, options=True, parts=PARTS):
    return draw(parts, bank, seed=seed, shuffle_questions=questions, shuffle_options=options)


@given(seed=st.integers(0, 2**62), order=st.permutations(BANK))
def test_the_same_seed_draws_the_same_from_any_order_of_the_bank(seed, order):
    first = drawn(seed=seed)
    assert drawn(order, seed=seed) == first
    assert len({one.version for one in first}) == len(first) == 9
    assert all(one.version < 100 for one in first[:5])


def test_other_seeds_draw_otherwise():
    assert len({tuple(one.version for one in drawn(seed=seed)) for seed in range(20)}) > 15


def test_without_shuffling_questions_stand_by_key_and_options_as_written():
    everything = drawn(questions=False, options=False, parts=[Portion("", "wells", 0)])
    assert [one.version for one in everything] == sorted(one.version for one in everything)
    single = next(one for one in everything if one.version == 0)
    assert single.layout == {"lines": ["1", "2"]}


@given(seed=st.integers(0, 10_000))
def test_ordering_never_begins_in_its_right_order(seed):
    ordering = [candidate for candidate in BANK if candidate.kind == "ordering"][:1]
    (one,) = drawn(ordering, seed=seed, options=False, parts=[Portion("", "", 0)])
    assert sorted(one.layout["lines"]) == ["1", "2", "3"] != one.layout["lines"]


def test_a_part_that_asks_for_more_than_there_is_takes_what_there_is():
    assert len(drawn(BANK[:3], parts=[Portion("", "", 50)])) == 3
    assert drawn([], parts=PARTS) == []
