"""Talking about a lesson: the board of a course, the topic of a lesson, who sees what of it."""

import uuid

import pytest
from bs4 import BeautifulSoup

from community.people.models import AuditEntry, Member
from forum.enums import Audience
from forum.models import Board, Post, Topic
from forum.rendering import compose
from forum.services.boards import change_board
from forum.services.posting import reply
from forum.services.reading import mark_boards_read
from forum.tending.services.merging import merge_topics
from tests.factories.people import MemberFactory
from tests.factories.training import make_article, make_course, make_module
from tests.factories.workgroups import WorkGroupFactory
from training.discussion.services import BoardRefused, discuss, open_board
from training.discussion.threads import discussion_of
from training.models import CourseBoard, LessonTopic
from training.pages import CoursePage, LessonPage

pytestmark = pytest.mark.django_db

COURSE = "/training/open-data/"
LESSON = f"{COURSE}start/lesson-1/"
DISCUSS = f"{LESSON}discuss/"


@pytest.fixture
def course(home):
    return make_course(home)


@pytest.fixture
def board(course, admin):
    return open_board(course=course, by=admin)


def first_lesson():
    return LessonPage.objects.order_by("path").first().pk


def begin(course, poster, title="How many rows?", text="How many are enough?", **fields):
    return discuss(course=course, lesson=first_lesson(), poster=poster, title=title, text=compose(text), **fields)


def words(**fields):
    return {"title": "How many rows?", "text": "How many?", "form_token": str(uuid.uuid4()), **fields}


def target_of(page, words):
    """Where the link with these words leads."""
    return BeautifulSoup(page.text, "html.parser").find("a", string=words)["href"]


def plain(response):
    return " ".join(response.text.split())


def test_without_a_board_nothing_is_said_of_discussing(course, member, client_for):
    assert "Discuss this lesson" not in client_for(member).get(LESSON).text
    assert client_for(member).get(DISCUSS).status_code == 404
    assert client_for(member).post(DISCUSS, words()).status_code == 404


def test_editor_opens_the_board_once_and_it_is_as_public_as_the_course(course, admin, client_for):
    browser = client_for(admin)
    assert "Open a board" in browser.get(COURSE).text
    for _time in range(2):
        answer = browser.post(f"{COURSE}board/")
        assert (answer.status_code, answer["Location"]) == (303, COURSE)
    board = CourseBoard.objects.get(course=course).board
    assert (board.audience, board.name, board.parent.slug) == (Audience.EVERYBODY, course.title, "courses")
    assert AuditEntry.objects.filter(action="found", by=admin).count() == 1
    page = browser.get(COURSE).text
    assert f'href="{board.get_absolute_url()}"' in page
    assert "Open a board" not in page


def test_learners_can_not_open_a_board(course, member, client_for):
    assert "Open a board" not in client_for(member).get(COURSE).text
    assert client_for(member).post(f"{COURSE}board/").status_code == 404
    assert client_for(None).post(f"{COURSE}board/")["Location"].startswith("/accounts/login/")
    assert not CourseBoard.objects.exists()


def test_draft_course_gets_no_board(home, admin):
    draft = make_course(home, "draft", live=False)
    with pytest.raises(BoardRefused, match="Publish the course first"):
        open_board(course=draft, by=admin)
    assert not Board.objects.exists()


def test_first_use_opens_the_form_with_title_and_a_way_back(board, member, client_for):
    assert target_of(client_for(member).get(LESSON), "Discuss this lesson") == DISCUSS
    form = client_for(member).get(DISCUSS).context["form"]
    assert form.initial["title"] == "Lesson 1"
    assert form.initial["text"] == f"About the lesson [Lesson 1]({LESSON}):\n\n"
    assert f'href="{LESSON}"' in compose(form.initial["text"]).html


def test_title_with_marks_stays_a_title(home, admin, member, client_for):
    course = make_course(home, "marks", lessons=0)
    make_article(make_module(course), title="Use [x] and *y*, " + "long " * 40)
    open_board(course=course, by=admin)
    form = client_for(member).get("/training/marks/start/lesson-1/discuss/").context["form"]
    html = compose(form.initial["text"]).html
    assert ">Use [x] and *y*, long" in html
    assert len(form.initial["title"]) <= 150


def test_visitor_is_asked_to_sign_in(board, client):
    assert DISCUSS in client.get(LESSON).text
    assert client.get(DISCUSS)["Location"].startswith("/accounts/login/")


def test_posting_begins_the_topic_of_the_lesson(board, member, client_for):
    browser = client_for(member)
    answer = browser.post(DISCUSS, words())
    topic = Topic.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, topic.posts.get().get_absolute_url())
    assert (topic.subject, topic.forum) == ("How many rows?", board)
    assert LessonTopic.objects.get().lesson_id == first_lesson()
    assert browser.get(DISCUSS)["Location"] == topic.get_absolute_url()
    page = plain(browser.get(LESSON))
    assert f'<a href="{topic.get_absolute_url()}">Discuss this lesson</a>' in page
    assert "0 answers" in page


@pytest.mark.parametrize("fields", [{"title": ""}, {"text": " "}, {"form_token": "x"}])
def test_what_was_typed_is_kept_when_something_is_missing(board, member, client_for, fields):
    answer = client_for(member).post(DISCUSS, words(**fields))
    assert answer.status_code == 422
    kept = "How many?" if "text" not in fields else "How many rows?"
    assert kept in answer.text
    assert not Topic.objects.exists()


def test_preview_shows_the_text_and_posts_nothing(board, member, client_for):
    answer = client_for(member).post(f"{DISCUSS}preview/", words(text="Some **bold** words"))
    assert answer.status_code == 200
    assert "<strong>bold</strong>" in answer.text
    assert f'action="{DISCUSS}"' in answer.text
    assert client_for(member).post(f"{DISCUSS}preview/", words(text="")).status_code == 422
    assert not Topic.objects.exists()


def test_second_to_begin_answers_in_the_topic_that_is_there(course, board, member):
    begin(course, member)
    second = begin(course, MemberFactory(), title="Another title", text="I ask that too.")
    assert Topic.objects.get() == second.topic
    assert Topic.objects.get().posts_count == 2


def test_same_form_twice_posts_once(course, board, member):
    token = uuid.uuid4()
    assert begin(course, member, form_token=token) == begin(course, member, form_token=token)
    assert Post.objects.count() == 1


def test_answers_and_unread_marks_are_those_of_the_forum(course, board, member, client_for):
    topic = begin(course, MemberFactory()).topic
    mark_boards_read(reader=member, boards=[board])
    for _answer in range(2):
        reply(topic=topic, poster=MemberFactory(), text=compose("Twelve."))
    page = client_for(member).get(LESSON)
    assert "2 answers" in plain(page)
    assert target_of(page, "2 new") == f"/forum/topics/{topic.pk}/unread/"
    client_for(member).get(topic.get_absolute_url())
    assert "2 new" not in plain(client_for(member).get(LESSON))
    assert "2 new" not in plain(client_for(None).get(LESSON))


@pytest.mark.parametrize("audience", [Audience.MEMBERS, Audience.GROUP])
def test_who_may_not_read_the_board_sees_no_link_and_no_count(  # noqa: PLR0917
    course, board, admin, member, client_for, audience
):
    insider = MemberFactory()
    topic = begin(course, insider).topic
    reply(topic=topic, poster=insider, text=compose("Me again."))
    board = Board.objects.get(pk=board.pk)
    board.audience = audience
    board.work_group = WorkGroupFactory(lead=insider) if audience == Audience.GROUP else None
    change_board(board=board, by=admin)
    outsiders = [None] if audience == Audience.MEMBERS else [None, member, admin]
    assert "1 answer" in plain(client_for(insider).get(LESSON))
    for person in outsiders:
        browser = client_for(person)
        page = plain(browser.get(LESSON))
        assert not [said for said in ("Discuss this lesson", "1 answer", "/forum/topics/") if said in page]
        assert board.get_absolute_url() not in browser.get(COURSE).text
        if person is not None:
            assert browser.get(DISCUSS).status_code == 404
            assert browser.post(DISCUSS, words()).status_code == 404


def test_topic_moved_where_one_does_not_read_leaves_no_trace(course, board, member, client_for):
    topic = begin(course, MemberFactory()).topic
    hidden = Board.objects.get(work_group=WorkGroupFactory(lead=MemberFactory()))
    Topic.objects.filter(pk=topic.pk).update(forum=hidden)
    assert discussion_of(member, course, first_lesson()) is None
    assert "Discuss this lesson" not in client_for(member).get(LESSON).text


def test_topic_outlives_its_lesson_and_a_deleted_topic_frees_it(course, board, member):
    topic = begin(course, member).topic
    LessonPage.objects.get(pk=first_lesson()).delete()
    assert Topic.objects.filter(pk=topic.pk).exists()
    other = begin(course, member).topic
    Topic.objects.filter(pk=other.pk).update(first_post=None, last_post=None)
    Board.objects.update(last_post=None)
    other.posts.all().delete()
    other.delete()
    assert discussion_of(member, course, first_lesson()).topic is None


def test_queries_of_a_lesson_do_not_grow_with_posts(course, board, member, client_for, count_queries):
    topic = begin(course, MemberFactory()).topic
    few = count_queries(client_for(member), LESSON)
    for lesson in range(5):
        make_article(course.get_children().get().specific, f"more-{lesson}")
    for _answer in range(12):
        reply(topic=topic, poster=member, text=compose("One more."))
    many = count_queries(client_for(member), LESSON)
    print(f"\nlesson with a discussion: {few} queries, {many} with more posts")
    assert few == many <= 15


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_ten_at_once_begin_one_topic_and_lose_no_words(home, at_once):
    course = make_course(home)
    admin = MemberFactory(is_superuser=True)
    boards = at_once(4, lambda number: open_board(course=CoursePage.objects.get(pk=course.pk), by=admin).pk)
    assert len(set(boards)) == Board.objects.filter(parent__slug="courses").count() == 1
    people = [MemberFactory() for _person in range(10)]
    at_once(10, lambda number: begin(course, Member.objects.get(pk=people[number].pk), text=f"Words of {number}").pk)
    topic = Topic.objects.get()
    assert topic.posts_count == topic.posts.count() == 10
    assert Board.objects.get(pk=boards[0]).direct_posts_count == 10


def test_lesson_is_talked_about_in_the_topic_that_its_own_was_merged_into(board, course, admin, member):
    make_article(make_module(course, "more"), "lesson-2")
    first, second = LessonPage.objects.order_by("path").values_list("pk", flat=True)[:2]
    topics = [
        discuss(course=course, lesson=pk, poster=member, title="Rows", text=compose("How many?")).topic
        for pk in (first, second)
    ]

    merge_topics(former=topics[0], into=topics[1], by=admin, seen={topic.pk: board.pk for topic in topics})

    assert [discussion_of(member, course, pk).topic for pk in (first, second)] == [topics[1], topics[1]]
    late = discuss(course=course, lesson=first, poster=member, title="Rows", text=compose("Many."))
    assert late.topic == topics[1]
