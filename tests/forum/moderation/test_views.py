"""The pages of moderation: what they say, keep and cost."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from community.workgroups.services import leave
from forum.models import Objection, Ruling, Suspension, WaitingRule
from forum.moderation.cases import state_of
from forum.moderation.enums import Fault, RuleKind
from forum.moderation.services import deciding
from forum.rendering import compose
from forum.services.editing import edit_post
from forum.services.posting import reply
from tests.factories.forum import BoardFactory, group_board, make_topic
from tests.factories.moderation import decision, fresh, make_flag, make_moderator, make_waiting
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory

pytestmark = pytest.mark.django_db
QUEUE = "/forum/moderation/"


@pytest.fixture
def moderator():
    return make_moderator(display_name="Mo Derator")


@pytest.fixture
def topic():
    return make_topic(title="Wells of the north")


@pytest.fixture
def writer():
    return MemberFactory(display_name="Wanda Writer")


@pytest.fixture
def post(topic, writer):
    return reply(topic=topic, poster=writer, text=compose("Some **words**."))


def send(client, post, act, **fields):
    return client.post(f"{QUEUE}posts/{post.pk}/{act}/", {"seen": state_of(post), **fields})


# The topic's page


def test_each_post_offers_what_one_may_do_with_it(topic, post, writer, moderator, client_for):
    def links(viewer):
        page = client_for(viewer).get(topic.get_absolute_url()).text
        ways = (f"posts/{post.pk}/report/", f"posts/{post.pk}/remove/", f"moderation/posts/{post.pk}/")
        return tuple(way in page for way in ways)

    assert links(None) == (False, False, False)
    assert links(MemberFactory()) == (True, False, False)
    assert links(writer) == (False, True, False)
    assert links(moderator) == (True, False, True)


def test_a_suspended_member_reads_why_there_is_no_form(topic, post, writer, moderator, client_for):
    deciding.suspend(decision(post, moderator, "Insults."), until=timezone.now() + timedelta(days=2))
    client = client_for(writer)

    for url in (topic.get_absolute_url(), f"/forum/topics/{topic.pk}/reply/", f"/forum/posts/{post.pk}/edit/"):
        page = client.get(url).text
        assert "You can read, but not write here until" in page
        assert 'id="id_text"' not in page
    answer = client.post(f"/forum/topics/{topic.pk}/reply/", {"text": "Kept words", "form_token": ""})
    assert answer.status_code == 422
    assert "Kept words" in answer.text


def test_who_writes_what_waits_is_led_to_it(topic, writer, client_for):
    WaitingRule.objects.create(kind=RuleKind.WORD, value="casino")
    client = client_for(writer)
    token = "8a3c0b8e-0000-4000-8000-000000000001"

    page = client.post(
        f"/forum/topics/{topic.pk}/reply/", {"text": "The casino.", "form_token": token}, follow=True
    ).text

    assert "A moderator looks at it before others see it" in page
    assert "The casino." in page
    assert "Moderators look first at posts with certain words or links." in page
    titled = {"title": "Casino", "text": "Words", "kind": "discussion", "form_token": token[:-1] + "2"}
    assert client.post(f"/forum/{topic.forum.slug}/new/", titled)["Location"] == "/forum/moderation/mine/"
    own = reply(topic=topic, poster=writer, text=compose("Fine."))
    changed = client.post(f"/forum/posts/{own.pk}/edit/", {"text": "A casino."})
    assert changed["Location"] == "/forum/moderation/mine/"


# Reports, removals, what one was told


def test_a_report_is_sent_and_its_fate_shown(topic, post, moderator, member, client_for):
    client = client_for(member)
    url = f"/forum/posts/{post.pk}/report/"

    assert client.post(url, {"fault": Fault.OTHER}).status_code == 422
    answer = client.post(url, {"fault": Fault.OTHER, "words": "A riddle."}, follow=True)
    assert "Those who look after the board will look at it" in answer.text
    assert "Nobody has decided yet." in client.get("/forum/moderation/reports/").text

    deciding.hide(decision(post, moderator))

    page = client.get("/forum/moderation/reports/").text
    assert "A moderator agreed with you and acted." in page
    assert "A post that is not shown any more" in page
    assert "Wells of the north" not in page


def test_ones_own_post_is_removed_after_asking_and_found_again(topic, post, writer, client_for):
    client = client_for(writer)
    url = f"/forum/posts/{post.pk}/remove/"
    assert "Some <strong>words</strong>" in client.get(url).text

    page = client.post(url, follow=True).text

    assert "Your post is removed. You find its text here." in page
    assert "Some <strong>words</strong>" in page
    assert client.get(url).status_code == 404


def test_a_topic_in_which_others_wrote_is_not_removed(topic, post, client_for):
    answer = client_for(topic.poster).post(f"/forum/posts/{topic.first_post_id}/remove/")

    assert answer.status_code == 422
    assert "Others wrote in your topic, so it stays." in answer.text


def test_a_writer_reads_the_ruling_the_reason_and_the_words_and_objects(post, writer, moderator, client_for):
    ruling = deciding.hide(decision(post, moderator, "An advertisement."))
    client, url = client_for(writer), f"/forum/moderation/told/{ruling.pk}/"

    page = client.get(url).text
    for words in ("An advertisement.", "Some <strong>words</strong>", "decided by Mo Derator", "Wells of the north"):
        assert words in page
    assert client.post(f"{url}object/", {"words": ""}).status_code == 422
    assert "It was a joke." in client.post(f"{url}object/", {"words": "It was a joke."}, follow=True).text
    again = client.post(f"{url}object/", {"words": "Kept."})
    assert (again.status_code, Objection.objects.count()) == (422, 1)
    for other in (moderator, MemberFactory()):
        assert client_for(other).get(url).status_code == 404


def test_a_writer_reads_both_texts_of_an_edit(post, writer, moderator, client_for):
    ruling = deciding.edit(decision(post, moderator, "A name."), text=compose("Less <b>words</b>."))

    page = client_for(writer).get(ruling.get_absolute_url()).text

    assert "Some **words**." in page
    assert "Less &lt;b&gt;words&lt;/b&gt;." in page


def test_what_waits_and_is_hidden_shows_to_its_writer_alone(topic, writer, client_for):
    make_waiting(topic, poster=writer)

    assert "casino" in client_for(writer).get("/forum/moderation/mine/").text
    assert "casino" not in client_for(MemberFactory()).get("/forum/moderation/mine/").text


def test_files_of_what_is_not_shown_are_for_its_writer_and_those_who_decide(topic, post, writer, moderator, client_for):
    file = post.attachments.model(post=post, name="wells.csv", size=8, content_type="text/csv")
    file.file.save("wells.csv", ContentFile(b"well\n1\n"))
    deciding.hide(decision(post, moderator))

    def answer(viewer):
        got = client_for(viewer).get(file.get_absolute_url())
        return got.status_code, b"".join(got.streaming_content) if got.streaming else b""

    assert [answer(viewer) for viewer in (writer, moderator)] == [(200, b"well\n1\n")] * 2
    assert [answer(viewer)[0] for viewer in (None, MemberFactory(), topic.poster)] == [404] * 3
    assert "wells.csv" in client_for(writer).get("/forum/moderation/mine/").text
    assert "wells.csv" in client_for(moderator).get(f"{QUEUE}posts/{post.pk}/").text


def test_who_left_the_group_reads_their_words_and_no_later_title(client_for):
    board, lead = group_board()
    member = MembershipFactory(group=board.work_group).member
    topic = make_topic(board, poster=lead)
    post = reply(topic=topic, poster=member, text=compose("My own words."))
    ruling = deciding.hide(decision(post, lead))
    leave(group=board.work_group, member=member)
    edit_post(post=topic.first_post, by=lead, text=compose("New."), title="A secret title")
    client = client_for(member)

    for url in ("/forum/moderation/mine/", ruling.get_absolute_url()):
        page = client.get(url).text
        assert "My own words." in page
        assert "A secret title" not in page


# The queue and a case


def test_the_queue_shows_posts_with_their_reports_and_is_narrowed_down(topic, post, moderator, client_for):
    make_flag(post, fault=Fault.UNKIND)
    waiting = make_waiting(topic)
    client = client_for(moderator)

    page = client.get(QUEUE).text
    assert f'href="{QUEUE}posts/{post.pk}/"' in page
    assert "It attacks or insults somebody" in page
    assert "A word or phrase: casino" in page
    page = client.get(f"{QUEUE}?why=reported&board={topic.forum_id}").text
    assert f"posts/{post.pk}/" in page
    assert f"posts/{waiting.pk}/" not in page
    assert "Nothing here" in client.get(f"{QUEUE}?why=objections").text
    assert client.get(f"{QUEUE}?why=nonsense&board=x").status_code == 200


def test_the_page_of_a_case_shows_all_about_it(post, writer, moderator, client_for):
    deciding.warn(decision(post, moderator, "Be kind."))
    make_flag(post, MemberFactory(display_name="Rita Reporter"), words="Look at this.")

    page = client_for(moderator).get(f"{QUEUE}posts/{post.pk}/").text

    for words in ("Some <strong>words</strong>", "Rita Reporter", "Look at this.", "1 warning", "Be kind."):
        assert words in page
    for act in ("keep", "hide", "edit", "warn", "suspend"):
        assert f"posts/{post.pk}/{act}/" in page
    for act in ("approve", "restore", "release"):
        assert f"posts/{post.pk}/{act}/" not in page


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("keep", {}),
        ("hide", {"reason": "Off topic."}),
        ("warn", {"reason": "Be kind."}),
        ("edit", {"reason": "A name.", "text": "Other words."}),
        ("suspend", {"reason": "Third time.", "until": f"{timezone.localdate() + timedelta(days=9)}"}),
    ],
)
def test_each_decision_is_one_form_and_leads_back_to_the_queue(post, moderator, client_for, act, fields):
    answer = send(client_for(moderator), post, act, **fields)

    assert (answer.status_code, answer["Location"]) == (302, QUEUE)
    assert Ruling.objects.get().act == act


def test_a_waiting_post_is_approved_a_hidden_one_restored_a_suspension_ended(topic, post, moderator, client_for):
    client, waiting = client_for(moderator), make_waiting(topic)
    until = f"{timezone.localdate() + timedelta(days=9)}"

    steps = [
        send(client, waiting, "approve"),
        send(client, post, "hide", reason="x"),
        send(client, post, "restore"),
        send(client, post, "suspend", reason="x", until=until),
        send(client, post, "release"),
    ]

    assert [step.status_code for step in steps] == [302] * 5
    assert (fresh(waiting).approved, fresh(post).approved) == (True, True)
    assert not Suspension.objects.running().exists()


def test_a_decision_without_a_reason_comes_back_with_what_was_typed(post, moderator, client_for):
    answer = send(client_for(moderator), post, "suspend", reason="", until="2031-02-03")

    assert answer.status_code == 422
    assert "Write a reason: the writer will read it." in answer.text
    assert 'value="2031-02-03"' in answer.text


def test_who_decides_second_reads_who_decided_and_keeps_the_words(post, moderator, client_for):
    seen = state_of(post)
    deciding.hide(decision(post, moderator, "An advertisement."))
    client = client_for(make_moderator())

    answer = client.post(f"{QUEUE}posts/{post.pk}/warn/", {"seen": seen, "reason": "My long words."})

    assert answer.status_code == 409
    assert "Mo Derator decided meanwhile: Hidden. Reason: An advertisement." in answer.text
    assert "\nMy long words.</textarea>" in answer.text
    assert Ruling.objects.count() == 1
    assert f'value="{state_of(post)}"' in answer.text


def test_what_was_refused_stays_on_the_page_though_it_is_not_offered_any_more(post, moderator, client_for):
    seen = state_of(post)
    deciding.hide(decision(post, moderator))

    answer = client_for(moderator).post(f"{QUEUE}posts/{post.pk}/hide/", {"seen": seen, "reason": "My words."})

    assert answer.status_code == 409
    assert "\nMy words.</textarea>" in answer.text


def test_the_pages_are_for_those_who_look_after_boards(post, moderator, member, client_for):
    for url in (QUEUE, f"{QUEUE}log/", f"{QUEUE}rules/", f"{QUEUE}posts/{post.pk}/"):
        assert client_for(member).get(url).status_code == 404
        assert client_for(moderator).get(url).status_code == 200


def test_rules_are_added_and_dropped(moderator, client_for):
    board = BoardFactory(name="Water data")
    client = client_for(moderator)

    assert client.post(f"{QUEUE}rules/", {"kind": "word", "value": ""}).status_code == 422
    page = client.post(f"{QUEUE}rules/", {"kind": "word", "value": "Casino", "board": board.pk}, follow=True).text
    assert "A word or phrase: casino" in page
    rule = WaitingRule.objects.get()
    assert (rule.value, rule.board) == ("casino", board)
    client.post(f"{QUEUE}rules/{rule.pk}/drop/")
    assert not WaitingRule.objects.exists()


def test_my_hub_says_how_many_posts_need_a_decision_and_nothing_without_one(post, moderator, member, client_for):
    assert "Posts to look at" not in client_for(moderator).get("/my/").text

    make_flag(post)

    assert "1 post in the boards you look after needs a decision." in client_for(moderator).get("/my/").text
    assert "Posts to look at" not in client_for(member).get("/my/").text


# Queries


def test_the_queue_the_log_and_a_case_with_1_and_30_rows(topic, moderator, client_for, count_queries):
    client = client_for(moderator)

    def grow(number):
        for _ in range(number):
            post = reply(topic=topic, poster=MemberFactory(), text=compose("Words."))
            ruling = deciding.warn(decision(post, moderator))
            Objection.objects.create(ruling=ruling, words="No.")
            make_flag(post)
            make_flag(post)

    grow(1)
    urls = (QUEUE, f"{QUEUE}?why=reported", f"{QUEUE}log/")
    few = {url: count_queries(client, url) for url in urls}
    grow(29)

    assert {url: count_queries(client, url) for url in urls} == few
    assert max(few.values()) <= 12


def test_a_case_with_1_and_30_reports_and_rulings(post, moderator, client_for, count_queries):
    client, url = client_for(moderator), f"{QUEUE}posts/{post.pk}/"
    make_flag(post)
    deciding.warn(decision(post, moderator))
    make_flag(post)
    few = count_queries(client, url)

    for _ in range(29):
        make_flag(post)
    for _ in range(5):
        deciding.warn(decision(post, moderator))
    make_flag(post)

    assert few == count_queries(client, url) <= 20


def test_lists_of_ones_own_with_1_and_30_rows(topic, writer, moderator, client_for, count_queries):
    def grow(number):
        for _ in range(number):
            mine = reply(topic=topic, poster=writer, text=compose("Words."), at=timezone.now())
            make_flag(mine, MemberFactory())
            deciding.hide(decision(mine, moderator))

    grow(1)
    client = client_for(writer)
    few = count_queries(client, "/forum/moderation/mine/")
    grow(29)

    assert count_queries(client, "/forum/moderation/mine/") == few <= 12


def test_my_reports_with_1_and_15_rows(topic, post, member, client_for, count_queries):
    make_flag(post, member)
    client = client_for(member)
    few = count_queries(client, "/forum/moderation/reports/")
    for _ in range(14):
        make_flag(reply(topic=topic, poster=MemberFactory(), text=compose("Words.")), member)

    assert count_queries(client, "/forum/moderation/reports/") == few <= 12
