"""Loads what sample members say about courses they finished (`evaluation.toml`), dated after their finish."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from community.notifications.services.telling import without_mail
from community.people.models import Member
from training.evaluation.asking import finish_of
from training.evaluation.enums import Use
from training.evaluation.instrument import QUESTIONS
from training.evaluation.services import answer_survey, answer_use, ask_one
from training.models import CourseFinish, Evaluation, UseCheck
from training.pages import CoursePage
from training.quizzes.pages import QuizLessonPage
from training.study import study_course

_FILE = Path(__file__).with_name("evaluation.toml")


def load_evaluation(members: Mapping[str, Member], courses: Mapping[str, CoursePage], now: datetime) -> None:
    """Name the checks of a course, answer surveys, ask and answer whether it was used; once each."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    _load_checks(data["checks"], courses)
    for facts in data["surveys"]:
        finish = _finish(facts, members, courses)
        if finish is not None and not Evaluation.objects.filter(finish=finish).exists():
            chosen = zip((question.name for question in QUESTIONS), facts["choices"], strict=True)
            answers = {name: value or None for name, value in chosen}
            answer_survey(finish=finish, answers=answers, words=facts["words"], at=finish.at + timedelta(hours=1))
    for facts in data["uses"]:
        finish = _finish(facts, members, courses)
        if finish is not None and finish.at + timedelta(days=facts["days"]) < now:
            _load_use(facts, finish)


def _finish(
    facts: Mapping[str, Any], members: Mapping[str, Member], courses: Mapping[str, CoursePage]
) -> CourseFinish | None:
    member, course = members.get(facts["by"]), courses.get(facts["course"])
    return finish_of(study_course(member, course), member) if member and course else None


def _load_checks(facts: Mapping[str, str], courses: Mapping[str, CoursePage]) -> None:
    """The same quiz before and after."""
    course = CoursePage.objects.filter(slug=facts["course"], opening_check=None).first()
    if course is None or facts["course"] not in courses:
        return
    quiz = QuizLessonPage.objects.descendant_of(course).filter(slug=facts["quiz"]).first()
    course.opening_check = course.closing_check = quiz
    course.save_revision().publish()


def _load_use(facts: Mapping[str, Any], finish: CourseFinish) -> None:
    if UseCheck.objects.filter(finish=finish, days=facts["days"]).exists():
        return
    at = finish.at + timedelta(days=facts["days"])
    with without_mail():
        check = ask_one(finish=finish, days=facts["days"], at=at)
    if check is not None:
        said = {"use": Use(facts["use"]), "words": facts["words"], "is_shown": facts.get("shown", False)}
        answer_use(check=check, at=at + timedelta(hours=3), **said)
