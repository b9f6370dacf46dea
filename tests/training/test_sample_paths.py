"""The sample's prerequisites, role paths and lessons talked about, over courses of the sample's names."""

import tomllib
from pathlib import Path

import pytest
from django.utils import timezone

import training.sample.paths as loader
from community.notifications.models import Mail
from community.pages.publishing import faults_of
from forum.models import Post, Topic
from tests.factories.people import MemberFactory
from tests.factories.training import make_article, make_course, make_module
from training.models import LessonTopic, PathChoice, PathStep, Prerequisite, RolePath
from training.pages import CoursePage
from training.paths.enums import Ask, Role
from training.sample.loader import COURSES

pytestmark = pytest.mark.django_db

DATA = tomllib.loads((Path(loader.__file__).parent / "paths.toml").read_text())
NAMES = {"instructor", *(choice["by"] for choice in DATA["choices"])} | {
    post["by"] for talk in DATA["discussions"] for post in talk["posts"]
}


@pytest.fixture
def sample(home):
    for name in sorted(NAMES):
        MemberFactory(email=f"{name}@hub.example", is_superuser=name == "instructor")
    for slug in {path.parent.name for path in COURSES.glob("*/course.toml")}:
        make_course(home, slug, lessons=0)
    for talk in DATA["discussions"]:
        make_article(make_module(CoursePage.objects.get(slug=talk["course"]), talk["module"]), talk["lesson"])


def counts():
    models = (Prerequisite, RolePath, PathStep, PathChoice, LessonTopic, Topic, Post)
    revisions = sum(row.revisions.count() for model in (CoursePage, RolePath) for row in model.objects.all())
    return [*(model.objects.count() for model in models), revisions]


def test_second_load_changes_nothing_and_nobody_gets_mail(sample):
    now = timezone.now()
    loader.load_paths(now)
    first = counts()
    loader.load_paths(now)
    assert counts() == first
    assert {path.role for path in RolePath.objects.filter(live=True)} == set(Role)
    assert (first[4], first[6]) == (len(DATA["discussions"]), sum(len(talk["posts"]) for talk in DATA["discussions"]))
    assert [fault for course in CoursePage.objects.all() for fault in faults_of(course)] == []
    assert not Mail.objects.exists()


def test_discussions_name_lessons_of_the_sample():
    for talk in DATA["discussions"]:
        course = tomllib.loads((COURSES / talk["course"] / "course.toml").read_text())
        modules = {part["slug"]: {lesson["slug"] for lesson in part["lessons"]} for part in course["modules"]}
        assert talk["lesson"] in modules[talk["module"]]


def test_every_ask_is_served_by_a_step():
    assert {step["ask"] for path in DATA["paths"] for step in path["steps"]} == set(Ask)
