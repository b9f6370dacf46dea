"""What somebody wrote, listed and counted through the eyes of whoever looks."""

import pytest

from community.workgroups.services import leave
from forum.contributions.lists import Sort, counts_of, posts_of
from forum.enums import Audience
from forum.models import Post, Topic
from forum.rendering import compose
from forum.services.posting import reply
from tests.factories.forum import BoardFactory, group_board, make_solved_question, make_topic
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory

pytestmark = pytest.mark.django_db
SECRET = "Quokka"


@pytest.fixture
def private():
    return group_board()[0]


@pytest.fixture
def writer(private):
    """Wrote a topic, a reply and an accepted answer in public; the same with a secret in a group's board."""
    person = MembershipFactory(group=private.work_group).member
    for board, word in ((BoardFactory(), "Open"), (private, SECRET)):
        make_topic(board, poster=person, title=f"Topic {word}", text=f"Text {word}")
        reply(topic=make_topic(board, title=f"Other {word}"), poster=person, text=compose(f"Reply {word}"))
        make_solved_question(board, answerer=person, title=f"Question {word}")
    return person


def seen_by(client, writer):
    """The statuses and texts of all pages about what the writer wrote."""
    pages = [f"/people/{writer.pk}/", *(f"/forum/people/{writer.pk}/?show={sort.value}" for sort in Sort)]
    answers = [client.get(page) for page in pages]
    assert {answer.status_code for answer in answers} == {200}
    return [answer.text for answer in answers]


def test_a_reader_of_the_board_sees_and_counts_all(client_for, private, writer):
    """The control of what follows."""
    insider = MembershipFactory(group=private.work_group).member

    assert counts_of(writer, insider) == {Sort.POSTS: 6, Sort.TOPICS: 2, Sort.ANSWERS: 2}
    assert all(SECRET in page for page in seen_by(client_for(insider), writer))


@pytest.mark.parametrize("who", ["outsider", "gone", "admin"])
def test_others_neither_see_nor_count_what_they_may_not_read(client_for, private, writer, who):
    viewer = MembershipFactory(group=private.work_group).member if who == "gone" else MembershipFactory().member
    if who == "gone":
        leave(group=private.work_group, member=viewer)
    if who == "admin":
        viewer.is_superuser = True
        viewer.save()

    assert counts_of(writer, viewer) == {Sort.POSTS: 3, Sort.TOPICS: 1, Sort.ANSWERS: 1}
    pages = seen_by(client_for(viewer), writer)
    assert (any(SECRET in page for page in pages), all("Open" in page for page in pages)) == (False, True)


def test_who_left_loses_sight_of_ones_own(client_for, private, writer):
    leave(group=private.work_group, member=writer)

    assert not any(SECRET in page for page in seen_by(client_for(writer), writer))


def test_what_is_hidden_is_gone_for_everybody(client_for, private, writer):
    Post.objects.filter(html__contains="Reply Open").update(approved=False)
    Topic.objects.filter(subject="Topic Open").update(approved=False)

    assert counts_of(writer, writer) == {Sort.POSTS: 4, Sort.TOPICS: 1, Sort.ANSWERS: 2}
    assert not any("Reply Open" in page or "Topic Open" in page for page in seen_by(client_for(writer), writer))


def test_pages_are_for_members_and_about_active_people(client, client_for, member, writer):
    assert client.get(f"/forum/people/{writer.pk}/").status_code == 302
    writer.is_active = False
    writer.save()
    assert client_for(member).get(f"/forum/people/{writer.pk}/").status_code == 404


def test_counts_are_a_recount(private, writer):
    for viewer in (writer, MemberFactory()):
        assert counts_of(writer, viewer) == {sort: posts_of(writer, viewer, sort).count() for sort in Sort}


def test_who_wrote_nothing_has_no_part_of_the_page(client_for, member):
    browser = client_for(MemberFactory())

    assert "In the forum" not in browser.get(f"/people/{member.pk}/").text
    assert "Nothing here that you may read" in browser.get(f"/forum/people/{member.pk}/?show=answers").text


def test_the_first_words_are_words(client_for, member):
    make_topic(poster=member, text="**A** & B <script>x</script> " + "word " * 50)

    page = client_for(member).get(f"/forum/people/{member.pk}/").text

    assert "A &amp; B &lt;script&gt;x&lt;/script&gt; word" in page


@pytest.mark.parametrize("page", ["/people/{}/", "/forum/people/{}/", "/forum/people/{}/?show=topics"])
def test_queries_with_1_and_30_posts(client_for, member, count_queries, page):
    board, address = BoardFactory(audience=Audience.MEMBERS), page.format(member.pk)
    nothing = count_queries(client_for(MemberFactory()), f"/people/{MemberFactory().pk}/")
    make_topic(board, poster=member)
    few = count_queries(client_for(member), address)
    for _ in range(29):
        make_topic(board, poster=member)

    assert count_queries(client_for(member), address) == few <= 12
    if page.startswith("/people/"):
        assert few - nothing <= 2
