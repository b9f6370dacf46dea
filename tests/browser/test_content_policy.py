"""A crawl as each role: no violation of the content policy, no request to a third party, no 5xx, no script error."""

import re

import pytest

from .conftest import Pages
from .crawler import Crawl
from .page_type import ROLES

pytestmark = pytest.mark.once

# Where a crawl begins: what no link leads to stands here too.
STARTS = (
    "/",
    "/my/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/email/",
    "/events/organizing/",
    "/search/?q=data",
)


@pytest.fixture
def way_of(examiner):
    """`way_of(role)` is a page of that role whose faults are kept apart."""
    opened = Pages(examiner.pages.chromium, examiner.pages.hub)

    def build(role):
        page = opened.visitor()
        if role != "visitor":
            page.context.add_cookies(
                [{"name": "sessionid", "value": examiner.scene.sessions[role], "url": opened.hub.url()}]
            )
        return page, opened.faults

    yield build
    opened.close()


WITH_ALL = ("visitor", "member")  # these also look at filters and orders, and twice at each kind of address


@pytest.mark.parametrize("role", ROLES)
def test_pages_of_a_role_keep_to_the_policy(way_of, role):
    page, faults = way_of(role)
    crawl = Crawl(page) if role in WITH_ALL else Crawl(page, with_queries=False, each=1)
    opened = crawl.run(*STARTS)
    print(f"\n{role}: {len(opened)} pages")
    assert faults == []
    assert len(opened) >= 30


# What is done to one object looks like its other pages
SIDE_DOORS = re.compile("logout|/(delete|history|usage|preview|copy|move|unpublish|privacy|revisions)/")


def main_pages_of(admin):
    return lambda path: path.startswith(admin) and not SIDE_DOORS.search(path)


@pytest.mark.parametrize("admin", ["/cms/", "/django-admin/"])
def test_admin_asks_no_third_party(way_of, admin):
    page, faults = way_of("admin")
    opened = Crawl(page, main_pages_of(admin), with_queries=False, each=1, within_seconds=240).run(admin)
    print(f"\n{admin}: {len(opened)} pages")
    assert faults == []
    assert len(opened) >= 15


SEEDS = {
    "script": ("<script>document.title = 'ran'</script>", "content policy"),
    "handler": ("<button onclick='go()'>Go</button>", "content policy"),
    "style": ("<p style='color: red'>Words</p>", "content policy"),
    "picture of a third party": ("<img src='http://third.example/x.png' alt=''>", "content policy"),
    "style sheet of a third party": ("<link rel='stylesheet' href='http://third.example/x.css'>", "content policy"),
}


@pytest.mark.parametrize("kind", SEEDS)
def test_seeded_violation_is_caught_by_the_crawl(way_of, kind):
    html, words = SEEDS[kind]
    page, faults = way_of("visitor")
    page.route("**/about/", lambda route: planted(route, html))
    Crawl(page, follows=lambda path: path == "/about/").run("/about/")
    assert any(words in fault for fault in faults)


def test_third_party_request_where_the_policy_lets_it_pass_is_caught(way_of):
    page, faults = way_of("admin")
    page.context.route("http://third.example/**", lambda route: route.abort())
    page.route("**/cms/", lambda route: planted(route, "<img src='http://third.example/x.png'>", without_policy=True))
    Crawl(page, follows=lambda path: path == "/cms/").run("/cms/")
    assert "request to a third party: http://third.example/x.png" in faults


def planted(route, html, *, without_policy=False):
    """The hub's own answer with `html` in it."""
    answer = route.fetch()
    headers = {
        name: value
        for name, value in answer.headers.items()
        if name != "content-length" and not (without_policy and name == "content-security-policy")
    }
    route.fulfill(status=answer.status, headers=headers, body=answer.text().replace("</body>", f"{html}</body>"))


def test_crawl_says_when_it_reaches_its_bounds(way_of):
    page, _faults = way_of("visitor")
    with pytest.raises(AssertionError, match="more than 3 pages"):
        Crawl(page, most=3).run("/", "/search/")
