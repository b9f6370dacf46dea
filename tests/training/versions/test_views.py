"""What learners see and may do when lessons change, move or go away under them."""

import re
import uuid

import pytest
from wagtail.actions.move_page import MovePageAction

from tests.factories.people import MemberFactory
from tests.factories.quizzes import make_quiz
from tests.factories.training import body, make_article, make_course, make_module, make_notebook_lesson
from training.certificates.transcript import as_csv, transcript_of
from training.enums import Change, Rule
from training.models import Completion, CourseFinish
from training.pages import ArticleLessonPage, LessonPage, NotebookLessonPage
from training.services import learning
from training.services.finishing import record_all_finishes
from training.study import study_course

pytestmark = pytest.mark.django_db

COURSE = "/training/open-data/"
LESSON = f"{COURSE}start/lesson-1/"
BAR = re.compile(r"<progress[^>]*?\bmax=\"(\d+)\"[^>]*?\bvalue=\"(\d+)\"")


@pytest.fixture
def course(home):
    course = make_course(home, lessons=0)
    module = make_module(course)
    for number in (1, 2):
        make_article(module, f"lesson-{number}").save_revision().publish()
    return course


@pytest.fixture
def lessons(course):
    return list(LessonPage.objects.order_by("path"))


@pytest.fixture
def learner(member, client_for):
    return client_for(member)


def publish(lesson, change=Change.MINOR, what="", html="<h2>Begin here</h2><p>New.</p><h2>Rules</h2><p>Two.</p>"):
    page = ArticleLessonPage.objects.get(pk=lesson.pk)
    page.change, page.what_changed, page.body = change, what, body(html)
    page.save_revision().publish()


def token(**more):
    return {"form_token": str(uuid.uuid4()), **more}


def percent_on(page):
    """What the first bar of a page shows."""
    most, value = BAR.search(" ".join(page.split())).groups()
    return 100 * int(value) // int(most)


def test_after_a_minor_change_the_lesson_stays_done_and_says_what_changed(member, learner, lessons):
    learning.complete(member=member, lesson=lessons[0])
    publish(lessons[0], what="Two rules are new.")
    page = learner.get(LESSON).text
    for words in ("Updated since you read it", "Two rules are new.", "Rules", "Begin here", "It still counts as done."):
        assert words in page
    assert "1 of 2 done" in page
    assert "Updated since you read it" in learner.get(COURSE).text


def test_reading_what_is_new_takes_the_notice_away_and_changes_no_percent(member, learner, lessons):
    learning.complete(member=member, lesson=lessons[0])
    publish(lessons[0], what="Two rules are new.")
    assert learner.post(f"{LESSON}done/", token(version="2")).status_code == 303
    page = learner.get(LESSON).text
    assert "Updated since you read it" not in page
    assert "1 of 2 done" in page


def test_after_a_major_change_who_has_not_finished_does_the_lesson_again(member, learner, course, lessons):
    learning.complete(member=member, lesson=lessons[0])
    publish(lessons[0], Change.MAJOR, "The law changed.")
    page = learner.get(LESSON).text
    assert "please do it once more" in page
    assert "0 of 2 done" in page
    assert "Updated: do it again" in learner.get(COURSE).text
    learner.post(f"{LESSON}done/", token(version="2"))
    assert study_course(member, course).progress.percent == 50


def test_who_has_finished_stays_finished_whatever_is_published_and_added(member, learner, course, lessons):
    for lesson in lessons:
        learning.complete(member=member, lesson=lesson)
    publish(lessons[0], Change.MAJOR, "The law changed.")
    make_article(make_module(course, "more"), "lesson-3").save_revision().publish()
    page = learner.get(COURSE).text
    assert percent_on(page) == 100
    assert "Finished; 1 lesson is new since" in page
    assert "New since you finished" in page
    assert "You have finished the course, and nothing changes that." in learner.get(LESSON).text
    assert [row.study.course for row in transcript_of(member).finished] == [course]
    assert "open-data" not in learner.get("/my/").text.partition("Your other courses")[0]


def test_taking_a_mark_back_opens_the_course_again(member, course, lessons):
    for lesson in lessons:
        learning.complete(member=member, lesson=lesson)
    learning.undo(member=member, lesson=lessons[1])
    assert study_course(member, course).progress.percent == 50
    learning.complete(member=member, lesson=lessons[1])
    assert study_course(member, course).progress.percent == 100
    assert CourseFinish.objects.count() == 1


@pytest.mark.parametrize("way", ["unpublish", "delete", "move"])
def test_who_did_the_rest_finishes_when_the_outline_loses_a_lesson(home, member, course, lessons, way):
    learning.complete(member=member, lesson=lessons[0])
    gone = lessons[1].specific
    if way == "move":
        other = make_module(make_course(home, "other", lessons=0))
        MovePageAction(gone, other, pos="last-child").execute(skip_permission_checks=True)
    else:
        getattr(gone, way)()
    assert CourseFinish.objects.get().lessons == [lessons[0].pk]
    make_article(lessons[0].get_parent().specific, "lesson-4").save_revision().publish()
    assert study_course(member, course).progress.percent == 100


def test_a_finish_that_was_never_written_is_found_by_the_daily_sweep_once(member, course, lessons):
    for lesson in lessons:
        Completion.objects.create(
            member=member, lesson=lesson, content_version="x", effect="done", rule=Rule.MARKED, source="member",
            at=lesson.first_published_at,
        )  # fmt: skip
    assert (record_all_finishes(), record_all_finishes()) == (1, 0)
    assert CourseFinish.objects.get().at == lessons[-1].first_published_at


def test_a_form_from_before_a_major_change_marks_nothing(learner, lessons):
    learner.post(f"{COURSE}enrol/", token())
    publish(lessons[0], Change.MAJOR, "The law changed.")
    response = learner.post(f"{LESSON}done/", token(version="1"))
    assert response.status_code == 409
    assert "This lesson changed while you had it open." in response.text
    assert not Completion.objects.exists()
    assert learner.post(f"{LESSON}done/", token(version="2")).status_code == 303


def test_a_form_from_before_a_minor_change_counts_and_says_which_version(learner, lessons):
    learner.get(LESSON)
    publish(lessons[0], what="A comma.")
    learner.post(f"{LESSON}done/", token(version="1"))
    assert Completion.objects.get().version == 1
    assert "A comma." in learner.get(LESSON).text


@pytest.mark.parametrize("version", ["-1", "x", "9" * 30])
def test_a_version_that_is_none_is_refused(learner, lessons, version):
    assert learner.post(f"{LESSON}done/", token(version=version)).status_code in {303, 422}
    assert not Completion.objects.filter(version__gt=1).exists()


def test_two_members_finish_for_themselves(member, course, lessons):
    for lesson in lessons:
        learning.complete(member=member, lesson=lesson)
    other = MemberFactory()
    learning.complete(member=other, lesson=lessons[0])
    assert study_course(other, course).progress.percent == 50
    assert CourseFinish.objects.get().member == member


def test_moved_and_renamed_the_old_addresses_lead_to_the_lesson(
    course, lessons, learner, django_capture_on_commit_callbacks
):
    more = make_module(course, "more")
    MovePageAction(lessons[0].specific, more, pos="last-child").execute(skip_permission_checks=True)
    page = ArticleLessonPage.objects.get(pk=lessons[0].pk)
    page.slug = "first-steps"
    with django_capture_on_commit_callbacks(execute=True):  # Wagtail writes the redirect then
        page.save_revision().publish()
    for old in (LESSON, f"{COURSE}more/lesson-1/"):
        response = learner.get(old, follow=True)
        assert response.redirect_chain == [(f"{COURSE}more/first-steps/", 302)]
        assert "This lesson has moved." in response.text


def test_a_form_sent_to_the_old_address_is_honoured(course, lessons, learner, member):
    more = make_module(course, "more")
    MovePageAction(lessons[0].specific, more, pos="last-child").execute(skip_permission_checks=True)
    assert learner.post(f"{LESSON}done/", token(version="1")).status_code == 303
    assert study_course(member, course).progress.done == 1
    learner.post(f"{LESSON}undo/", token())
    assert study_course(member, course).progress.done == 0


def test_another_lesson_at_the_old_address_is_shown_there(course, lessons, learner):
    more = make_module(course, "more")
    MovePageAction(lessons[0].specific, more, pos="last-child").execute(skip_permission_checks=True)
    make_article(lessons[1].get_parent().specific, "lesson-1", html="<p>Another one.</p>")
    assert "Another one." in learner.get(LESSON).text


@pytest.mark.parametrize("what", ["lesson", "module"])
def test_a_lesson_that_was_taken_out_says_so_and_a_form_changes_nothing(course, lessons, learner, member, what):
    learning.complete(member=member, lesson=lessons[0])
    gone = lessons[0].specific if what == "lesson" else lessons[0].get_parent().specific
    gone.unpublish()
    shown = learner.get(LESSON)
    assert shown.status_code == 404
    assert "took it out of the course" in shown.text
    assert COURSE in shown.text
    sent = learner.post(f"{LESSON}undo/", token())
    assert sent.status_code == 404
    assert "has changed nothing" in sent.text
    assert Completion.objects.count() == 1


def test_a_lesson_that_was_never_published_is_not_told_of(course, lessons, learner):
    make_article(lessons[0].get_parent().specific, "secret", live=False)
    response = learner.get(f"{COURSE}start/secret/")
    assert response.status_code == 404
    assert "took it out" not in response.text


def test_a_withdrawn_course_is_told_of_to_its_learners_only(course, lessons, learner, member, client):
    learning.enrol(member=member, course=course)
    course.unpublish()
    assert "took it out of the course" in learner.get(LESSON).text
    assert "took it out of the course" not in client.get(LESSON).text


def test_each_kind_of_lesson_shows_the_rule_in_force(course, lessons, learner):
    module = lessons[0].get_parent().specific
    notebook, quiz = make_notebook_lesson(module), make_quiz(module)
    rules = {LESSON: Rule.MARKED, notebook.get_absolute_url(): Rule.MARKED, quiz.get_absolute_url(): Rule.PASSED}
    for address, rule in rules.items():
        assert str(rule.label) in learner.get(address).text
    assert learner.post(f"{quiz.get_absolute_url()}done/", token()).status_code == 409
    assert NotebookLessonPage.objects.count() == 1


def test_csv_of_the_transcript_says_what_the_page_says(member, lessons):
    learning.complete(member=member, lesson=lessons[0])
    assert "1 of 2 lessons" in as_csv(transcript_of(member))
    learning.complete(member=member, lesson=lessons[1])
    publish(lessons[0], Change.MAJOR, "The law changed.")
    assert "completed" in as_csv(transcript_of(member))
