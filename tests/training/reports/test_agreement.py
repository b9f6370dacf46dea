"""What SQL counts as finished is what the pure function says of each person, over random histories (docs/adr/0027)."""

from random import Random

import pytest
from django.utils import timezone

from tests.factories.people import MemberFactory
from tests.factories.training import make_article, make_course, make_path
from training.enums import Change
from training.models import CourseFinish, LessonVersion
from training.pages import LessonPage, ModulePage
from training.paths.services import choose_path
from training.paths.standing import walks_of
from training.reports.department import path_figures
from training.reports.enums import People
from training.reports.finished import Finishes, Scope
from training.reports.people import lines_of, people_in, people_table
from training.services import learning
from training.standing import progress_in
from training.study import study_courses

pytestmark = pytest.mark.django_db
ACTS = ("complete",) * 12 + ("undo",) * 3 + ("major", "add", "withdraw", "remove")


def act(random, name, member, course, count):
    """One thing that a learner or an editor does, through the services."""
    lessons = list(LessonPage.objects.readable().under(course.path).order_by("path"))
    lesson = random.choice(lessons)
    if name in {"complete", "undo"}:
        getattr(learning, name)(member=member, lesson=lesson)
    elif name == "withdraw":
        learning.withdraw(member=member, course=course)
    elif name == "major":
        newest = LessonVersion.objects.about([lesson.pk]).newest_first().first()
        number = newest.number + 1 if newest else 1
        LessonVersion.objects.create(
            lesson=lesson, number=number, change=Change.MAJOR, what_changed="Law.", digest=f"{number:064x}",
            at=timezone.now(), sections=[], added=[], removed=[], reworded=[],
        )  # fmt: skip
    elif name == "add":
        make_article(ModulePage.objects.child_of(course).get(), f"added-{count}")
    elif len(lessons) > 1:
        lesson.specific.unpublish()


@pytest.mark.parametrize("seed", range(3))
def test_finishes_that_count_are_those_of_the_pure_function(home, seed):
    random = Random(seed)
    courses = [make_course(home, slug, lessons=2) for slug in ("one", "two")]
    members = [MemberFactory() for _number in range(4)]
    path = make_path(*courses)
    choose_path(member=members[0], path=path)
    choose_path(member=members[1], path=path)
    for count in range(45):
        act(random, random.choice(ACTS), random.choice(members), random.choice(courses), count)
    finishes = Finishes.within(Scope())
    studies = {(member.pk, study.course.pk): study for member in members for study in study_courses(member, courses)}
    expected = {pair for pair, study in studies.items() if study.progress.is_finished}
    found = list(finishes.rows.values_list("member", "course"))
    assert sorted(found) == sorted(expected)
    assert {pair: study.progress for pair, study in studies.items()} == dict(
        progress_in(courses, [m.pk for m in members])
    )
    walked = [walks_of(member, [path])[0].progress.is_finished for member in members[:2]]
    assert [(row.chosen, row.finished) for row in path_figures(Scope(), finishes)] == [(2, sum(walked))]
    names = {member.pk: member.display_name for member in members}
    mine = [
        (names[pair[0]], study.course.title, study.progress.percent)
        for pair, study in studies.items()
        if study.is_enrolled or study.finish
    ]
    assert listed(finishes) == sorted(mine)


def listed(finishes):
    """Name, course and percent of each line of the list of people."""
    lines = lines_of(Scope(), finishes, People.ALL, at=timezone.now())
    table = people_table(Scope(), finishes, lines, list(people_in(Scope(), lines)), timezone.now())
    return sorted((row.values[0], row.values[1], row.values[3]) for row in table.rows)


def test_histories_reach_what_they_are_about(home, member):
    """A finish that was taken back, and one that a second finish came after: one row counts, or none."""
    course = make_course(home, lessons=3)
    lessons = list(LessonPage.objects.readable().under(course.path).order_by("path"))
    for lesson in lessons:
        learning.complete(member=member, lesson=lesson)
    learning.undo(member=member, lesson=lessons[2])
    assert list(Finishes.within(Scope()).rows) == []
    lessons[2].specific.unpublish()
    assert CourseFinish.objects.count() == 2
    (row,) = Finishes.within(Scope()).rows
    assert row.number == 2
    lessons[2].specific.save_revision().publish()
    learning.complete(member=member, lesson=LessonPage.objects.get(pk=lessons[2].pk))
    (row,) = Finishes.within(Scope()).rows
    assert row.number == 1
