"""What is typed is lost nowhere: saved by a button, by a script, without a session, with an old security token."""

import re
import uuid

import pytest
from django.test import Client

from forum.drafts.keys import key_for
from forum.models import Draft, Post
from tests.factories.forum import BoardFactory, group_board, last_post_of, make_topic
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db
SAVE = "/forum/posts/drafts/save/"
WORDS = "An hour of work"


@pytest.fixture
def topic():
    return make_topic()


@pytest.fixture
def client(client_for, member):
    return client_for(member)


def typed(member, place, text=WORDS, **more):
    return {"text": text, "form_token": str(uuid.uuid4()), "draft_key": key_for(member, place), **more}


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def kept(member):
    return list(Draft.objects.of(member).values_list("place", "text"))


# The button and the script


def test_the_button_keeps_the_words_and_shows_them_in_the_form(client, topic, member):
    answer = client.post(SAVE, typed(member, topic.place), follow=True)

    shown = answer.content.decode()
    assert answer.redirect_chain == [(f"/forum/topics/{topic.pk}/reply/", 302)]
    assert (WORDS in shown, "The draft is saved." in shown, "This is your draft of" in shown) == (True, True, True)


def test_the_script_is_answered_with_a_line(client, topic, member):
    answer = client.post(SAVE, typed(member, topic.place), headers={"accept": "application/json"})

    assert (answer.status_code, answer.json()["said"][:12]) == (200, "Draft saved,")
    assert kept(member) == [(topic.place, WORDS)]


def test_the_topic_page_has_the_draft_too(client, topic, member):
    client.post(SAVE, typed(member, topic.place))

    assert WORDS in page(client, topic.get_absolute_url())


def test_a_quote_comes_below_the_draft(client, topic, member):
    client.post(SAVE, typed(member, topic.place))

    shown = page(client, f"/forum/topics/{topic.pk}/reply/?quote={topic.first_post_id}")

    assert shown.index(WORDS) < shown.index("&gt; Who *knows*?")


def test_a_topic_that_begins_is_kept_with_kind_and_tags(client, member):
    board = BoardFactory()
    client.post(SAVE, typed(member, board.place, title="My title", kind="question", free_tags="wells, R"))

    shown = page(client, f"/forum/{board.slug}/new/")

    assert all(words in shown for words in (WORDS, "My title", "wells, R"))
    assert re.search(r'value="question"[^>]*checked', shown)


def test_a_change_is_kept_with_the_version_it_began_with(client, topic, member):
    post = make_topic(poster=member).first_post
    client.post(SAVE, typed(member, f"post:{post.pk}", version="1"))
    Post.objects.filter(pk=post.pk).update(updates_count=1)

    shown = page(client, f"/forum/posts/{post.pk}/edit/")

    assert (WORDS in shown, '<input type="hidden" name="version" value="1"' in shown) == (True, True)


def test_posting_from_the_page_drops_the_draft(client, topic, member):
    client.post(SAVE, typed(member, topic.place))

    client.post(f"/forum/topics/{topic.pk}/reply/", typed(member, topic.place))

    assert (kept(member), last_post_of(topic).content) == ([], WORDS)


def test_a_topic_locked_meanwhile_loses_nothing_and_says_why(client, topic, member):
    client.post(SAVE, typed(member, topic.place))
    topic.status = topic.TOPIC_LOCKED
    topic.save()

    answer = client.post(f"/forum/topics/{topic.pk}/reply/", typed(member, topic.place))

    assert (answer.status_code, WORDS in answer.content.decode()) == (422, True)
    assert "This topic is locked" in answer.content.decode()
    assert WORDS in page(client, f"/forum/topics/{topic.pk}/reply/")


@pytest.mark.parametrize("form", ["reply", "start", "edit"])
def test_a_place_that_went_away_loses_nothing_and_says_where_the_words_are(client, member, form):
    topic = make_topic(poster=member)
    paths = {
        "reply": (f"/forum/topics/{topic.pk}/reply/", topic.place),
        "start": (f"/forum/{topic.forum.slug}/new/", topic.forum.place),
        "edit": (f"/forum/posts/{topic.first_post_id}/edit/", f"post:{topic.first_post_id}"),
    }
    board, _lead = group_board()
    topic.forum.__class__.objects.filter(pk=topic.forum_id).update(audience="group", work_group=board.work_group)

    answer = client.post(paths[form][0], typed(member, paths[form][1]))

    assert (answer.status_code, "under “My drafts”" in answer.content.decode()) == (404, True)
    assert WORDS in page(client, "/forum/posts/drafts/")


@pytest.mark.parametrize("place", ["topic", "board", "post"])
def test_characters_the_database_refuses_are_no_fault(client, member, place):
    form = typed(member, f"{place}:7", "a\x00b", title="\x00t", kind="\x00")

    assert client.post(SAVE, form).status_code == 302
    assert kept(member) == [(f"{place}:7", "a\ufffdb")]


def test_too_long_a_text_is_given_back(client, topic, member):
    answer = client.post(SAVE, typed(member, topic.place, "long " * 20_001))

    assert (answer.status_code, "long long" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("key", ["", "x", "1:2:3"])
def test_without_a_key_nothing_is_kept(client, topic, key):
    assert client.post(SAVE, {"text": WORDS, "draft_key": key}).status_code == 404
    assert Draft.objects.count() == 0


# Without a session, and with an old one


def test_a_reply_sent_without_a_session_is_in_the_form_after_signing_in(client, client_for, topic, member):
    form = typed(member, topic.place)

    answer = client_for().post(f"/forum/topics/{topic.pk}/reply/", form)

    assert answer.url == f"/accounts/login/?next=/forum/topics/{topic.pk}/reply/"
    assert "Your words are kept." in page(client_for(), "/accounts/login/") + _message(client_for, topic, form)
    assert WORDS in page(client, f"/forum/topics/{topic.pk}/reply/")
    assert topic.posts.count() == 1


def _message(client_for, topic, form):
    return client_for().post(f"/forum/topics/{topic.pk}/reply/", form, follow=True).content.decode()


def test_real_words_of_a_page_survive_the_end_of_its_session(topic, member, client_for):
    """As a browser does it: the page's own fields, its cookie for the token, no session."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(member)
    fields = _hidden_fields(page(browser, f"/forum/topics/{topic.pk}/reply/"))
    browser.session.flush()
    del browser.cookies["sessionid"]

    answer = browser.post(f"/forum/topics/{topic.pk}/reply/", {**fields, "text": WORDS})

    assert (answer.status_code, kept(member)) == (302, [(topic.place, WORDS)])


def test_a_form_of_before_the_last_log_in_is_kept(topic, member):
    """Signing in gives the browser another token: what an older tab sends is refused, and kept."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(member)
    fields = _hidden_fields(page(browser, f"/forum/topics/{topic.pk}/reply/"))
    browser.cookies["csrftoken"] = "b" * 32

    answer = browser.post(f"/forum/topics/{topic.pk}/reply/", {**fields, "text": WORDS})

    shown = answer.content.decode()
    assert (answer.status_code, topic.posts.count()) == (403, 1)
    assert f'href="/forum/topics/{topic.pk}/reply/"' in shown
    assert WORDS in page(browser, f"/forum/topics/{topic.pk}/reply/")


def test_who_signs_in_next_at_the_machine_sees_nothing(topic, member, client_for):
    browser = client_for()
    browser.post(f"/forum/topics/{topic.pk}/reply/", typed(member, topic.place))
    browser.force_login(MemberFactory())

    shown = page(browser, f"/forum/topics/{topic.pk}/reply/") + page(browser, "/forum/posts/drafts/")

    assert WORDS not in shown


def test_words_sent_while_somebody_else_is_signed_in_go_to_whom_the_form_was_shown(topic, member):
    other = MemberFactory()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(other)
    page(browser, f"/forum/topics/{topic.pk}/reply/")

    answer = browser.post(f"/forum/topics/{topic.pk}/reply/", typed(member, topic.place))

    assert (answer.status_code, WORDS in answer.content.decode()) == (403, False)
    assert (kept(member), kept(other)) == ([(topic.place, WORDS)], [])


def test_a_form_that_nobody_has_a_key_for_gives_the_words_back(client_for, topic):
    answer = client_for().post(f"/forum/topics/{topic.pk}/reply/", {"text": WORDS, "draft_key": "forged"})

    assert (answer.status_code, WORDS in answer.content.decode(), "forged" in answer.content.decode()) == (
        403,
        True,
        False,
    )


def test_a_member_who_is_no_more_keeps_nothing(client_for, topic, member):
    member.is_active = False
    member.save()

    answer = client_for().post(f"/forum/topics/{topic.pk}/reply/", typed(member, topic.place))

    assert (answer.status_code, Draft.objects.count()) == (403, 0)


def _hidden_fields(shown):
    form = shown[shown.index("data-draft=") : shown.index("</form>", shown.index("data-draft="))]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))


# The list


def test_the_list_names_each_place_and_leads_to_its_form(client, member):
    topic, board = make_topic(title="Wells"), BoardFactory(name="Water")
    post = make_topic(poster=member, title="Mine").first_post
    for place in (topic.place, board.place, f"post:{post.pk}"):
        client.post(SAVE, typed(member, place))

    shown = page(client, "/forum/posts/drafts/")

    assert all(words in shown for words in ("Reply to “Wells”", "New topic in Water", "Change of your post in “Mine”"))
    assert f'href="/forum/{board.slug}/new/"' in shown


def test_a_place_one_does_not_see_any_more_is_not_named_and_the_words_are_there(client, member):
    board, lead = group_board()
    secret = make_topic(board, poster=lead, title="Secret title")
    for place in (secret.place, board.place, f"post:{secret.first_post_id}", "topic:999999"):
        client.post(SAVE, typed(member, place))

    shown = page(client, "/forum/posts/drafts/")

    assert (shown.count(WORDS), "Secret title" in shown, board.name in shown) == (4, False, False)


def test_drafts_of_others_are_neither_listed_nor_deleted(client, topic):
    other = MemberFactory()
    client.post(SAVE, typed(other, topic.place))
    theirs = Draft.objects.get()

    assert WORDS not in page(client, "/forum/posts/drafts/")
    assert client.post(f"/forum/posts/drafts/{theirs.pk}/delete/").status_code == 404


def test_deleting_a_draft(client, topic, member):
    client.post(SAVE, typed(member, topic.place))

    client.post(f"/forum/posts/drafts/{Draft.objects.get().pk}/delete/")

    assert kept(member) == []


def test_list_with_1_and_30_drafts(client, count_queries, member):
    def grow(number):
        for _ in range(number):
            client.post(SAVE, typed(member, make_topic().place))

    grow(1)
    few = count_queries(client, "/forum/posts/drafts/")
    grow(29)

    assert few == count_queries(client, "/forum/posts/drafts/") <= 10
