"""Pages: what is kept, where one lands, what a reader may do; all of it without JavaScript."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from forum.enums import Audience
from forum.models import Post, Topic, TopicRead
from forum.rendering import LONGEST
from tests.factories.forum import BoardFactory, group_board, last_post_of, make_topic
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def board():
    return BoardFactory(name="Water", slug="water")


@pytest.fixture
def client(client_for, member):
    return client_for(member)


def typed(text="Hello", **more):
    return {"text": text, "form_token": str(uuid.uuid4()), **more}


def test_start_topic_leads_to_the_topic(client, board):
    answer = client.post("/forum/water/new/", typed("First *words*", title="My question"), follow=True)

    assert answer.redirect_chain[-1][0] == Topic.objects.get().get_absolute_url()
    assert "First <em>words</em>" in answer.content.decode()


def test_same_form_sent_twice_leads_to_the_same_topic(client, board):
    form = typed(title="Once")

    first, second = (client.post("/forum/water/new/", form).url for _ in range(2))

    assert (first, Post.objects.count()) == (second, 1)


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"title": "", "text": "Kept words"}, "Give your topic a title."),
        ({"title": "Kept title", "text": " \n "}, "Write something first."),
        ({"title": "Kept title", "text": "a" * (LONGEST + 1)}, "32,000 is the most"),
        ({"title": "Kept title", "text": "> " * 100 + "a"}, "can&#x27;t be shown as it is"),
    ],
)
def test_refused_topic_says_why_and_keeps_what_was_typed(client, board, form, sentence):
    answer = client.post("/forum/water/new/", {**typed(), **form})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert (form["title"] in page, form["text"].strip()[:20].replace(">", "&gt;") in page) == (True, True)
    assert not Topic.objects.exists()


def test_text_of_exactly_the_longest_is_taken_whatever_its_line_ends(client, board):
    text = ("a" * 79 + "\r\n") * 400

    assert client.post("/forum/water/new/", typed(text, title="Long")).status_code == 302


def test_preview_shows_the_text_and_keeps_the_form(client, board):
    form = typed("**Bold**\n\n<b>no</b>", title="Kept title")

    answer = client.post("/forum/water/new/preview/", form)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<strong>Bold</strong>" in page
    assert "&lt;b&gt;no&lt;/b&gt;" in page
    assert all(kept in page for kept in ("Kept title", form["form_token"], "**Bold**"))
    assert not Topic.objects.exists()


def test_preview_of_nothing_is_refused(client, board):
    assert client.post("/forum/water/new/preview/", typed("")).status_code == 422


def test_preview_button_works_without_javascript(client, board):
    page = client.get("/forum/water/new/").content.decode()

    assert 'formaction="/forum/water/new/preview/#preview"' in page
    assert 'action="/forum/water/new/"' in page


def test_reply_lands_on_its_post_on_the_last_page(client):
    topic = make_topic(posts=20)

    answer = client.post(f"/forum/topics/{topic.pk}/reply/", typed())

    post = last_post_of(topic)
    assert answer.url == f"{topic.get_absolute_url()}?page=2#post-{post.pk}"
    assert f'id="post-{post.pk}"' in client.get(answer.url).content.decode()


def test_reply_preview_keeps_the_text(client):
    topic = make_topic()

    page = client.post(f"/forum/topics/{topic.pk}/reply/preview/", typed("# Seen")).content.decode()

    assert ("<h3>Seen</h3>" in page, "# Seen" in page) == (True, True)


def test_late_reply_to_a_locked_topic_keeps_what_was_typed(client):
    topic = make_topic()
    Topic.objects.filter(pk=topic.pk).update(status=Topic.TOPIC_LOCKED)

    answer = client.post(f"/forum/topics/{topic.pk}/reply/", typed("My long answer"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert ("My long answer" in page, "This topic is locked" in page) == (True, True)
    assert topic.posts.count() == 1


def test_locked_topic_offers_no_form(client):
    topic = make_topic()
    Topic.objects.filter(pk=topic.pk).update(status=Topic.TOPIC_LOCKED)

    assert "<textarea" not in client.get(topic.get_absolute_url()).content.decode()
    assert "<textarea" not in client.get(f"/forum/topics/{topic.pk}/reply/").content.decode()


def test_quote_prefills_the_reply_with_a_link_back(client):
    topic = make_topic(text="Original words", poster=MemberFactory(display_name="Ana *R.*"))

    page = client.get(f"/forum/topics/{topic.pk}/reply/?quote={topic.first_post_id}").content.decode()

    assert f"&gt; [Ana \\*R.\\* wrote:](/forum/posts/{topic.first_post_id}/)" in page
    assert "&gt; Original words" in page


@pytest.mark.parametrize("asked", ["0", "x", "-1", "9" * 40, "²"])
def test_quote_of_nothing_is_an_empty_form(client, asked):
    topic = make_topic()

    assert client.get(f"/forum/topics/{topic.pk}/reply/", {"quote": asked}).status_code == 200


def test_edit_own_post_says_edited(client, member):
    topic = make_topic(poster=member)
    url = f"/forum/posts/{topic.first_post_id}/edit/"
    assert "Who *knows*?" in client.get(url).content.decode()

    answer = client.post(url, {"text": "Better", "title": "Better title"}, follow=True)

    page = answer.content.decode()
    assert ("Better title" in page, "edited" in page) == (True, True)


def test_edit_preview_changes_nothing(client, member):
    topic = make_topic(poster=member)

    answer = client.post(f"/forum/posts/{topic.first_post_id}/edit/preview/", {"text": "*New*", "title": "T"})

    assert b"<em>New</em>" in answer.content
    assert last_post_of(topic).content == "Who *knows*?"


def test_post_of_somebody_else_cannot_be_edited(client):
    topic = make_topic()

    assert client.get(f"/forum/posts/{topic.first_post_id}/edit/").status_code == 404
    assert "Edit your post" not in client.get(topic.get_absolute_url()).content.decode()


def test_topic_and_board_can_be_followed_from_their_pages(client, member):
    topic = make_topic()
    for row in (topic, topic.forum):
        assert f"/my/notifications/following/{row.place}/" in client.get(row.get_absolute_url()).content.decode()

        client.post(f"/my/notifications/following/{row.place}/", {"level": "", "next": row.get_absolute_url()})

        assert "You follow this:" in client.get(row.get_absolute_url()).content.decode()


def test_a_visitor_is_offered_no_following():
    assert "hub-follow" not in Client().get(make_topic().get_absolute_url()).content.decode()


def test_reading_a_page_marks_what_was_on_it(client_for):
    topic, reader = make_topic(posts=25), MemberFactory(date_joined=timezone.now() - timedelta(days=9))
    client = client_for(reader)
    posts = list(topic.posts.in_order())

    client.get(topic.get_absolute_url())
    assert TopicRead.objects.get(user=reader).mark_time == posts[19].created
    assert client.get(f"/forum/topics/{topic.pk}/unread/").url.endswith(f"?page=2#post-{posts[20].pk}")

    page = client.get(f"{topic.get_absolute_url()}?page=2").content.decode()
    assert "New since your last visit" in page
    assert "New since your last visit" not in client.get(f"{topic.get_absolute_url()}?page=2").content.decode()


def test_unread_list_and_marking_all_as_read(client_for):
    reader = MemberFactory(date_joined=timezone.now() - timedelta(days=9))
    topic = make_topic(title="Something new")
    client = client_for(reader)
    assert "Something new" in client.get("/forum/unread/").content.decode()
    assert "1 unread topic" in client.get("/forum/").content.decode()

    client.post("/forum/unread/read/")

    assert "Something new" not in client.get("/forum/unread/").content.decode()
    assert client.get(f"/forum/topics/{topic.pk}/unread/").url.endswith(f"#post-{topic.last_post_id}")


def test_marking_one_board_as_read(client_for):
    reader = MemberFactory(date_joined=timezone.now() - timedelta(days=9))
    topic = make_topic()

    client_for(reader).post(f"/forum/{topic.forum.slug}/read/")

    assert "You have read everything" in client_for(reader).get("/forum/unread/").content.decode()


def test_visitor_reads_and_is_asked_to_sign_in_to_write(client_for):
    topic = make_topic(poster=MemberFactory(display_name="Ben O.", email="ben@dt.ca.gov"))
    visitor = client_for()

    page = visitor.get(topic.get_absolute_url()).content.decode()

    assert "Sign in to reply" in page
    assert ("Ben O." in page, "ben@dt.ca.gov" in page, "/people/" in page) == (True, False, False)
    assert visitor.get(f"/forum/topics/{topic.pk}/reply/").url.startswith("/accounts/login/")


def test_words_typed_after_the_session_ended_are_given_back(client_for):
    topic = make_topic()

    answer = client_for().post(f"/forum/topics/{topic.pk}/reply/", typed("An hour of work"))

    assert (answer.status_code, b"An hour of work" in answer.content, topic.posts.count()) == (403, True, 1)


def test_members_page_links_names_and_shows_no_address(client):
    topic = make_topic(poster=MemberFactory(display_name="Ben O.", email="ben@dt.ca.gov"))

    page = client.get(topic.get_absolute_url()).content.decode()

    assert topic.poster.get_absolute_url() in page
    assert "ben@dt.ca.gov" not in page


def test_old_address_of_a_renamed_topic_leads_to_the_new_one(client):
    topic = make_topic(title="New title")

    answer = client.get(f"/forum/topics/{topic.pk}-old-title/")

    assert (answer.status_code, answer.url) == (301, topic.get_absolute_url())


def test_address_of_a_post_leads_to_its_page(client):
    topic = make_topic(posts=21)
    last = last_post_of(topic)

    assert client.get(f"/forum/posts/{last.pk}/").url == f"{topic.get_absolute_url()}?page=2#post-{last.pk}"


@pytest.mark.parametrize("number", ["0", "-1", "99", "x", ""])
def test_any_page_number_shows_a_page(client, number):
    topic = make_topic(posts=21)

    assert client.get(topic.get_absolute_url(), {"page": number}).status_code == 200
    assert client.get(topic.forum.get_absolute_url(), {"page": number}).status_code == 200


def test_section_is_no_page_of_topics(client):
    section = BoardFactory(type=1, slug="section")

    assert client.get(section.get_absolute_url()).status_code == 404
    assert client.get("/forum/section/new/").status_code == 404


def test_index_lists_boards_below_their_section(client):
    section = BoardFactory(type=1, name="A section", audience=Audience.EVERYBODY)
    BoardFactory(name="Below it", parent=section)
    BoardFactory(name="Without one")

    page = client.get("/forum/").content.decode()

    assert page.index("A section") < page.index("Below it")
    assert "Without one" in page


def test_private_board_says_who_reads_it(client_for):
    board, lead = group_board()

    page = client_for(lead).get(board.get_absolute_url()).content.decode()

    assert "Work group only" in page
    assert "Only active members" in page


def test_topic_page_has_one_h1_and_an_h2_for_each_post(client):
    topic = make_topic(posts=3, text="# Loud\n### Louder")

    page = client.get(topic.get_absolute_url()).content.decode()

    assert (page.count("<h1"), page.count('<h2 id="post-'), page.count("<h3>Loud</h3>")) == (1, 3, 1)


def test_title_with_markup_is_only_text(client):
    topic = make_topic(title="<script>MARK()</script>")

    for url in (topic.get_absolute_url(), topic.forum.get_absolute_url(), "/forum/"):
        assert "<script>MARK" not in client.get(url).content.decode()
