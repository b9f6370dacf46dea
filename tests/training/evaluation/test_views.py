"""The pages: what one is asked, what instructors see, what everybody may read; and what nobody may."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from community.people.models import Member
from tests.factories.evaluation import make_finish, make_outcome, make_survey, make_use
from tests.factories.people import MemberFactory
from tests.factories.quizzes import make_bank, make_quiz, take
from tests.factories.training import make_course
from training.evaluation.asking import open_questions
from training.evaluation.enums import Use
from training.evaluation.publishing import check_faults
from training.evaluation.services import answer_survey, ask_one
from training.models import Evaluation, UseCheck
from training.pages import CoursePage

pytestmark = pytest.mark.django_db
COURSE = "/training/open-data/"
SURVEY = "/training/evaluations/open-data/"
FIGURES = f"{SURVEY}figures/"


def words_of(answer):
    """The text of a page on one line, without markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


# The survey


def test_the_page_of_a_finished_course_offers_the_survey_and_the_survey_says_who_sees_what(finish, member, client_for):
    browser = client_for(member)
    assert f'href="{SURVEY}"' in browser.get(COURSE).content.decode()
    page = words_of(browser.get(SURVEY))
    assert "No page, list or file of the hub shows your answers with your name." in page
    assert "Skip the survey" in page


def test_a_course_that_is_not_finished_has_no_survey(course, member, client_for):
    browser = client_for(member)
    assert browser.get(SURVEY).status_code == 404
    assert browser.post(SURVEY, {"relevance": "5"}).status_code == 404
    assert SURVEY not in browser.get(COURSE).content.decode()
    assert not Evaluation.objects.exists()


def test_sending_twice_is_one_answer_and_the_answers_come_back(finish, member, client_for):
    browser = client_for(member)
    sent = {"relevance": "5", "pace": "", "words": "Split the third lesson."}
    assert [browser.post(SURVEY, sent).status_code for _time in range(2)] == [303, 303]
    row = Evaluation.objects.get()
    assert (row.relevance, row.pace, row.words) == (5, None, "Split the third lesson.")
    page = browser.get(SURVEY).content.decode()
    assert "Split the third lesson." in page
    assert re.search(r'name="relevance" value="5"[^>]* checked', page)
    assert "Skip the survey" not in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [({}, "Answer one question at least"), ({"relevance": "6"}, "6 is not one of the available choices"),
     ({"words": "x" * 2_001}, "at most 2000 characters"), ({"words": "a\x00b"}, "Null characters")],
)  # fmt: skip
def test_a_survey_with_a_fault_is_shown_again_with_what_was_typed(finish, member, client_for, sent, said):
    answer = client_for(member).post(SURVEY, sent)
    assert answer.status_code == 422
    assert said in words_of(answer)
    assert not Evaluation.objects.exists()
    if "words" in sent:
        assert sent["words"][:50] in answer.content.decode()


def test_after_30_days_the_answers_stay_and_what_was_typed_is_kept(finish, member, client_for):
    answer_survey(finish=finish, answers={"relevance": 2}, at=timezone.now() - timedelta(days=31))
    answer = client_for(member).post(SURVEY, {"relevance": "5", "words": "Too late"})
    assert answer.status_code == 409
    assert "Too late" in answer.content.decode()
    assert Evaluation.objects.get().relevance == 2


def test_words_typed_after_the_session_ended_come_back(finish, client):
    answer = client.post(SURVEY, {"words": "Three paragraphs"}, headers={"referer": f"http://testserver{SURVEY}"})
    assert answer.status_code == 403
    assert "Three paragraphs" in answer.content.decode()


def test_my_hub_asks_until_it_is_answered_or_skipped_or_60_days_old(finish, member, client_for):
    check = ask_one(finish=finish, days=30, at=timezone.now())
    assert [question.url for question in open_questions(member)] == [check.get_absolute_url(), SURVEY]
    assert open_questions(member, at=timezone.now() + timedelta(days=61)) == []
    browser = client_for(member)
    assert check.get_absolute_url() in browser.get("/my/").content.decode()
    browser.post(f"{SURVEY}skip/")
    browser.post(check.get_absolute_url(), {"use": "no"})
    assert open_questions(member) == []


# Did you use it?


def test_the_link_of_the_mail_leads_through_the_log_in_to_the_question(finish, client):
    url = ask_one(finish=finish, days=30, at=timezone.now()).get_absolute_url()
    assert client.get(url)["Location"] == f"/accounts/login/?next={url}"


@pytest.mark.parametrize(
    ("sent", "said"),
    [({}, "Choose yes, not yet or no."), ({"use": "perhaps"}, "perhaps is not one of the available choices"),
     ({"use": "no", "words": "No time", "is_shown": "on"}, "Only something you used can be an outcome"),
     ({"use": "yes", "words": " ", "is_shown": "on"}, "Say what came of it")],
)  # fmt: skip
def test_an_answer_with_a_fault_is_refused(finish, member, client_for, sent, said):
    check = ask_one(finish=finish, days=30, at=timezone.now())
    answer = client_for(member).post(check.get_absolute_url(), sent)
    assert (answer.status_code, said in words_of(answer)) == (422, True)
    assert UseCheck.objects.get().answered_at is None


def test_an_outcome_is_on_the_pages_of_course_and_department_until_it_is_hidden(finish, member, client_for, client):
    check = ask_one(finish=finish, days=30, at=timezone.now())
    browser, pages = client_for(member), (COURSE, member.department.get_absolute_url())
    browser.post(check.get_absolute_url(), {"use": "yes", "words": "Saved <b>two</b> hours.", "is_shown": "on"})
    assert all("Saved &lt;b&gt;two&lt;/b&gt; hours." in client.get(page).content.decode() for page in pages)
    browser.post(f"{check.get_absolute_url()}hide/")
    assert not any("two" in client.get(page).content.decode() for page in pages)


def test_visitors_read_an_outcome_without_a_name_and_members_with_it(course, client, client_for):
    writer = MemberFactory(display_name="Quokka Q.")
    make_outcome(course, writer)
    for page in (COURSE, writer.department.get_absolute_url()):
        assert "Quokka" not in client.get(page).content.decode()
        assert "Quokka" in client_for(MemberFactory()).get(page).content.decode()


def _leave(outcome):
    Member.objects.filter(pk=outcome.finish.member_id).update(is_active=False)


def _unpublish(outcome):
    CoursePage.objects.get(pk=outcome.finish.course_id).unpublish()


@pytest.mark.parametrize("loss", [_leave, _unpublish])
def test_outcomes_go_with_their_writer_and_their_course(course, client, loss):
    outcome = make_outcome(course, words="ZANZIBAR")
    page = outcome.department.get_absolute_url()
    assert "ZANZIBAR" in client.get(page).content.decode()
    loss(outcome)
    assert "ZANZIBAR" not in client.get(page).content.decode()


def test_what_is_not_shown_leaks_by_no_page(course, admin, client_for, client):
    """Words for four people at most are on no page, not even the instructors'; nobody opens another one's question."""
    secrets = [make_use(course, words="SECRET use") for _each in range(4)]
    for _each in range(4):
        make_survey(course, words="SECRET survey")
    writer = secrets[0].finish.member
    stranger, boss = client_for(MemberFactory()), client_for(admin)
    pages = [COURSE, writer.department.get_absolute_url(), writer.get_absolute_url(), "/my/", FIGURES,
             f"{SURVEY}figures.csv", "/search/?q=SECRET"]  # fmt: skip
    said = []
    for browser in (client, stranger, boss):
        for page in pages:
            answer = browser.get(page)
            text = b"".join(answer.streaming_content) if answer.streaming else answer.content
            said += [page] if b"SECRET use" in text or b"SECRET survey" in text else []
    assert said == []
    url = secrets[0].get_absolute_url()
    assert "SECRET use" in client_for(writer).get(url).content.decode()
    assert [browser.get(url).status_code for browser in (stranger, boss)] == [404, 404]


# Figures


def test_figures_appear_with_the_fifth_answer_and_stay_until_the_tenth(course, admin, client_for):
    browser = client_for(admin)
    for number in range(4):
        make_survey(course, relevance=5, words=f"Word {number}")
    page = words_of(browser.get(FIGURES))
    assert "Word" not in page.replace("Words", "")
    assert "5 answers" not in page
    make_survey(course, relevance=1, clarity=2, words="Word 4")
    fifth = words_of(browser.get(FIGURES))
    assert fifth.count("5 answers") == 1  # clarity was answered by one
    assert "Word 4" in fifth
    make_survey(course, relevance=1, words="Word 5")
    assert words_of(browser.get(FIGURES)).replace("Finished 6", "Finished 5") == fifth


def test_no_figure_names_anybody(course, admin, client_for):
    for number in range(5):
        make_survey(course, MemberFactory(display_name=f"Quokka {number}"), words="Fine.", relevance=3)
        make_use(course, MemberFactory(display_name=f"Quokka {number}"), words="Used.")
    browser = client_for(admin)
    file = b"".join(browser.get(f"{SURVEY}figures.csv").streaming_content).decode()
    assert "Quokka" not in browser.get(FIGURES).content.decode() + file


def test_the_file_holds_the_aggregates_of_the_page_and_no_words(course, admin, client_for):
    for number in range(6):
        make_survey(course, relevance=number % 5 + 1, words="=SUM(A1)")
    for use in (Use.YES, Use.YES, Use.NO, Use.NOT_YET, Use.YES):
        make_use(course, use=use, words="Because.")
    file = b"".join(client_for(admin).get(f"{SURVEY}figures.csv").streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(file)))
    assert [row["count"] for row in rows if row["name"] == "relevance"] == ["1"] * 5
    assert [row["count"] for row in rows if row["name"] == "clarity"] == ["under 5"]
    assert [(row["answer"], row["count"]) for row in rows if row["name"] == "use_30"] == [
        ("Yes", "3"), ("Not yet", "1"), ("No", "1"),
    ]  # fmt: skip
    assert [row["count"] for row in rows if row["name"] == "finished"] == ["11"]
    assert "SUM" not in file
    assert "Because" not in file


def test_outcomes_with_names_do_not_help_to_single_out_the_others(course, admin, client_for):
    """Subtraction: two of five say so themselves, so the figure would be of the other three."""
    for _each in range(2):
        make_outcome(course)
    for _each in range(3):
        make_use(course, use=Use.NO, words="SECRET")
    browser = client_for(admin)
    assert "SECRET" not in browser.get(FIGURES).content.decode()
    assert "5 answers" not in words_of(browser.get(FIGURES))
    for _each in range(2):
        make_use(course, use=Use.NO, words="SECRET")
    page = words_of(browser.get(FIGURES))
    assert page.count("7 answers") == 2  # once in the words above the figures
    assert page.count("SECRET") == 5


def test_figures_are_for_those_who_may_edit_the_course(course, member, client_for, client):
    for url in (FIGURES, f"{SURVEY}figures.csv"):
        assert client_for(member).get(url).status_code == 404
        assert client.get(url).status_code == 302


# Gain


@pytest.fixture
def quiz(course):
    make_bank(course)
    made = make_quiz(course.get_children().get().specific)
    course.opening_check = course.closing_check = made
    course.save()
    return made


def learn(quiz, member=None):
    """Nothing known before, everything after."""
    member = member or MemberFactory()
    for right in (False, True):
        take(member, quiz, right=right)


def test_learners_see_their_own_gain_and_nobody_elses(course, quiz, member, client_for):
    take(member, quiz, right=False)
    assert "What it was good for" not in words_of(client_for(member).get(COURSE))
    take(member, quiz)
    assert "You gained 100 % of what there was to gain." in words_of(client_for(member).get(COURSE))
    assert "You gained" not in words_of(client_for(MemberFactory()).get(COURSE))


def test_instructors_see_the_gain_of_five(course, quiz, admin, client_for):
    browser = client_for(admin)
    for _each in range(4):
        learn(quiz)
    take(MemberFactory(), quiz)  # one check only
    assert "Fewer than 5 people took both checks" in words_of(browser.get(FIGURES))
    learn(quiz)
    assert "Learners 5 Before, on average 0 % After, on average 100 % Normalised gain 1.00" in words_of(
        browser.get(FIGURES)
    )


def faults(course):
    return [fault.what for fault in check_faults(course)]


def test_checks_that_can_show_no_gain_are_refused_when_the_course_is_published(home, course, quiz):
    assert faults(course) == []
    quiz.attempts_allowed = 1
    assert "allows one attempt only" in faults(course)[0]
    course.closing_check = None
    assert "needs a closing check" in faults(course)[0]
    course.opening_check = course.closing_check = make_quiz(
        make_course(home, "another").get_children().get().specific, "strange"
    )
    assert faults(course) == ["“Strange” is a quiz of another course."]


# Queries


@pytest.mark.parametrize("url", [COURSE, FIGURES, "department", "/my/"])
def test_queries_do_not_grow_with_answers(home, course, quiz, admin, client_for, count_queries, url):  # noqa: PLR0917
    def grow(count):
        for _each in range(count):
            make_outcome(course, MemberFactory(department=admin.department))
        for number in range(count):
            other = make_course(home, f"other-{UseCheck.objects.count()}-{number}", lessons=0)
            ask_one(finish=make_finish(other, admin), days=30, at=timezone.now())

    grow(1)
    url = admin.department.get_absolute_url() if url == "department" else url
    browser = client_for(admin)
    few = count_queries(browser, url)
    grow(8)
    assert count_queries(browser, url) == few
