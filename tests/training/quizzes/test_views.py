import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.factories.people import MemberFactory
from tests.factories.quizzes import KINDS, make_bank, make_draft, make_quiz, take
from tests.factories.training import make_course, make_module
from training.models import Completion
from training.quizzes.models import AskedQuestion, Attempt, ExtraTime, Question, QuestionVersion
from training.quizzes.services.attempts import hand_in, start_attempt
from training.quizzes.services.bank import give_extra_time
from training.services.section import ensure_training_index

pytestmark = pytest.mark.django_db
QUIZ = "/training/open-data/start/quiz/"
BANK = "/training/quizzes/banks/open-data/"


@pytest.fixture
def browser(client_for, member):
    return client_for(member)


@pytest.fixture
def instructor(home):
    ensure_training_index()
    person = MemberFactory()
    person.groups.add(Group.objects.get(name="Instructors"))
    return person


@pytest.fixture
def going_on(quiz, member):
    return start_attempt(member=member, lesson=quiz)


def step_url(attempt, end=""):
    return f"/training/quizzes/attempts/{attempt.pk}/questions/1/{end}"


def place_of(attempt, kind):
    return AskedQuestion.objects.get(attempt=attempt, version__kind=kind).place


def test_a_whole_attempt_without_scripts(quiz, browser, member):
    page = browser.get(QUIZ).text
    assert "Passed with 80 % or more; best of any number of attempts." in page
    token = str(uuid.uuid4())
    answer = browser.post(f"/training/quizzes/{quiz.pk}/start/", {"form_token": token}, follow=True)
    assert answer.redirect_chain[-1][0].endswith("/questions/1/")
    attempt = Attempt.objects.get()
    fields = {"tab": str(uuid.uuid4())}
    for row in AskedQuestion.objects.filter(attempt=attempt).for_taking():
        fields |= right_fields(row)
    answer = browser.post(step_url(attempt, "save/"), fields, follow=True)
    assert "Every question has an answer" in answer.text
    answer = browser.post(f"/training/quizzes/attempts/{attempt.pk}/hand-in/", follow=True)
    assert "100" in answer.text
    assert "Passed" in answer.text
    assert Completion.objects.get().member == member
    assert "You have done this lesson" in browser.get(QUIZ).text


def right_fields(row):
    """The fields of a form that answers a question rightly, as its page names them."""
    name, content, lines = f"q{row.place}", row.version.content, row.layout["lines"]
    match row.version.kind:
        case "numeric" | "text":
            return {name: content.get("value") or content["accepted"][0]}
        case "matching":
            right = {pair["id"]: pair["choice"] for pair in content["pairs"]}
            return {f"{name}-{n}": row.layout["choices"].index(right[key]) + 1 for n, key in enumerate(lines, 1)}
        case "ordering":
            return {f"{name}-{n}": int(key) for n, key in enumerate(lines, 1)}
    right = {option["id"] for option in content["options"] if option["right"]}
    return {name: [str(n) for n, key in enumerate(lines, 1) if key in right]}


def test_pages_before_handing_in_tell_no_answer_no_feedback_and_no_hint(going_on, browser):
    pages = [
        browser.get(url).text for url in (QUIZ, step_url(going_on), f"/training/quizzes/attempts/{going_on.pk}/review/")
    ]
    for text in pages:
        for secret in ("SECRET-WORD", "12.5", "FEEDBACK-", "HINT-", "Yes.", '"right"'):
            assert secret not in text, secret
    assert "RIGHT-single" in pages[1]  # an option among others


@pytest.mark.parametrize(
    ("feedback", "answers", "is_passed", "sees_feedback", "sees_answers"),
    [
        ("each", "each", False, True, True),
        ("each", "passed", False, True, False),
        ("passed", "passed", False, False, False),
        ("passed", "passed", True, True, True),
        ("each", "never", True, True, False),
        ("never", "never", True, False, False),
    ],
)
def test_result_shows_what_the_rules_allow(  # noqa: PLR0917
    module, course, member, browser, feedback, answers, is_passed, sees_feedback, sees_answers
):
    make_bank(course)
    quiz = make_quiz(module, show_feedback=feedback, show_answers=answers)
    if is_passed:
        take(member, quiz)
    failed = take(member, quiz, right=False)
    text = browser.get(f"/training/quizzes/attempts/{failed.pk}/result/").text
    assert ("FEEDBACK-text" in text) is sees_feedback
    assert ("SECRET-WORD" in text, "12.5" in text, "Right answer:" in text) == (sees_answers,) * 3


def test_anothers_attempt_is_nowhere_not_even_for_the_instructor(going_on, member, client_for, instructor):
    done = take(MemberFactory(), going_on.lesson)
    for viewer in (member, instructor):
        other = client_for(viewer)
        for end in ("", "review/", "result/", "questions/1/"):
            assert other.get(f"/training/quizzes/attempts/{done.pk}/{end}").status_code == 404
        assert other.post(f"/training/quizzes/attempts/{done.pk}/hand-in/").status_code == 404
    assert "Attempt 1" not in client_for(member).get(QUIZ).text


def test_marking_a_quiz_done_by_its_button_is_refused(quiz, browser):
    for end in ("done/", "undo/"):
        answer = browser.post(QUIZ + end, {"form_token": str(uuid.uuid4())})
        assert answer.status_code == 409
        assert "counts as done when you pass its quiz" in answer.text
    assert Completion.objects.count() == 0


def test_an_answer_that_cannot_be_read_keeps_what_was_typed_and_saves_the_others(going_on, browser):
    numeric, words = place_of(going_on, "numeric"), place_of(going_on, "text")
    fields = {f"q{numeric}": "a <lot>", f"q{words}": "my words", "tab": str(uuid.uuid4())}
    answer = browser.post(step_url(going_on, "save/"), fields)
    assert answer.status_code == 422
    assert "“a &lt;lot&gt;” is no number" in answer.text
    assert 'value="a &lt;lot&gt;"' in answer.text
    assert AskedQuestion.objects.get(place=words).answer == "my words"
    assert AskedQuestion.objects.get(place=numeric).answer is None


@pytest.mark.parametrize("value", ["0", "99", "-1", "x", "١", "1" * 500, "1; DROP"])
def test_values_no_page_offers_answer_nothing(going_on, browser, value):
    names = [f"q{place}" for place in range(1, 8)] + [f"q{place}-1" for place in range(1, 8)]
    numeric, words = place_of(going_on, "numeric"), place_of(going_on, "text")
    fields = {name: value for name in names if name not in {f"q{numeric}", f"q{words}"}}
    browser.post(step_url(going_on, "save/"), {**fields, "tab": "no token"})
    assert not AskedQuestion.objects.exclude(answer=None).exists()


def test_autosave_answers_with_a_line(going_on, browser):
    fields = {f"q{place_of(going_on, 'text')}": "words", "tab": str(uuid.uuid4())}
    answer = browser.post(step_url(going_on, "save/"), fields, headers={"HX-Request": "true"})
    assert "Saved at" in answer.text
    assert "<html" not in answer.text


def test_a_hint_is_shown_on_request_and_what_was_typed_is_saved(going_on, browser):
    words = place_of(going_on, "text")
    answer = browser.post(
        step_url(going_on, f"hint/{words}/"), {f"q{words}": "typed", "tab": str(uuid.uuid4())}, follow=True
    )
    assert "HINT-text" in answer.text
    assert 'value="typed"' in answer.text
    assert "HINT-numeric" not in answer.text


def test_after_the_end_nothing_is_taken_and_the_words_are_shown(going_on, browser):
    hand_in(attempt=going_on)
    answer = browser.post(step_url(going_on, "save/"), {f"q{place_of(going_on, 'text')}": "late words"})
    assert answer.status_code == 409
    assert "handed in already" in answer.text
    assert "late words" in answer.text


def test_when_the_time_is_over_the_page_says_so_and_what_was_saved_is_marked(going_on, browser):
    Attempt.objects.update(deadline=timezone.now() - timedelta(minutes=5))
    answer = browser.get(f"/training/quizzes/attempts/{going_on.pk}/", follow=True)
    assert "What you saved is kept" in answer.text
    assert Attempt.objects.get().is_open
    answer = browser.post(f"/training/quizzes/attempts/{going_on.pk}/hand-in/", follow=True)
    assert "The time was over" in answer.text
    assert Attempt.objects.get().is_ended_by_time


def test_an_attempt_outlives_its_session(going_on, browser, client_for, member):
    words = place_of(going_on, "text")
    browser.post(step_url(going_on, "save/"), {f"q{words}": "kept"})
    browser.logout()
    answer = browser.post(step_url(going_on, "save/"), {f"q{words}": "typed without a session"})
    assert answer.status_code == 403
    assert "typed without a session" in answer.text
    assert 'value="kept"' in client_for(member).get(step_url(going_on)).text


def test_a_changed_question_is_told_to_who_has_the_old_one(going_on, course, browser):
    make_bank(course, make_draft("q-text", "text", text="NEW-WORDING"))
    page = browser.get(step_url(going_on)).text
    assert "One of these questions was changed after you began" in page
    assert "NEW-WORDING" not in page


def test_questions_taken_out_of_use_and_drafts_of_quizzes_are_nowhere(course, module, browser, member):
    make_bank(course, make_draft("in", text="IN-USE"), make_draft("out", text="OUT-OF-USE"))
    Question.objects.filter(key="out").update(is_in_use=False)
    quiz, draft = make_quiz(module), make_quiz(module, "draft", live=False)
    assert browser.get("/training/open-data/start/draft/").status_code == 404
    assert browser.post(f"/training/quizzes/{draft.pk}/start/", {"form_token": str(uuid.uuid4())}).status_code == 404
    attempt = start_attempt(member=member, lesson=quiz)
    assert "OUT-OF-USE" not in browser.get(step_url(attempt)).text


def test_extra_time_is_seen_by_its_member_and_the_instructor_only(module, course, member, instructor, client_for):
    make_bank(course)
    make_quiz(module, limit_minutes=60)
    give_extra_time(course=course, member=member, factor=Decimal("1.5"), minutes=0, by=instructor)
    assert "You have 1 hour 30 minutes" in client_for(member).get(QUIZ).text
    for other in (None, MemberFactory(), instructor):
        assert "1 hour 30 minutes" not in client_for(other).get(QUIZ).text
    assert member.email in client_for(instructor).get(f"{BANK}extra-time/").text
    assert client_for(member).get(f"{BANK}extra-time/").status_code == 404


def test_extra_time_for_nobody_is_told(course, instructor, client_for):
    answer = client_for(instructor).post(
        f"{BANK}extra-time/", {"email": "no@one.example", "factor": "5", "minutes": "0"}
    )
    assert answer.status_code == 422
    assert "No member has this address" in answer.text
    assert "less than or equal to 4" in answer.text
    assert not ExtraTime.objects.exists()


def csv_file(text):
    return SimpleUploadedFile("questions.csv", text.encode(), content_type="text/csv")


HEADER = "key,kind,question,answer_1,answer_2\n"
GOOD_AND_BAD = f"{HEADER}good,single,What?,* yes,no\nbad,single,What?,yes,no\n"


def test_a_file_with_a_fault_imports_nothing_unless_told_so(course, instructor, client_for):
    browser = client_for(instructor)
    answer = browser.post(f"{BANK}import/", {"file": csv_file(GOOD_AND_BAD)})
    assert answer.status_code == 422
    assert "Nothing was imported" in answer.text
    assert Question.objects.count() == 0
    answer = browser.post(f"{BANK}import/", {"file": csv_file(GOOD_AND_BAD), "only_good": "on"})
    assert "Imported: 1 new" in answer.text
    answer = browser.post(f"{BANK}import/", {"file": csv_file(f"{HEADER}good,single,What now?,* yes,no\n")})
    assert "0 new, 1 changed" in answer.text
    assert list(QuestionVersion.objects.order_by("number").values_list("text", flat=True)) == ["What?", "What now?"]


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (SimpleUploadedFile("q.xlsx", b"PK"), "must end in .csv"),
        (SimpleUploadedFile("q.csv", b"key\xff"), "not UTF-8"),
        (SimpleUploadedFile("q.csv", b""), "empty"),
        (csv_file(f"{HEADER}a,single,<script>x</script>,* b,c\n"), "HTML"),
    ],
)
def test_files_that_are_no_questions_are_refused_at_the_door(course, instructor, client_for, file, said):
    answer = client_for(instructor).post(f"{BANK}import/", {"file": file})
    assert answer.status_code == 422
    assert said in answer.text


def test_a_question_with_faults_keeps_every_word(course, instructor, client_for):
    fields = {"key": "Bad Key", "kind": "single", "points": "1", "text": "My words", "answers": "only one"}
    answer = client_for(instructor).post(f"{BANK}new/", fields)
    assert answer.status_code == 422
    for words in ("Bad Key", "My words", "only one", "can’t be a key", "two answers or more"):
        assert words in answer.text


def test_a_neighbours_question_cannot_be_changed_through_ones_own_course(home, course, instructor, client_for):
    make_bank(make_course(home, "other", lessons=0), make_draft("theirs"))
    theirs = Question.objects.get()
    for end in ("", "retire/", "restore/"):
        assert client_for(instructor).post(f"{BANK}questions/{theirs.pk}/{end}").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_queries_do_not_grow_with_attempts_questions_and_versions(home, instructor, client_for, count_queries, count):
    figures = {}
    course = make_course(home, lessons=0)
    quiz = make_quiz(make_module(course), limit_minutes=60)
    make_bank(course, *(make_draft(f"k-{n:02}-{kind}", kind) for n in range(1 if count == 1 else 8) for kind in KINDS))
    learner = MemberFactory()
    for number in range(count):
        take(learner, quiz, right=number % 2 == 0)
        take(MemberFactory(), quiz)
    going_on = start_attempt(member=learner, lesson=quiz)
    for name, viewer, url, bar in (
        ("quiz", learner, QUIZ, 15),
        ("step", learner, step_url(going_on), 8),
        ("review", learner, f"/training/quizzes/attempts/{going_on.pk}/review/", 8),
        ("result", learner, f"/training/quizzes/attempts/{Attempt.objects.earliest('pk').pk}/result/", 9),
        ("bank", instructor, BANK, 11),
        ("figures", instructor, f"/training/quizzes/{quiz.pk}/figures/", 13),
    ):
        figures[name] = count_queries(client_for(viewer), url)
        assert figures[name] <= bar, (name, figures)
    print(f"\n{count} rows: {figures}")
