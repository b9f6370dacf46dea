"""The hostile corpus in each place of a page that shows what members typed: none of it becomes markup there."""

import re
import uuid

import pytest
from django.core.exceptions import ValidationError

from community.people.models import Member
from community.safety.characters import one_line
from community.safety.html import clean_for_mail
from forum.forms import LONGEST_TITLE
from forum.kinds.services import accept_answer
from forum.models import Post, Topic
from forum.rendering import compose, without_boxes
from forum.services.posting import reply, start_topic
from tests.factories.forum import BoardFactory, make_question, make_topic
from tests.factories.people import MemberFactory
from tests.forum.cases import FAMILIES, HOSTILE
from tests.forum.sinks import harm

CASES = list(HOSTILE.values())
WORD = "zebra"
# What search engines read: JSON, in a script element that runs nothing
DATA = re.compile(r'<script type="application/ld\+json"[^<>]*>([^<]*)</script>')


def bundles(size):
    """Cases in few texts, so that few pages show all of them."""
    return ["\n\n".join(CASES[place : place + size]) for place in range(0, len(CASES), size)]


def titles():
    """Each case as a title: what the form makes of it, where it takes it at all."""
    for case in CASES:
        try:
            yield one_line(case[:LONGEST_TITLE]) or "Empty"
        except ValidationError:
            continue


def page_of(client, address, **query):
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def pages_of(client, address, **query):
    """All pages of a list."""
    first = client.get(address, query)
    count = first.context["page"].paginator.num_pages
    rest = [page_of(client, address, **query, page=number) for number in range(2, count + 1)]
    return [first.content.decode(), *rest]


@pytest.fixture
def client(client_for, member):
    return client_for(member)


@pytest.fixture
def board():
    return BoardFactory(name="Water", slug="water")


@pytest.mark.django_db
def test_posts_and_the_forms_that_hold_them(client, member):
    plain, topic = make_topic(poster=member, text="- [x] a"), make_topic(poster=member)
    posts = [reply(topic=topic, poster=member, text=compose(text)) for text in bundles(5)]
    reply(topic=plain, poster=member, text=compose(f"www.{WORD}.gov"))
    usual = page_of(client, plain.get_absolute_url())
    form = page_of(client, f"/forum/posts/{plain.first_post_id}/edit/")

    found = [harm(page, usual) for page in pages_of(client, topic.get_absolute_url())]
    found += [harm(page_of(client, f"/forum/posts/{post.pk}/edit/"), form) for post in posts]
    found += [harm(page_of(client, f"/forum/topics/{topic.pk}/reply/", quote=post.pk), form) for post in posts]

    assert (len(found), set().union(*found)) == (3 + 42 + 42, set())


@pytest.mark.django_db
def test_preview(client, member):
    topic = make_topic(poster=member)

    def previewed(text):
        form = {"text": text, "form_token": str(uuid.uuid4())}
        return client.post(f"/forum/topics/{topic.pk}/reply/preview/", form)

    usual = previewed("- [x] a").content.decode() + previewed("> " * 100 + "a").content.decode()
    answers = [previewed(text) for text in bundles(4)]

    assert {answer.status_code for answer in answers} <= {200, 422}
    assert set().union(*(harm(answer.content.decode(), usual) for answer in answers)) == set()


@pytest.mark.django_db
def test_titles_in_the_board_the_topic_and_the_search_with_its_extracts(client, member, board):
    plain = make_topic(poster=member, text=f"{WORD} words", title="Plain")
    usual = [page_of(client, plain.forum.get_absolute_url()), page_of(client, plain.get_absolute_url())]
    usual.append(page_of(client, "/search/", q=WORD))
    for title, case in zip(titles(), CASES, strict=False):
        start_topic(board=board, poster=member, title=title, text=compose(f"{WORD}\n\n{case}"))

    lists = [harm(page, usual[0]) for page in pages_of(client, "/forum/water/")]
    hits = [harm(page, usual[2]) for page in pages_of(client, "/search/", q=WORD)]
    topics = Topic.objects.filter(forum=board)
    shown = [harm(page_of(client, topic.get_absolute_url()), usual[1]) for topic in topics]

    assert set().union(*lists, *hits, *shown) == set()
    assert (len(shown) > 190, len(hits) >= 10, len(lists) >= 8) == (True, True, True)


@pytest.mark.django_db
def test_questions_their_accepted_answers_and_what_search_engines_read(client, member):
    plain = make_question(poster=member, text="- [x] a")
    accept_answer(post=reply(topic=plain, poster=member, text=compose(f"www.{WORD}.gov\n\n- [x] a")), by=member)
    usual, form = page_of(client, plain.get_absolute_url()), page_of(client, f"/forum/topics/{plain.pk}/sort/")
    found = []
    for title, text in zip(titles(), bundles(5), strict=False):
        question = make_question(poster=member, title=title, text=text)
        accept_answer(post=reply(topic=question, poster=member, text=compose(text)), by=member)
        page = page_of(client, question.get_absolute_url())
        found.append(harm(DATA.sub("", page), DATA.sub("", usual)))
        found.append(harm(page_of(client, f"/forum/topics/{question.pk}/sort/"), form))
        assert len(DATA.findall(page)) == page.count('<script type="application/ld+json') == 1
        assert "<" not in DATA.findall(page)[0]

    assert (len(found), set().union(*found)) == (2 * len(bundles(5)), set())


@pytest.mark.django_db
def test_words_looked_for(client):
    usual = page_of(client, "/search/", q="nothing")

    assert (
        set().union(*(harm(page_of(client, "/search/", q=text), usual) for text in bundles(4) if "\0" not in text))
        == set()
    )


@pytest.mark.django_db
def test_profiles_and_the_names_beside_posts(client):
    plain = MemberFactory(about="About\n\nme", job_title="Analyst")
    usual = page_of(client, f"/people/{plain.pk}/")
    people = [MemberFactory() for _ in CASES]
    for person, case in zip(people, CASES, strict=True):
        case = case.replace("\0", "").replace("@", "at")  # noqa: PLW2901  the form refuses a null, and an @ in a name
        Member.objects.filter(pk=person.pk).update(display_name=case[:80], job_title=case[:120], about=case)
    topic = make_topic()
    Post.objects.bulk_create(Post(topic=topic, poster=person, content="Words.", html="Words.") for person in people)
    Topic.objects.filter(pk=topic.pk).update(posts_count=1 + len(people))
    quiet = page_of(client, make_topic(posts=2).get_absolute_url())

    found = [harm(page_of(client, f"/people/{person.pk}/"), usual) for person in people]
    found += [harm(page, quiet) for page in pages_of(client, topic.get_absolute_url())]

    assert set().union(*found) == set()


def test_html_of_mails():
    mails = [clean_for_mail(without_boxes(compose(case).html), base="https://hub.example") for case in CASES]

    assert set().union(*(harm(mail, "") for mail in mails)) == set()


@pytest.mark.parametrize("family", FAMILIES)
def test_control_a_page_that_forgot_to_escape_is_found(family):
    plain = "<!doctype html><title>Page</title><main><p>words</p></main>"
    cases = [HOSTILE[name] for name in FAMILIES[family]]

    escaped_not = [case for case in cases if harm(plain.replace("words", case), plain)]

    written_in_html = [case for case in cases if case.lstrip().startswith("<") and "\0" not in case]
    assert len(escaped_not) >= len(written_in_html) / 2
