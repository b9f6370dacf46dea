"""Page types of practices, and what they need beyond the sample, which scene.py makes."""

from __future__ import annotations

from community.people.models import Member
from community.practices.enums import Verdict
from community.practices.services import reviewing
from tests.browser.page_type import PageType, Sent
from tests.factories.practices import make_draft, make_submitted

FORM = Sent("main form[method=post]")
WRITE = "practices/practice_write.html"
DETAIL = "practices/practice_detail.html"
REVIEW = "practices/review_detail.html"
LIST = "practices/practice_list.html"
_DICTIONARY = "/practices/one-data-dictionary-with-dates-in-it/"
_AUTOMATE = "/practices/automate-one-dataset-first/"
_SPLIT = "/practices/find-the-questions-before-the-challenge/review/"
_STRANGER = "/practices/open-your-file-as-a-stranger-would/"
_CLINIC = "/practices/a-clinic-every-week-instead-of-a-hotline/"

PAGE_TYPES = [
    PageType("practices", "practices:list", LIST, "/practices/", "member"),
    PageType("practices, narrowed", "practices:list", LIST, "/practices/?topic=publishing-workflow&sort=used"),
    PageType("practices, none is like that", "practices:list", LIST, "/practices/?state=retired&used_by=cdph"),
    PageType("practice", "practices:practice", DETAIL, _DICTIONARY),
    PageType("practice that one may use", "practices:practice", DETAIL, _DICTIONARY, "member"),
    PageType("practice for its author", "practices:practice", DETAIL, _DICTIONARY, "coordinator"),
    PageType("practice that is retired", "practices:practice", DETAIL, "/practices/the-friday-export/"),
    PageType("practice not confirmed", "practices:practice", DETAIL,
             "/practices/one-page-for-a-new-executive-sponsor/"),
    PageType("draft of a practice", "practices:practice", DETAIL, _CLINIC, "organizer"),
    PageType("versions of a practice", "practices:versions", "practices/version_list.html", f"{_DICTIONARY}versions/"),
    PageType("earlier version of a practice", "practices:version", "practices/version_detail.html",
             f"{_DICTIONARY}versions/1/"),
    PageType("write a practice", "practices:new", WRITE, "/practices/new/", "learner"),
    PageType("practice with faults", "practices:new", WRITE, "/practices/new/", "learner", 422,
             Sent("main form[method=post]", {"title": "", "datasets": "wells", "links": "/nowhere/"})),
    PageType("change a practice", "practices:edit", WRITE, f"{_STRANGER}edit/", "learner"),
    PageType("practice changed meanwhile", "practices:edit", WRITE, "practice_to_change", "learner", 409,
             Sent("main form[method=post]", {"title": "My title", "edits": "0"})),
    PageType("ask for reviews, too early", "practices:submit", "practices/submit.html", f"{_CLINIC}submit/",
             "organizer"),
    PageType("ask for reviews", "practices:submit", "practices/submit.html", f"{_STRANGER}submit/", "learner"),
    PageType("my practices", "practices:mine", "practices/mine.html", "/practices/mine/", "coordinator"),
    PageType("no practice of mine", "practices:mine", "practices/mine.html", "/practices/mine/", "beginner"),
    PageType("reviews", "practices:reviews", "practices/review_list.html", "/practices/reviews/", "member"),
    PageType("reviews for editors", "practices:reviews", "practices/review_list.html", "/practices/reviews/", "editor"),
    PageType("review for its author", "practices:review", REVIEW, f"{_STRANGER}review/", "learner"),
    PageType("review for its reviewer", "practices:review", REVIEW, "practice_to_review", "member"),
    PageType("review for editors", "practices:review", REVIEW, _SPLIT, "editor"),
    PageType("review without an answer", "practices:answer", REVIEW, "practice_to_review", "member", 422,
             Sent("form[action$='/answer/']")),
    PageType("practice decided without a reason", "practices:decide", REVIEW, _SPLIT, "editor", 422,
             Sent("form[action$='/decide/']")),
    PageType("ask a reviewer", "practices:ask", "practices/reviewer_ask.html", "practice_to_ask", "editor"),
    PageType("ask a reviewer by name", "practices:ask", "practices/reviewer_ask.html", "practice_to_ask/?q=SQL",
             "editor"),
    PageType("we use this", "practices:adopt", "practices/adopt.html", f"{_AUTOMATE}adopt/", "learner"),
    PageType("we use this, with faults", "practices:adopt", "practices/adopt.html", f"{_AUTOMATE}adopt/", "learner",
             422, Sent("main form[method=post]", {"adopted_on": ""})),
    PageType("does a practice still hold", "practices:check", "practices/check.html", f"{_DICTIONARY}check/",
             "coordinator"),
    PageType("retired without a reason", "practices:retire", "practices/check.html", f"{_DICTIONARY}check/",
             "coordinator", 422, Sent("form[action$='/retire/']")),
]  # fmt: skip

NO_PAGE = dict.fromkeys(
    (
        "practices:take",
        "practices:take_back",
        "practices:revise",
        "practices:publish",
        "practices:leave",
        "practices:third",
        "practices:withdraw",
        "practices:confirm",
        "practices:bring_back",
    ),
    "answers a button",
)


def practices(people: dict[str, Member]) -> dict[str, str]:
    """A review that awaits the member, one with a free place, and a draft that was saved meanwhile."""
    awaited = make_submitted(people["coordinator"], title="Scene: keep the raw file", tags=["Metadata"])
    reviewing.take_place(version=awaited, member=people["member"])
    first = reviewing.take_place(version=awaited, member=people["lead"])
    reviewing.answer(version=awaited, by=first.member, verdict=Verdict.APPROVE, words="I keep it too.")
    free = make_submitted(people["coordinator"], title="Scene: name the columns", tags=["Metadata"])
    draft = make_draft(people["learner"], title="Scene: changed meanwhile")
    return {
        "practice_to_review": f"{awaited.practice.get_absolute_url()}review/",
        "practice_to_ask": f"{free.practice.get_absolute_url()}review/ask/",
        "practice_to_change": f"{draft.practice.get_absolute_url()}edit/",
    }
