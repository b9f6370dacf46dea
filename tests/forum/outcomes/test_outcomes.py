"""What a lead tells everybody of a private topic: the lead's words, and those of writers who agreed. Nothing else."""

import uuid

import pytest
from django.db import IntegrityError, transaction

from community.notifications.models import Notification
from community.people.models import AuditEntry
from community.search.models import SearchEntry
from community.workgroups.services import leave
from forum.models import Outcome, OutcomePost, Post
from forum.outcomes.forms import MOST_POSTS, OutcomeForm
from forum.outcomes.services import OutcomeRefused, answer_quote, publish_outcome, withdraw_outcome
from forum.rendering import compose
from forum.services.editing import edit_post
from forum.services.posting import reply
from tests.factories.forum import BoardFactory, group_board, make_topic
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory

pytestmark = pytest.mark.django_db
SECRET = "Quokka"


@pytest.fixture
def lead(board):
    return board.work_group.memberships.get(role="lead").member


@pytest.fixture
def board():
    return group_board()[0]


@pytest.fixture
def writer(board):
    return MembershipFactory(group=board.work_group).member


@pytest.fixture
def topic(board, lead, writer):
    made = make_topic(board, poster=lead, title=f"Topic {SECRET}", text=f"Question {SECRET}")
    reply(topic=made, poster=writer, text=compose("We measured **wells** zebra."))
    return made


@pytest.fixture
def post(topic):
    return topic.posts.in_order().last()


def publish(topic, by, *posts, **fields):
    said = {"title": "What we found", "text": compose("A *summary*."), **fields}
    return publish_outcome(topic=topic, by=by, posts=[post.pk for post in posts], **said)


def public_pages(client, outcome):
    """Everything a visitor can see of it."""
    pages = ["/forum/outcomes/", outcome.get_absolute_url(), outcome.group.get_absolute_url(), "/search/?q=found"]
    return [client.get(page).text for page in pages]


def test_everybody_reads_the_summary_and_nothing_of_the_topic(client, topic, lead, post):
    outcome = publish(topic, lead, post)

    pages = public_pages(client, outcome)

    assert ["What we found" in page for page in pages] == [True] * 4
    assert "<em>summary</em>" in pages[1]
    assert not any(SECRET in page or "wells" in page or post.poster.display_name in page for page in pages)
    assert client.get(topic.get_absolute_url()).status_code == 404


def test_a_post_shows_once_its_writer_agreed_and_no_longer_than_that(client, topic, lead, writer, post):
    outcome = publish(topic, lead, post)
    quote = outcome.quoted.get()

    answer_quote(quote=quote, by=writer, is_agreed=True)
    agreed = client.get(outcome.get_absolute_url()).text
    assert ("<strong>wells</strong>" in agreed, writer.display_name in agreed) == (True, True)
    assert "zebra" not in SearchEntry.objects.get(kind="outcome").text  # it may be hidden, or taken back
    answer_quote(quote=quote, by=writer, is_agreed=False)

    assert "wells" not in client.get(outcome.get_absolute_url()).text
    assert OutcomePost.objects.get().html == ""


def test_what_one_agreed_to_stays_as_it_was(client, topic, lead, writer, post):
    outcome = publish(topic, lead, post)
    answer_quote(quote=outcome.quoted.get(), by=writer, is_agreed=True)

    edit_post(post=post, by=writer, text=compose(f"Only for us: {SECRET}"))

    page = client.get(outcome.get_absolute_url()).text
    assert ("wells" in page, SECRET in page) == (True, False)


@pytest.mark.parametrize("hide", ["post", "topic"])
def test_a_post_that_is_hidden_is_quoted_no_more_and_agreed_to_by_nobody(client, topic, post, hide):
    outcome, writer = publish(topic, topic.poster, post), post.poster
    quote = outcome.quoted.get()
    answer_quote(quote=quote, by=writer, is_agreed=True)
    (Post.objects.filter(pk=post.pk) if hide == "post" else type(topic).objects.filter(pk=topic.pk)).update(
        approved=False
    )

    assert "wells" not in client.get(outcome.get_absolute_url()).text
    with pytest.raises(OutcomeRefused):
        answer_quote(quote=quote, by=writer, is_agreed=True)


def test_writers_are_told_and_leads_quote_themselves(topic, lead, writer, post):
    outcome = publish(topic, lead, post, topic.first_post)

    assert list(Notification.objects.values_list("member", "kind")) == [(writer.pk, "quote_asked")]
    mine = outcome.quoted.get(post=topic.first_post)
    assert (mine.is_agreed, mine.html) == (True, topic.first_post.html)
    answer_quote(quote=outcome.quoted.get(post=post), by=writer, is_agreed=False)
    assert not Notification.objects.exists()


def test_nobody_answers_for_somebody_else(topic, lead, post, client_for):
    quote = publish(topic, lead, post).quoted.get()

    with pytest.raises(OutcomeRefused):
        answer_quote(quote=quote, by=lead, is_agreed=True)
    statuses = {
        client_for(who).get(f"/forum/outcomes/posts/{quote.pk}/").status_code for who in (lead, MemberFactory())
    }
    assert (statuses, OutcomePost.objects.get().is_agreed) == ({404}, None)


def test_who_left_the_group_still_answers_for_ones_own_words_and_sees_no_others(topic, lead, writer, post, client_for):
    quote = publish(topic, lead, post).quoted.get()
    leave(group=topic.forum.work_group, member=writer)
    browser = client_for(writer)

    page = browser.get(f"/forum/outcomes/posts/{quote.pk}/")
    browser.post(f"/forum/outcomes/posts/{quote.pk}/", {"is_agreed": "yes"})

    assert ("wells" in page.text, SECRET in page.text) == (True, False)
    assert OutcomePost.objects.get().is_agreed is True


def test_withdrawn_is_gone_from_everywhere(client, client_for, topic, post):
    lead, writer = topic.poster, post.poster
    outcome = publish(topic, lead, post)
    quote = outcome.quoted.get()
    withdraw_outcome(outcome=outcome, by=lead)
    withdraw_outcome(outcome=outcome, by=lead)

    assert client.get(outcome.get_absolute_url()).status_code == 404
    assert not any("What we found" in client.get(page).text for page in ("/forum/outcomes/", "/search/?q=found"))
    assert "What we found" not in client.get(outcome.group.get_absolute_url()).text
    assert not SearchEntry.objects.filter(kind="outcome").exists()
    assert (Notification.objects.count(), client_for(writer).get(f"/forum/outcomes/posts/{quote.pk}/").status_code) == (
        0,
        404,
    )
    with pytest.raises(OutcomeRefused):
        answer_quote(quote=quote, by=writer, is_agreed=True)
    assert AuditEntry.objects.filter(action="withdraw", kind="hub_forum.outcome").count() == 1


def test_what_was_done_is_recorded(topic, lead, writer, post):
    outcome = publish(topic, lead, post)
    answer_quote(quote=outcome.quoted.get(), by=writer, is_agreed=True)

    rows = AuditEntry.objects.filter(kind__startswith="hub_forum.outcome").order_by("pk")
    assert list(rows.values_list("action", "by", "after")) == [
        ("publish", lead.pk, {"title": "What we found", "topic": topic.pk, "posts": [post.pk]}),
        ("answer", writer.pk, {"is_agreed": True}),
    ]


@pytest.mark.parametrize("who", ["member", "outsider", "other lead", "admin", "former lead"])
def test_only_leads_publish_and_withdraw(client_for, topic, lead, writer, who):
    people = {"member": writer, "outsider": MemberFactory(), "admin": MemberFactory(is_superuser=True)}
    person = people.get(who) or (lead if who == "former lead" else group_board()[1])
    outcome = publish(topic, lead)
    if who == "former lead":
        topic.forum.work_group.memberships.filter(member=lead).update(state="left", role="member")

    with pytest.raises(OutcomeRefused):
        publish(topic, person)
    with pytest.raises(OutcomeRefused):
        withdraw_outcome(outcome=outcome, by=person)
    browser = client_for(person)
    answers = [
        browser.get(f"/forum/topics/{topic.pk}/outcome/"),
        browser.post(f"/forum/topics/{topic.pk}/outcome/preview/"),
        browser.post(f"/forum/outcomes/{outcome.pk}/withdraw/"),
    ]
    assert [answer.status_code for answer in answers] == [404] * 3


def test_a_public_topic_needs_no_outcome(lead):
    with pytest.raises(OutcomeRefused):
        publish(make_topic(BoardFactory(), poster=lead), lead)


def test_only_posts_of_the_topic_that_are_shown_are_asked_for(topic, lead, writer, post):
    other = make_topic(topic.forum, poster=writer).first_post
    hidden = reply(topic=topic, poster=writer, text=compose("Hidden"))
    orphan = reply(topic=topic, poster=writer, text=compose("Orphan"))
    Post.objects.filter(pk=hidden.pk).update(approved=False)
    Post.objects.filter(pk=orphan.pk).update(poster=None)

    outcome = publish(topic, lead, post, other, hidden, orphan)

    assert list(outcome.quoted.values_list("post", flat=True)) == [post.pk]
    offered = [pk for pk, _label in OutcomeForm(topic=topic).fields["posts"].choices]
    assert offered == [topic.first_post_id, post.pk]


def test_of_a_long_topic_the_last_posts_are_offered(topic, lead):
    for number in range(MOST_POSTS + 2):
        reply(topic=topic, poster=lead, text=compose(f"Post {number}"))

    offered = [label for _pk, label in OutcomeForm(topic=topic).fields["posts"].choices]

    assert (len(offered), offered[-1].endswith(f"Post {MOST_POSTS + 1}")) == (MOST_POSTS, True)


def test_the_same_form_twice_is_one_outcome(topic, lead, writer, post):
    token = uuid.uuid4()

    first, second = (publish(topic, lead, post, form_token=token) for _ in range(2))

    assert (first, Outcome.objects.count(), Notification.objects.count()) == (second, 1, 1)


def test_the_lead_publishes_by_the_page(client_for, topic, lead, post):
    browser, address = client_for(lead), f"/forum/topics/{topic.pk}/outcome/"
    assert f'href="{address}"' in browser.get(topic.get_absolute_url()).text
    words = {"title": "Found", "text": "Some **words**", "posts": [post.pk], "form_token": str(uuid.uuid4())}

    preview = browser.post(f"{address}preview/", words)
    assert ("<strong>words</strong>" in preview.text, Outcome.objects.count()) == (True, 0)
    faulty = browser.post(address, {**words, "title": ""})
    assert (faulty.status_code, "Some **words**" in faulty.text) == (422, True)
    answer = browser.post(address, words, follow=True)

    assert (answer.status_code, "1 writer has not answered yet" in answer.text) == (200, True)
    assert list(Outcome.objects.get().quoted.values_list("post", flat=True)) == [post.pk]


def test_others_find_no_way_to_publish(client_for, topic, writer):
    assert "/outcome/" not in client_for(writer).get(topic.get_absolute_url()).text


def test_words_without_consent_are_no_row(topic, lead, post):
    quote = publish(topic, lead, post).quoted.get()

    for fields in ({"html": "<p>x</p>"}, {"is_agreed": True}, {"is_agreed": False, "html": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            OutcomePost.objects.filter(pk=quote.pk).update(**fields)


@pytest.mark.parametrize("page", ["/forum/outcomes/", "outcome", "group"])
def test_queries_with_1_and_30_rows(client_for, topic, post, count_queries, page):
    lead, writer = topic.poster, post.poster
    outcome = publish(topic, lead, topic.first_post)
    address = {"outcome": outcome.get_absolute_url(), "group": outcome.group.get_absolute_url()}.get(page, page)
    few = count_queries(client_for(lead), address)
    for _ in range(29):
        more = reply(topic=topic, poster=writer, text=compose("More"))
        publish(topic, lead)
        quote = OutcomePost.objects.create(outcome=outcome, post=more)
        answer_quote(quote=quote, by=writer, is_agreed=True)

    assert count_queries(client_for(lead), address) == few <= 15


def test_hostile_words_are_only_text(client, topic, lead):
    outcome = publish(topic, lead, title="<b>x</b>", text=compose("<script>alert(1)</script>"))

    page = client.get(outcome.get_absolute_url()).text

    assert ("<b>x</b>" in page, "<script>alert" in page, "&lt;b&gt;x" in page) == (False, False, True)
