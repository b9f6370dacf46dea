"""Loads what `paths.toml` says: prerequisites of courses, role paths and who chose them, two lessons talked about."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from community.people.models import Member
from community.people.sample import sample_address
from community.workgroups.models import WorkGroup
from forum.models import Post
from forum.sample import written
from forum.services.posting import reply
from training.discussion.services import discuss, open_board
from training.models import LessonTopic, PathStep, Prerequisite, RolePath
from training.pages import CoursePage
from training.paths.services import choose_path
from training.study import study_course

_FILE = Path(__file__).parent / "paths.toml"


def load_paths(now: datetime) -> str:
    """Make them; see sample_registry. A course that is not in this hub is left out."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    courses = {course.slug: course for course in CoursePage.objects.live()}
    for facts in data["prerequisites"]:
        _load_prerequisites(facts, courses)
    for place, facts in enumerate(data["paths"], 1):
        _load_path(facts, courses, place * 10)
    for facts in data["choices"]:
        _load_choice(facts, now)
    posts = sum(_load_discussion(facts, courses, now) for facts in data["discussions"])
    return f"{len(data['paths'])} role paths, {posts} new posts about lessons"


def _load_prerequisites(facts: dict[str, Any], courses: dict[str, CoursePage]) -> None:
    course = courses.get(facts["course"])
    wanted = [(courses[row["needs"]], row["strength"]) for row in facts["needs"] if row["needs"] in courses]
    if course is None or wanted == [(row.needs, row.strength) for row in course.prerequisites.select_related("needs")]:
        return
    page = CoursePage.objects.get(pk=course.pk)
    page.prerequisites = [
        Prerequisite(needs=needs, strength=strength, sort_order=place) for place, (needs, strength) in enumerate(wanted)
    ]
    page.save_revision().publish()


def _load_path(facts: dict[str, Any], courses: dict[str, CoursePage], position: int) -> None:
    path = RolePath.objects.filter(slug=facts["slug"]).first() or RolePath(slug=facts["slug"])
    steps = [step for step in facts["steps"] if step["course"] in courses]
    there = [(step.course.slug, step.ask) for step in path.steps.select_related("course")] if path.pk else None
    if there == [(step["course"], step["ask"]) for step in steps]:
        return
    for name in ("title", "role", "summary"):
        setattr(path, name, facts[name])
    path.asked, path.position = "\n".join(facts["asked"]), position
    path.kept_by = WorkGroup.objects.filter(slug=facts.get("kept_by", "")).first()
    path.steps = [
        PathStep(course=courses[step["course"]], ask=step["ask"], reason=step["reason"], sort_order=place)
        for place, step in enumerate(steps)
    ]
    path.save()
    path.save_revision().publish()


def _load_choice(facts: dict[str, Any], now: datetime) -> None:
    member = Member.objects.filter(email=sample_address(facts["by"])).first()
    if member is not None:
        path = RolePath.objects.get(slug=facts["path"])
        choose_path(member=member, path=path, at=now - timedelta(days=facts["days"]))


def _load_discussion(facts: dict[str, Any], courses: dict[str, CoursePage], now: datetime) -> int:
    """The board of the course and the topic of the lesson, once."""
    course = courses.get(facts["course"])
    by = Member.objects.filter(email=sample_address("instructor")).first()
    if course is None or by is None:
        return 0
    open_board(course=course, by=by)
    link = study_course(by, course).outline.find(facts["module"], facts["lesson"])
    if link is None or LessonTopic.objects.filter(lesson=link.pk).exists():
        return 0
    first, *others = facts["posts"]
    said = {**first, "text": first["text"].replace("LESSON", link.url)}
    posts: list[Post] = [discuss(course=course, lesson=link.pk, title=facts["title"], **written(said, [], now))]
    for post in others:
        posts.append(reply(topic=posts[0].topic, **written(post, posts, now)))
    return len(posts)
