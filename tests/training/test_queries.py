import pytest

from tests.factories.people import MemberFactory
from tests.factories.training import make_article, make_course, make_module, make_notebook_lesson
from training.pages import CoursePage, LessonPage, ModulePage
from training.services import learning

pytestmark = pytest.mark.django_db

BAR = 15
COURSE = "/training/open-data/"


@pytest.fixture
def course(home, member):
    """One course with one notebook and one article lesson, the member's first one done."""
    course = make_course(home, lessons=0)
    module = make_module(course)
    make_notebook_lesson(module)
    learning.complete(member=member, lesson=make_article(module))
    return course


def grow(home, member):
    """29 more lessons in three modules, 29 more courses with learners; some lessons done."""
    course = CoursePage.objects.get(slug="open-data")
    for number in range(3):
        module = make_module(course, f"module-{number}")
        for lesson in range(9):
            make_article(module, f"more-{lesson}")
        make_notebook_lesson(module, "more-notebook")
    for number in range(29):
        other = make_course(home, f"course-{number:02}", lessons=1)
        learning.enrol(member=MemberFactory(), course=other)
        learning.enrol(member=member, course=other)
    for lesson in LessonPage.objects.order_by("path")[:20]:
        learning.complete(member=member, lesson=lesson)
    assert ModulePage.objects.count() > 30


@pytest.mark.parametrize(
    "url",
    ["/training/", COURSE, f"{COURSE}start/lesson-1/", f"{COURSE}start/notebook/", "/my/"],
    ids=["catalogue", "course", "article", "notebook", "dashboard"],
)
def test_queries_do_not_grow_with_rows(home, course, member, client_for, count_queries, url):  # noqa: PLR0917
    browser = client_for(member)
    few = count_queries(browser, url)
    grow(home, member)
    many = count_queries(browser, url)
    print(f"\n{url}: {few} queries, {many} with 30 times the rows")
    assert few == many <= BAR


def test_mark_done_queries_do_not_grow(home, course, member, client_for, django_assert_max_num_queries):
    import uuid

    browser = client_for(member)
    grow(home, member)
    with django_assert_max_num_queries(50):
        browser.post(f"{COURSE}start/notebook/done/", {"form_token": str(uuid.uuid4())})


def test_home_page_panel_queries_do_not_grow(home, course, member, django_assert_num_queries):
    from training.components import start_here_panel

    def ask():
        return start_here_panel(member).render_html()

    with django_assert_num_queries(4):
        ask()
    grow(home, member)
    with django_assert_num_queries(4):
        ask()
