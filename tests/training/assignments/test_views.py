import uuid
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils import timezone

from community.notifications.models import Notification
from community.pages.publishing import faults_of
from tests.factories.lessons import answer, give_work, make_assignment, rubric
from tests.factories.people import MemberFactory
from training.assignments.enums import Verdict
from training.assignments.forms import ReviewForm, WorkForm
from training.assignments.notification_kinds import WORK
from training.assignments.pages import AssignmentLessonPage
from training.assignments.rubric import fingerprint
from training.assignments.services import Words, save_draft
from training.models import Completion, Review, Submission, Work

pytestmark = pytest.mark.django_db
PLACE = "/training/open-data/start/assignment/"
BAD_LINKS = ["javascript:alert(1)", "data:text/html,x", "ftp://ca.gov/x", "//ca.gov", "ca.gov", "https://", "http://[x"]
QUEUE = "/training/assignments/queue/open-data/"


def fields(**values):
    return {"form_token": str(uuid.uuid4()), "seen": "0", "text": "MY-OWN-WORDS", "link": "", **values}


def marks(lesson, **values):
    levels = {"level_0": "0", "level_1": "1", "comment_0": "Clear <b>indeed", "comment_1": ""}
    token = {"form_token": str(uuid.uuid4()), "rubric": fingerprint(lesson.criteria)}
    return {**token, **levels, "feedback": "Well done.", "verdict": "accepted", **values}


def save(lesson):
    return f"/training/assignments/{lesson.pk}/save/"


def send(lesson):
    return f"/training/assignments/{lesson.pk}/hand-in/"


def test_the_rubric_is_shown_before_anything_is_handed_in(lesson, client):
    page = client.get(PLACE).text
    assert [word in page for word in ("Question", "Nearly", "3 points", "Sign in to hand in")] == [True] * 4


def test_saved_words_are_there_again_and_nobody_elses(lesson, member, instructor, client_for):
    answer_to = client_for(member).post(save(lesson), fields())
    assert (answer_to.status_code, answer_to["Location"]) == (303, f"{PLACE}#work")
    assert "MY-OWN-WORDS" in client_for(member).get(PLACE).text
    assert not Submission.objects.exists()
    for other in (instructor, MemberFactory(), None):
        assert "MY-OWN-WORDS" not in client_for(other).get(PLACE).text
    assert client_for(instructor).get(Work.objects.get().get_absolute_url()).status_code == 404


@pytest.mark.parametrize("link", BAD_LINKS)
def test_a_link_is_the_whole_address_of_a_page(link):
    form = WorkForm(QueryDict(urlencode(fields(link=link))), lesson=AssignmentLessonPage(takes_link=True))
    assert (form.is_valid(), [*form.errors]) == (False, ["link"])


def test_a_link_with_a_fault_keeps_text_and_file(lesson, member, client_for):
    browser = client_for(member)
    file = SimpleUploadedFile("wells.csv", b"well,depth\n1,20\n")
    page = browser.post(send(lesson), fields(link="javascript:alert(1)", file=file))
    assert page.status_code == 422
    assert "MY-OWN-WORDS" in page.text
    assert "beginning with https://" in page.text
    assert "wells.csv" in page.text
    again = browser.post(send(lesson), fields(seen="1", link="https://data.ca.gov/x?y=1"))
    assert again.status_code == 303
    handed = Submission.objects.get()
    assert (handed.file_name, handed.link) == ("wells.csv", "https://data.ca.gov/x?y=1")


def test_a_bad_file_is_refused_with_a_sentence(lesson, member, client_for):
    file = SimpleUploadedFile("page.csv", b"<script>MARK()</script>")
    page = client_for(member).post(send(lesson), fields(file=file))
    assert (page.status_code, "MY-OWN-WORDS" in page.text, "page.csv" in page.text) == (422, True, True)
    assert not Work.objects.exists()


def test_only_what_the_assignment_takes_is_handed_in(lesson, member, client_for):
    other = make_assignment(lesson.get_parent().specific, "other", takes_link=False, takes_file=False)
    file = SimpleUploadedFile("wells.csv", b"a,b\n")
    client_for(member).post(send(other), fields(link="https://data.ca.gov/", file=file))
    handed = Submission.objects.get()
    assert (handed.text, handed.link, handed.file.name) == ("MY-OWN-WORDS", "", "")


def test_two_tabs_are_told_and_nothing_is_lost(lesson, member, client_for):
    browser = client_for(member)
    browser.post(save(lesson), fields(text="FROM-TAB-ONE"))
    page = browser.post(save(lesson), fields(text="FROM-TAB-TWO"))
    assert page.status_code == 409
    assert ["FROM-TAB-ONE" in page.text, "FROM-TAB-TWO" in page.text] == [True, True]
    assert browser.post(save(lesson), fields(text="BOTH", seen="1")).status_code == 303
    assert Work.objects.get().text == "BOTH"


def test_words_of_an_ended_session_come_back(lesson, client):
    page = client.post(send(lesson), fields(), headers={"referer": f"http://testserver{PLACE}"})
    assert (page.status_code, "MY-OWN-WORDS" in page.text) == (403, True)


def test_the_queue_shows_who_waits_and_leads_to_the_answer(lesson, member, instructor, client_for):
    work = give_work(member, lesson).work
    browser = client_for(instructor)
    assert work.get_absolute_url() in browser.get(QUEUE).text
    page = browser.get(work.get_absolute_url())
    assert ["MY-OWN-WORDS" in page.text, "Nearly (1)" in page.text] == [True, True]
    sent = browser.post(f"/training/assignments/submissions/{work.submissions.get().pk}/review/", marks(lesson))
    assert (sent.status_code, sent["Location"]) == (303, QUEUE)
    assert work.get_absolute_url() not in browser.get(QUEUE).text
    assert work.get_absolute_url() in browser.get(f"{QUEUE}?show=accepted").text
    shown = client_for(member).get(PLACE).text
    assert ["Clear &lt;b&gt;indeed" in shown, "Together 3 of 5 points" in shown, "Accepted" in shown] == [True] * 3
    assert Completion.objects.filter(member=member, lesson=lesson.pk, effect="done").exists()


FAULTS = {
    "a level is missing": ({"level_1": ""}, "level_1"),
    "no such level": ({"level_1": "7"}, "level_1"),
    "the rubric changed": ({"rubric": "of yesterday"}, "rubric"),
}


@pytest.mark.parametrize(("changes", "field"), FAULTS.values(), ids=FAULTS)
def test_an_answer_with_a_fault_is_not_taken(changes, field):
    lesson = AssignmentLessonPage(rubric=rubric())
    form = ReviewForm(QueryDict(urlencode(marks(lesson, **changes))), criteria=lesson.criteria)
    assert (form.is_valid(), [*form.errors]) == (False, [field])


def test_another_try_needs_words_and_keeps_what_was_typed(lesson, member, instructor, client_for):
    submission = give_work(member, lesson)
    sent = marks(lesson, comment_1="TYPED-COMMENT", verdict="returned", feedback=" ")
    page = client_for(instructor).post(f"/training/assignments/submissions/{submission.pk}/review/", sent)
    assert (page.status_code, "what to do better" in page.text, "TYPED-COMMENT" in page.text) == (422, True, True)
    assert not Review.objects.exists()


def test_the_second_instructor_keeps_the_words(lesson, member, instructor, admin, client_for):
    submission = give_work(member, lesson)
    answer(submission, admin, Verdict.RETURNED, feedback="FIRST-ANSWER")
    sent = marks(lesson, feedback="SECOND-ANSWER")
    page = client_for(instructor).post(f"/training/assignments/submissions/{submission.pk}/review/", sent)
    assert page.status_code == 409
    assert ["FIRST-ANSWER" in page.text, "SECOND-ANSWER" in page.text] == [True, True]


def test_an_acceptance_is_taken_back_with_a_reason(lesson, member, instructor, client_for):
    work = answer(give_work(member, lesson), instructor).submission.work
    browser = client_for(instructor)
    address = f"/training/assignments/works/{work.pk}/take-back/"
    assert browser.post(address, {"reason": ""}).status_code == 422
    assert browser.post(address, {"reason": "The file was empty."}).status_code == 303
    assert "The file was empty." in client_for(member).get(PLACE).text


def test_other_learners_see_nothing_of_it(lesson, member, instructor, client_for):
    file = SimpleUploadedFile("wells.csv", b"SECRET-TABLE,b\n")
    client_for(member).post(send(lesson), fields(text="SECRET-TEXT", link="https://secret.example/", file=file))
    submission = Submission.objects.get()
    answer(submission, instructor, Verdict.RETURNED, feedback="SECRET-FEEDBACK")
    work = submission.work
    addresses = [
        PLACE,
        "/training/open-data/",
        "/my/",
        "/my/notifications/",
        "/search/?q=SECRET",
        QUEUE,
        work.get_absolute_url(),
        f"{work.get_absolute_url()}file/",
        f"/training/assignments/submissions/{submission.pk}/file/",
    ]

    def leaks(who):
        browser = client_for(who)
        found = []
        for address in addresses:
            got = browser.get(address)
            content = b"".join(got.streaming_content) if got.streaming else got.content
            found += [address] if b"SECRET-T" in content or b"SECRET-F" in content or b"secret.ex" in content else []
        return found

    other = MemberFactory()
    give_work(other, lesson, "Mine")
    assert leaks(other) == leaks(None) == []
    assert leaks(member) == [PLACE, *addresses[7:]]
    assert leaks(instructor) == [addresses[6], addresses[8]]
    assert set(WORK.visible(other)) == {Work.objects.get(member=other)}


def test_notices_say_what_happened_to_whom_may_see_it(lesson, member, instructor, client_for):
    answer(give_work(member, lesson), instructor, Verdict.RETURNED, feedback="Divide by people.")
    rows = {row.member_id: row for row in Notification.objects.all()}
    told = {who: WORK.describe(who, [rows[who.pk]])[rows[who.pk].pk] for who in (member, instructor)}
    assert (told[member].text, told[member].url) == ("Divide by people.", f"{PLACE}#work")
    assert told[instructor].sentence == f"{member.display_name} handed in “Assignment”"
    client_for(member).get(PLACE)
    assert Notification.objects.get(member=member).read_at is not None


def test_an_instructor_does_not_answer_their_own_work(lesson, instructor, client_for):
    work = give_work(instructor, lesson).work
    browser = client_for(instructor)
    assert browser.get(work.get_absolute_url()).status_code == 302
    review = f"/training/assignments/submissions/{work.submissions.get().pk}/review/"
    assert browser.post(review, marks(lesson)).status_code == 404


def test_it_is_not_marked_done_by_its_learner(lesson, member, client_for):
    for verb in ("done", "undo"):
        page = client_for(member).post(f"{PLACE}{verb}/", {"form_token": str(uuid.uuid4())})
        assert (page.status_code, "when your instructor accepts your work" in page.text) == (409, True)


@pytest.mark.parametrize("url", [QUEUE, PLACE, "WORK"])
def test_queries_do_not_grow(lesson, member, instructor, client_for, count_queries, url):  # noqa: PLR0917
    work = give_work(member, lesson).work
    browser = client_for(member if url == PLACE else instructor)
    url = work.get_absolute_url() if url == "WORK" else url
    Notification.objects.update(read_at=timezone.now())  # the bell asks only where something is unread
    few = count_queries(browser, url)
    for number in range(29):
        give_work(MemberFactory(), lesson, f"Work {number}")
    for number in range(3):
        answer(give_work(member, lesson, f"Version {number}"), instructor, Verdict.RETURNED)
    give_work(member, lesson, "Last")
    Notification.objects.update(read_at=timezone.now())
    many = count_queries(browser, url)
    print(f"\n{url}: {few} queries, {many} with 30 times the rows")
    assert few == many <= 15


def test_an_assignment_is_not_published_without_task_rubric_and_a_way_to_hand_in(lesson):
    assert list(faults_of(lesson)) == []
    lesson.body, lesson.rubric, lesson.takes_text, lesson.takes_link, lesson.takes_file = [], [], False, False, False
    assert len(list(faults_of(lesson))) == 3


def test_work_keeps_a_lesson_from_being_deleted(lesson, member, admin, client_for):
    save_draft(member=member, lesson=lesson, words=Words(text="Mine"))
    client_for(admin).post(f"/cms/pages/{lesson.pk}/delete/")
    assert Work.objects.get().lesson == lesson
