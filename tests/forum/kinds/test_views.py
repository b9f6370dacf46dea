"""The pages of questions and tags, and the buttons on a topic's page."""

import re
import uuid

import pytest
from django.utils import timezone

from community.workgroups.enums import State
from forum.enums import TopicKind
from forum.kinds.services import accept_answer, share_question
from forum.models import SharedQuestion, Tag, Topic
from forum.rendering import compose
from forum.services.posting import reply
from forum.views.topics import POSTS_PER_PAGE
from tests.factories.forum import BoardFactory, group_board, make_question, make_topic
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(member):
    return make_question(poster=member, title="How deep?", tags=["wells"])


def answer(topic, words="Because.", poster=None):
    return reply(topic=topic, poster=poster or MemberFactory(), text=compose(words))


def page_of(client, url):
    got = client.get(url)
    assert got.status_code == 200, url
    return got.content.decode()


def start(client, board, **typed):
    fields = {"title": "How?", "text": "Why?", "form_token": uuid.uuid4()}
    return client.post(f"/forum/{board.slug}/new/", fields | typed)


def test_a_question_is_started_with_its_tags(member, client_for):
    Tag.objects.create(name="Water", slug="water", is_kept=True)

    got = start(client_for(member), BoardFactory(), kind="question", kept_tags=["water"], free_tags="deep wells")

    topic = Topic.objects.get()
    assert (got.status_code, topic.kind) == (302, TopicKind.QUESTION)
    assert sorted(topic.tags.values_list("slug", flat=True)) == ["deep-wells", "water"]


def test_a_refused_form_gives_back_what_was_typed(member, client_for):
    got = start(client_for(member), BoardFactory(), kind="question", free_tags="?!", text="My words")

    page = got.content.decode()
    assert got.status_code == 422
    assert "My words" in page
    assert 'value="?!"' in page
    assert got.context["form"]["kind"].value() == "question"
    assert not Topic.objects.exists()


def test_an_announcement_is_offered_to_those_who_may_make_one(client_for):
    board, lead = group_board()
    client, other = client_for(lead), client_for(MembershipFactory(group=board.work_group).member)
    url = f"/forum/{board.slug}/new/"

    assert 'value="announcement"' in page_of(client, url)
    assert 'value="announcement"' not in page_of(other, url)
    assert start(other, board, kind="announcement").status_code == 422


def test_an_address_can_choose_the_kind(member, client_for):
    got = client_for(member).get(f"/forum/{BoardFactory().slug}/new/?kind=question")

    assert got.context["form"]["kind"].value() == "question"


def test_accepting_shows_the_answer_below_the_question_with_a_link_to_its_place(question, member, client_for):
    client, post = client_for(member), answer(question, "Ninety *feet*.")
    assert "Accept this answer" in page_of(client, question.get_absolute_url())

    got = client.post(f"/forum/posts/{post.pk}/accept/")

    page = page_of(client, question.get_absolute_url())
    assert got.url == question.get_absolute_url()
    assert page.count("<em>feet</em>") == 2
    assert f'href="{post.get_absolute_url()}">See it in its place' in page
    assert "Solved question" in page_of(client, question.forum.get_absolute_url())


def test_the_answer_on_a_later_page_stands_below_the_question_too(question, member, client_for):
    posts = [answer(question, f"Answer {number}.") for number in range(POSTS_PER_PAGE + 2)]
    accept_answer(post=posts[-1], by=member)
    last = f"<p>Answer {POSTS_PER_PAGE + 1}.</p>"

    first_page = page_of(client_for(), question.get_absolute_url())
    second_page = page_of(client_for(), f"{question.get_absolute_url()}?page=2")

    assert (first_page.count(last), second_page.count(last)) == (1, 1)


def test_footnotes_of_the_answer_lead_back_within_each_of_its_two_places(question, member, client_for):
    accept_answer(post=answer(question, "Ninety.[^1]\n\n[^1]: By hand."), by=member)

    page = page_of(client_for(), question.get_absolute_url())

    ids = re.findall(r'\sid="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    targets = re.findall(r'href="#((?:again-)?(?:note|mark)-[^"]*)"', page)
    assert (len(targets), set(targets) - set(ids)) == (4, set())


def test_taking_back_opens_the_question(question, member, client_for):
    client = client_for(member)
    accept_answer(post=answer(question), by=member)

    client.post(f"/forum/topics/{question.pk}/open-again/")

    assert "Solved question" not in page_of(client, question.get_absolute_url())


def test_who_may_not_accept_sees_no_button_and_finds_no_address(question, client_for):
    client, post = client_for(MemberFactory()), answer(question)

    assert "Accept this answer" not in page_of(client, question.get_absolute_url())
    assert client.post(f"/forum/posts/{post.pk}/accept/").status_code == 404
    assert client.post(f"/forum/topics/{question.pk}/open-again/").status_code == 404


def test_what_the_service_refuses_is_said_on_the_topic(question, member, client_for):
    got = client_for(member).post(f"/forum/posts/{question.first_post_id}/accept/", follow=True)

    assert "its own answer" in got.content.decode()


def test_i_have_this_too_and_not_any_more(question, client_for):
    reader = MemberFactory()
    client = client_for(reader)
    assert "I have this too" in page_of(client, question.get_absolute_url())

    client.post(f"/forum/topics/{question.pk}/share/")
    page = page_of(client, question.get_absolute_url())
    assert "1 more has this question" in page
    assert "1 more has this question" in page_of(client, question.forum.get_absolute_url())

    client.post(f"/forum/topics/{question.pk}/unshare/")
    assert not SharedQuestion.objects.exists()


def test_the_asker_and_visitors_have_no_such_button(question, member, client_for):
    for client in (client_for(member), client_for()):
        assert "I have this too" not in page_of(client, question.get_absolute_url())


def test_discussions_have_nothing_of_questions(member, client_for):
    topic = make_topic(poster=member, posts=2)

    page = page_of(client_for(member), topic.get_absolute_url())

    assert "Accept this answer" not in page
    assert "have this" not in page


def test_sorting_saves_and_shows(question, member, client_for):
    client, url = client_for(member), f"/forum/topics/{question.pk}/sort/"
    assert 'value="wells"' in page_of(client, url)

    got = client.post(url, {"kind": "showcase", "free_tags": "pumps"})

    page = page_of(client, question.get_absolute_url())
    assert got.url == question.get_absolute_url()
    assert ("Showcase" in page, "pumps" in page, "/topics/tags/wells/" in page) == (True, True, False)


def test_sorting_refused_gives_back_what_was_typed(question, member, client_for):
    accept_answer(post=answer(question), by=member)

    got = client_for(member).post(f"/forum/topics/{question.pk}/sort/", {"kind": "showcase", "free_tags": "pumps"})

    assert got.status_code == 422
    assert "Take that back first" in got.content.decode()
    assert 'value="pumps"' in got.content.decode()


def test_lists_of_questions(question, member, client_for):
    answered, reader = make_question(title="Answered already"), MemberFactory()
    answer(answered)
    share_question(topic=question, member=reader)

    unanswered = page_of(client_for(), "/forum/topics/unanswered/")
    mine, readers = (page_of(client_for(each), "/forum/topics/my-questions/") for each in (member, reader))

    assert ("How deep?" in unanswered, "Answered already" in unanswered) == (True, False)
    assert ("How deep?" in mine, "How deep?" in readers, "Answered already" in mine) == (True, True, False)


def test_empty_lists_say_what_to_do(member, client_for):
    client = client_for(member)
    Tag.objects.create(name="Water", slug="water", is_kept=True)

    assert "Every question has an answer" in page_of(client, "/forum/topics/unanswered/")
    assert "You have asked nothing yet" in page_of(client, "/forum/topics/my-questions/")
    assert "No topic has this tag yet" in page_of(client, "/forum/topics/tags/water/")


def test_the_list_of_tags_holds_no_word_that_a_member_wrote(question, client_for):
    Tag.objects.create(name="Water", slug="water", description="All that flows.", is_kept=True)

    page = page_of(client_for(), "/forum/topics/tags/")

    assert ("All that flows." in page, "wells" in page) == (True, False)


def test_a_tag_of_a_private_board_is_known_only_there(client_for):
    board, lead = group_board()
    make_topic(board, poster=lead, tags=["quokka"])
    insider = MembershipFactory(group=board.work_group)
    url = "/forum/topics/tags/quokka/"
    outsiders = [client_for(), client_for(MemberFactory()), client_for(MemberFactory(is_superuser=True))]

    assert "A question" in page_of(client_for(insider.member), url)
    assert {client.get(url).status_code for client in outsiders} == {404}
    insider.state = State.LEFT
    insider.save()
    assert client_for(insider.member).get(url).status_code == 404


# Queries


@pytest.fixture
def reader():
    return MemberFactory()


@pytest.fixture
def board(reader):
    """A private board, because it costs the most."""
    made, _lead = group_board()
    MembershipFactory(group=made.work_group, member=reader)
    return made


@pytest.mark.parametrize("way", ["topics/unanswered/", "topics/my-questions/", "topics/tags/wells/", "{board}/"])
def test_lists_with_1_and_30_questions(board, reader, client_for, count_queries, way):
    client, url = client_for(reader), f"/forum/{way.format(board=board.slug)}"
    make_question(board, poster=reader, tags=["wells"])
    few = count_queries(client, url)

    for number in range(29):
        topic = make_question(board, poster=reader, tags=["wells", f"tag {number}"], at=timezone.now())
        share_question(topic=topic, member=board.work_group.memberships.leads().get().member)

    assert few == count_queries(client, url) <= 12


def test_a_question_with_1_and_30_answers_and_others_who_share_it(board, reader, client_for, count_queries):
    short = make_question(board, posts=2, tags=["a"])
    long = make_question(board, posts=30, tags=["a", "b", "c"])
    share_question(topic=long, member=reader)
    for topic in (short, long):
        accept_answer(post=topic.posts.in_order().last(), by=topic.poster)
    client = client_for(reader)

    few = count_queries(client, short.get_absolute_url())

    assert few == count_queries(client, long.get_absolute_url()) <= 15


def test_the_list_of_tags_with_1_and_30(client_for, count_queries):
    Tag.objects.create(name="Water", slug="water", is_kept=True)
    few = count_queries(client_for(), "/forum/topics/tags/")
    for number in range(29):
        Tag.objects.create(name=f"Tag {number}", slug=f"tag-{number}", is_kept=True)

    assert few == count_queries(client_for(), "/forum/topics/tags/")
