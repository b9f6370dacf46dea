"""The sample's banks (`courses/<slug>/questions.csv`), quizzes, and attempts of sample members."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from community.people.models import Member
from training.models import AskedQuestion, Attempt
from training.pages import CoursePage
from training.quizzes.csv_files import read_questions
from training.quizzes.enums import CHOICES, QuestionKind
from training.quizzes.pages import QuizLessonPage, QuizPart
from training.quizzes.services.attempts import hand_in, save_answers, start_attempt
from training.quizzes.services.bank import write_questions

# Who takes the quiz of which course: (name before the @, course, share known in each attempt, days since the last one).
TAKERS: tuple[tuple[str, str, tuple[float, ...], int], ...] = (
    ("member", "publishing-your-first-open-dataset", (0.6, 0.95), 19),
    ("ana.reyes", "publishing-your-first-open-dataset", (0.5, 0.9), 40),
    ("nadia.karim", "publishing-your-first-open-dataset", (0.55, 0.7, 1.0), 51),
    ("umar.sheikh", "publishing-your-first-open-dataset", (0.4, 0.9), 32),
    ("vera.lindholm", "publishing-your-first-open-dataset", (0.7, 0.9), 89),
    ("coordinator", "publishing-your-first-open-dataset", (0.45,), 3),
    ("learner", "publishing-your-first-open-dataset", (0.5,), 11),
    ("keiko.tan", "publishing-your-first-open-dataset", (0.95,), 10),
    ("lead", "working-with-water-data", (0.85,), 29),
    ("grace.lim", "working-with-water-data", (0.65, 0.9), 59),
    ("hector.ruiz", "working-with-water-data", (0.95,), 73),
    ("priya.menon", "working-with-water-data", (0.5,), 8),
    ("jamal.whitfield", "comparing-groups-fairly", (0.9,), 2),
    ("tess.abara", "comparing-groups-fairly", (0.4,), 2),
    ("coordinator", "metadata-and-data-dictionaries", (0.8,), 26),
    ("ana.reyes", "metadata-and-data-dictionaries", (0.6, 1.0), 17),
    ("luis.ortega", "metadata-and-data-dictionaries", (0.5,), 12),
    ("umar.sheikh", "de-identification-and-small-cells", (0.6, 0.9), 13),
    ("nadia.karim", "de-identification-and-small-cells", (0.9,), 20),
    ("ben.okafor", "automating-publishing", (0.9,), 23),
    ("farid.haidari", "automating-publishing", (0.5,), 8),
    ("lead", "data-for-decisions", (1.0,), 15),
    ("ingrid.moe", "data-for-decisions", (0.55,), 10),
)


class SampleBankFaulty(Exception):
    """A file of sample questions has a fault; the message names file, line and reason."""


def load_bank(course: CoursePage, file: Path) -> None:
    """Write the questions of the file into the course's bank; a second time nothing changes."""
    report = read_questions(file.read_text(encoding="utf-8"))
    if report.faults:
        fault = report.faults[0]
        raise SampleBankFaulty(f"{file.parent.name}/{file.name}, line {fault.line}: {fault.reason}")
    write_questions(course=course, drafts=report.drafts, by=None)


def quiz_parts(facts: Mapping[str, Any]) -> list[tuple[str, str, int]]:
    """The parts as the course's file names them."""
    return [(part["heading"], part["topic"], part["draw"]) for part in facts["parts"]]


def parts_of(page: QuizLessonPage) -> list[tuple[str, str, int]]:
    """The parts as the page has them."""
    return [(part.heading, part.topic, part.draw) for part in page.parts.all()]


def set_parts(page: QuizLessonPage, parts: list[tuple[str, str, int]]) -> None:
    """Give the page these parts, in its next revision."""
    page.parts = [
        QuizPart(heading=heading, topic=topic, draw=draw, sort_order=place)
        for place, (heading, topic, draw) in enumerate(parts)
    ]


def take_quizzes(members: Mapping[str, Member], courses: Mapping[str, CoursePage], now: datetime) -> int:
    """Attempts of sample members who have none at that quiz yet; how many."""
    made = 0
    for name, slug, shares, days in TAKERS:
        if name not in members or slug not in courses:
            continue
        quiz = QuizLessonPage.objects.descendant_of(courses[slug]).live().first()
        if quiz is None or Attempt.objects.of(members[name]).at(quiz.pk).exists():
            continue
        for place, share in enumerate(shares, 1):
            at = now - timedelta(days=days, hours=2 * (len(shares) - place))
            _take(members[name], quiz, share, at, seed=place)
            made += 1
    return made


def _take(member: Member, quiz: QuizLessonPage, share: float, at: datetime, *, seed: int) -> None:
    attempt = start_attempt(member=member, lesson=quiz, at=at, seed=_chance(f"{member.email}{seed}", 2**40))
    rows = list(AskedQuestion.objects.filter(attempt=attempt).for_taking())
    known = round(share * len(rows))
    by_ease = sorted(rows, key=lambda row: _chance(f"{member.email}{row.version.question.key}", 1_000))
    answers = {
        row.place: (right_answer(row) if place < known else _wrong_answer(row), True)
        for place, row in enumerate(by_ease)
    }
    save_answers(attempt=attempt, answers=answers, tab=None, at=at)
    hand_in(attempt=attempt, at=at + timedelta(minutes=9))


def right_answer(row: AskedQuestion) -> Any:
    """What is completely right."""
    content, kind = row.version.content, row.version.kind
    if kind in CHOICES:
        right = [option["id"] for option in content["options"] if option["right"]]
        return right if kind == QuestionKind.MULTIPLE else right[0]
    if kind == QuestionKind.MATCHING:
        return {pair["id"]: pair["choice"] for pair in content["pairs"]}
    if kind == QuestionKind.ORDERING:
        return {item["id"]: place for place, item in enumerate(content["items"], 1)}
    return content["value"] if kind == QuestionKind.NUMERIC else content["accepted"][0]


def _wrong_answer(row: AskedQuestion) -> Any:
    content, kind = row.version.content, row.version.kind
    if kind in CHOICES:
        wrong = [option["id"] for option in content["options"] if not option["right"]]
        chosen = wrong[_chance(row.version.question.key, len(wrong))]
        return [right_answer(row)[0], chosen] if kind == QuestionKind.MULTIPLE else chosen
    if kind == QuestionKind.MATCHING:
        return {pair["id"]: content["choices"][0]["id"] for pair in content["pairs"]}
    if kind == QuestionKind.ORDERING:
        return {key: place for place, key in enumerate(row.layout["lines"], 1)}
    return "1" if kind == QuestionKind.NUMERIC else "data"


def _chance(words: str, most: int) -> int:
    """The same number for the same words, below `most`."""
    return int(hashlib.sha256(words.encode()).hexdigest()[:12], 16) % most
