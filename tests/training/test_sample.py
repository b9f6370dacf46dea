import tomllib

import nbformat
import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Page

from community.notifications.models import Following, Mail, Notification
from community.pages.publishing import faults_of
from community.pages.sample import load_pages
from community.pages.sample.notices import load_notices
from community.people.models import Member
from tests.factories.pages import make_site
from tests.factories.people import MemberFactory
from training.certificates.enums import Status
from training.models import (
    Attempt,
    Certificate,
    CertificateRevocation,
    Completion,
    Enrolment,
    LessonFile,
    NotebookVersion,
    Question,
    QuestionVersion,
    Run,
    RunEnrolment,
    Submission,
    Work,
)
from training.pages import ArticleLessonPage, CoursePage, LessonPage, NotebookLessonPage
from training.sample.loader import COURSES, load_training

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def counts():
    learning = (
        CoursePage,
        LessonPage,
        NotebookVersion,
        Enrolment,
        Completion,
        Question,
        QuestionVersion,
        Attempt,
        LessonFile,
        Work,
        Submission,
        Run,
        RunEnrolment,
    )
    models = (*learning, Notification, Following, Certificate, CertificateRevocation)
    revisions = sum(page.revisions.count() for page in CoursePage.objects.all())
    return [model.objects.count() for model in models] + [revisions]


@pytest.fixture(scope="module")
def loaded(module_db):
    """The sample courses, among members who learn, teach, and run the hub."""
    make_site()
    for name in ("learner", "instructor", "member", "coordinator", "elena.petrov", "hector.ruiz", "vera.lindholm"):
        MemberFactory(email=f"{name}@hub.example")
    MemberFactory(email="admin@hub.example", is_superuser=True)
    load_training(timezone.now())


def sampled(name):
    return Member.objects.get(email=f"{name}@hub.example")


def test_sample_courses_are_readable_and_a_second_load_changes_nothing(loaded, client_for):
    learner, instructor = sampled("learner"), sampled("instructor")
    first = counts()
    load_training(timezone.now())
    assert counts() == first
    assert first[:3] == [7, 58, 14]
    assert Notification.objects.filter(member=learner, read_at=None, due_at=None, mail=None).exists()
    assert NotebookLessonPage.objects.count() == 14
    assert LessonPage.objects.readable().count() == 58
    assert instructor.groups.get() == Group.objects.get(name="Instructors")
    assert "3 of 8 done" in client_for(learner).get("/my/").text


def test_sample_certificates_are_valid_ending_expired_renewed_and_revoked(loaded):
    rows = Certificate.objects.with_standing().order_by("member__email", "issued_at")
    assert [(row.member.email.partition("@")[0], row.status, bool(row.renews_from())) for row in rows] == [
        ("coordinator", Status.VALID, True),
        ("coordinator", Status.VALID, False),
        ("elena.petrov", Status.SUPERSEDED, False),
        ("elena.petrov", Status.VALID, False),
        ("hector.ruiz", Status.EXPIRED, True),
        ("hector.ruiz", Status.VALID, False),
        ("member", Status.VALID, False),
        ("vera.lindholm", Status.REVOKED, False),
    ]
    assert not Mail.objects.exists()


def test_all_sample_pages_pass_the_checks_at_publication(loaded):
    now = timezone.now()
    load_pages(now)
    load_notices(now)
    pages = list(Page.objects.filter(depth__gt=1).specific())
    assert len(pages) > 20
    assert [str(fault) for page in pages for fault in faults_of(page)] == []
    lesson = ArticleLessonPage.objects.first()
    lesson.body.append(("text", '<p><a href="/x/">here</a></p>'))
    assert len(faults_of(lesson)) == 1


def test_sample_notebooks_were_executed_in_order_and_describe_their_figures():
    files = sorted(COURSES.glob("*/*.ipynb"))
    assert len(files) == 14
    for file in files:
        notebook = nbformat.read(file, as_version=4)
        nbformat.validate(notebook)
        cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
        assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1)), file.name
        outputs = [output for cell in cells for output in cell.outputs]
        assert {output.output_type for output in outputs} <= {"stream", "display_data", "execute_result"}, file.name
        figures = [output.metadata for output in outputs if "image/png" in output.get("data", {})]
        assert all(len(figure["image/png"]["alt"]) > 60 for figure in figures), file.name


def test_sample_notebooks_convert_without_a_warning(loaded):
    assert {version.source_name: version.warnings for version in NotebookVersion.objects.exclude(warnings=[])} == {}


def test_each_file_of_a_sample_course_is_a_lesson():
    for course in COURSES.glob("*/course.toml"):
        modules = tomllib.loads(course.read_text())["modules"]
        named = {lesson["file"] for module in modules for lesson in module["lessons"]}
        assert named == {file.name for file in course.parent.iterdir() if file.suffix in {".html", ".ipynb"}}
