import pytest

from community.pages.publishing import PublicationRefused, faults_of
from tests.factories.quizzes import make_bank, make_draft, make_quiz
from training.quizzes.models import Question, QuestionVersion

pytestmark = pytest.mark.django_db


def whats(quiz):
    return [fault.what for fault in faults_of(quiz)]


def test_a_quiz_that_its_bank_fills_is_published(quiz):
    assert faults_of(quiz) == []
    quiz.save_revision().publish()


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ((), ["The quiz has no part, so it asks nothing."]),
        ((("", "rates", 0),), ["The bank has no question for it (topic “rates”)."]),
        ((("", "wells", 3),), ["It draws 3 questions, and the bank has 2 left for it."]),
        ((("", "", 1), ("", "wells", 2)), ["It draws 2 questions, and the bank has 1 left for it."]),
        ((("", "WELLS ", 1), ("", "", 1)), []),
    ],
)
def test_parts_that_cannot_be_drawn_are_named(module, course, parts, said):
    make_bank(course, make_draft("a", topic="wells"), make_draft("b", topic="wells"))
    assert whats(make_quiz(module, parts=parts)) == said


def test_a_question_without_a_right_answer_keeps_the_quiz_from_being_published(module, course):
    make_bank(course, make_draft("a"))
    options = [{"id": "1", "text": "x", "right": False, "feedback": ""}, {"id": "2", "text": "y", "right": False}]
    question = Question.objects.get()
    question.current = QuestionVersion.objects.create(
        question=question, number=2, kind="single", text="Broken?", content={"options": options}
    )
    question.save()
    with pytest.raises(PublicationRefused) as refused:
        make_quiz(module).save_revision().publish()
    (fault,) = refused.value.faults
    assert fault.where == "Question “a”"
    assert "no right answer" in fault.what
