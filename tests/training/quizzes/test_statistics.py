from statistics import correlation

import pytest

from community.pages.reporting.groups import FEWEST
from tests.factories.people import MemberFactory
from tests.factories.quizzes import make_bank, make_draft, make_quiz, take
from training.quizzes.models import AskedQuestion, Attempt
from training.quizzes.services.attempts import hand_in, save_answers, start_attempt
from training.quizzes.statistics import figure_rows, figures_of, point_biserial, versions_asked

pytestmark = pytest.mark.django_db


def figures(quiz):
    return {item.version.question.key: item for item in figures_of(quiz, list(versions_asked(quiz)))}


def test_fewer_than_five_people_give_no_figures_however_often_they_answer(quiz):
    someone = MemberFactory()
    for _ in range(6):
        take(someone, quiz)
    for _ in range(FEWEST - 2):
        take(MemberFactory(), quiz)
    assert all(item.is_suppressed and not item.lines for item in figures(quiz).values())
    assert "under 5" in next(iter(figure_rows(figures(quiz).values())))
    take(MemberFactory(), quiz)
    assert {item.asked for item in figures(quiz).values()} == {10}


def test_figures_equal_a_recount(module, course):
    make_bank(course, make_draft("a"), make_draft("b", "multiple"), make_draft("c", "ordering"))
    quiz = make_quiz(module)
    for number in range(8):
        attempt = start_attempt(member=MemberFactory(), lesson=quiz)
        places = dict(AskedQuestion.objects.filter(attempt=attempt).values_list("version__question__key", "place"))
        given = {
            places["a"]: ("1" if number < 5 else "2", True),
            places["b"]: (["1", "2"] if number % 2 else ["1", "3"], True),
            places["c"]: ({"1": 1, "2": 3, "3": 2}, True),
        }
        save_answers(attempt=attempt, answers=given, tab=None)
        hand_in(attempt=attempt)
    start_attempt(member=MemberFactory(), lesson=quiz)  # going on: not counted
    found = figures(quiz)
    right = AskedQuestion.objects.filter(version__question__key="a", attempt__state="done").order_by("attempt")
    expected = correlation(
        [float(row.is_right) for row in right],
        [float(row.percent) for row in Attempt.objects.handed_in().order_by("pk")],
    )
    assert (found["a"].asked, found["a"].right_percent) == (8, 62)
    assert found["a"].discrimination == pytest.approx(expected, abs=0.006)
    assert [line.count for line in found["a"].lines] == [5, 3]
    assert [line.count for line in found["b"].lines] == [8, 4, 4]
    assert [line.count for line in found["c"].lines] == [8, 0, 0]


def test_without_a_difference_there_is_no_discrimination():
    assert point_biserial(5, 5, 500, 500, 50_000) is None
    assert point_biserial(5, 0, 100, 0, 2_000) is None
