"""The page of a post's history: who sees it, what differs, the way back; and editing at the same time."""

import re

import pytest

from forum.models import Post, Topic
from forum.rendering import compose
from forum.services.editing import edit_post
from tests.factories.forum import group_board, make_topic
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(member):
    made = make_topic(poster=member, title="First", text="The well is deep.").first_post
    edit_post(post=made, by=member, text=compose("The well is very deep."), title="Second")
    return made


def history(post, **query):
    return f"/forum/posts/{post.pk}/history/" + ("?" + "&".join(f"{k}={v}" for k, v in query.items()) if query else "")


def test_visitors_see_versions_and_what_changed_in_a_board_for_everybody(client_for, post):
    page = client_for().get(history(post)).content.decode()

    assert "What changed from version 1 to version 2" in page
    assert re.search(r"<ins\s*><span[^>]*>\[added: *</span>very <span[^>]*>\s*end\]</span></ins>", page)
    assert "Bring back" not in page


def test_one_version_is_read_whole(client_for, post):
    page = client_for().get(history(post, **{"from": 1, "to": 1})).content.decode()

    assert ("Version 1" in page, "The well is deep." in page, "<ins>" in page) == (True, True, False)


@pytest.mark.parametrize("asked", [{"from": 7, "to": 9}, {"from": "x", "to": "9" * 20}, {"from": "²", "to": 2}])
def test_versions_that_are_not_there_are_no_fault_of_the_hub(client_for, post, asked):
    assert client_for().get(history(post), asked).status_code == 200


def test_a_post_that_nobody_changed_says_so(client_for):
    page = client_for().get(history(make_topic().first_post)).content.decode()

    assert "Nobody has changed this post" in page


def test_edited_leads_to_the_history(client_for, post):
    assert history(post) in client_for().get(post.topic.get_absolute_url()).content.decode()


def test_nobody_sees_the_history_of_what_they_do_not_see(client_for, admin):
    board, lead = group_board()
    secret = make_topic(board, poster=lead, text="secret words").first_post
    edit_post(post=secret, by=lead, text=compose("other words"))

    assert client_for(lead).get(history(secret)).status_code == 200
    assert {client_for(each).get(history(secret)).status_code for each in (None, MemberFactory(), admin)} == {404}


@pytest.mark.parametrize("rows", [Post, Topic])
def test_nobody_sees_the_history_of_a_hidden_post(client_for, post, member, rows):
    rows.objects.update(approved=False)

    assert {client_for(each).get(history(post)).status_code for each in (None, member)} == {404}
    assert client_for(member).post(f"{history(post)}1/restore/").status_code == 404


def test_bringing_back_leads_to_the_post(client_for, post, member):
    answer = client_for(member).post(f"{history(post)}1/restore/")

    post.refresh_from_db()
    assert (answer.status_code, answer.url, post.content) == (302, post.get_absolute_url(), "The well is deep.")


def test_others_bring_nothing_back(client_for, post):
    assert client_for(MemberFactory()).post(f"{history(post)}1/restore/").status_code == 404


@pytest.mark.parametrize("few", [1, 30])
def test_history_costs_the_same_with_few_and_many_versions(client_for, count_queries, post, member, few):
    for number in range(few):
        edit_post(post=post, by=member, text=compose(f"words {number}"))

    assert count_queries(client_for(member), history(post)) <= 12


# Editing at the same time


def test_a_change_made_meanwhile_is_told_with_a_link_and_the_words_kept(client_for, post, member):
    client = client_for(member)
    form = {"text": "My own words.", "title": "Second", "version": "2"}
    edit_post(post=post, by=member, text=compose("From another tab."))

    answer = client.post(f"/forum/posts/{post.pk}/edit/", form)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This post was changed while you wrote" in page
    assert f"{history(post)}?from=2&amp;to=3#difference" in page
    assert "My own words." in page
    assert '<input type="hidden" name="version" value="3"' in page


def test_saving_again_after_reading_counts(client_for, post, member):
    edit_post(post=post, by=member, text=compose("From another tab."))
    form = {"text": "Both.", "title": "Second", "version": "3"}

    assert client_for(member).post(f"/forum/posts/{post.pk}/edit/", form).status_code == 302
    assert Post.objects.get(pk=post.pk).content == "Both."


def test_the_form_names_the_version_it_began_with(client_for, post, member):
    page = client_for(member).get(f"/forum/posts/{post.pk}/edit/").content.decode()

    assert '<input type="hidden" name="version" value="2"' in page
