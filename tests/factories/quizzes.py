"""Makes banks, quizzes and attempts."""

from training.quizzes.content import Written, read_content
from training.quizzes.models import AskedQuestion
from training.quizzes.pages import QuizLessonPage, QuizPart
from training.quizzes.services.attempts import hand_in, save_answers, start_attempt
from training.quizzes.services.bank import QuestionDraft, write_questions
from training.sample.quizzes import right_answer

KINDS = {
    "single": ["* RIGHT-single | Yes.", "wrong single | No."],
    "multiple": ["* RIGHT-multiple-1", "* RIGHT-multiple-2", "wrong multiple | No."],
    "truefalse": ["True", "* False"],
    "matching": ["left one >> first", "left two >> second", ">> SPARE"],
    "ordering": ["alpha", "beta", "gamma"],
    "numeric": ["12.5"],
    "text": ["SECRET-WORD"],
}


def make_draft(key, kind="single", *, topic="", lines=None, tolerance="", unit="", points=1, **fields):
    """A question ready to store."""
    content = read_content(kind, Written(lines or KINDS[kind], tolerance, unit))
    text = fields.pop("text", f"Question {key}?")
    return QuestionDraft(key=key, kind=kind, topic=topic, text=text, content=content, points=points, **fields)


def make_bank(course, *drafts):
    """Store them; a question of each kind when none is given."""
    drafts = drafts or [
        make_draft(f"q-{kind}", kind, hint=f"HINT-{kind}", feedback=f"FEEDBACK-{kind}") for kind in KINDS
    ]
    write_questions(course=course, drafts=drafts, by=None)


def make_quiz(module, slug="quiz", *, parts=(("", "", 0),), **fields):
    """A published quiz; each part is (heading, topic, how many)."""
    page = QuizLessonPage(title=slug.capitalize(), slug=slug, **fields)
    page.parts = [
        QuizPart(heading=heading, topic=topic, draw=count, sort_order=place)
        for place, (heading, topic, count) in enumerate(parts)
    ]
    return module.add_child(instance=page)


def answer_all(attempt, *, right=True):
    """Save an answer to each question of an attempt: the right one, or none at all."""
    rows = AskedQuestion.objects.filter(attempt=attempt).for_taking()
    answers = {row.place: (right_answer(row) if right else None, True) for row in rows}
    save_answers(attempt=attempt, answers=answers, tab=None)


def take(member, quiz, *, right=True, **options):
    """A whole attempt, handed in."""
    attempt = start_attempt(member=member, lesson=quiz, **options)
    answer_all(attempt, right=right)
    return hand_in(attempt=attempt)
