"""Following and reading of posts, and answers that come by mail: one post, whatever the mail servers do."""

import uuid
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import File
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.notifications.mail.composing import lines_for
from community.notifications.models import Following, Notification
from community.notifications.registries import ReplyByMail, kinds, places, subjects
from community.notifications.services.following import follow
from community.safety.uploads import Purpose, admit
from community.workgroups.enums import State
from forum.enums import Told
from forum.kinds.services import accept_answer, share_question
from forum.models import Attachment, Board, Post, Topic
from forum.notification_kinds import reply_by_mail
from forum.rendering import compose
from forum.services.posting import PostRefused, reply
from forum.services.reading import mark_boards_read, mark_topic_read
from forum.services.telling import tell_of_post
from tests.factories.forum import BoardFactory, group_board, make_question, make_topic
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    return make_topic()


def told_of_a_reply(reader, topic):
    """An unread notification of `reader`."""
    follow(member=reader, place=topic.place)
    post = reply(topic=topic, poster=MemberFactory(), text=compose("More."))
    tell_of_post(post=post)
    return post


def unread(reader):
    return Notification.objects.visible_to(reader).unread().count()


def test_kinds_and_places_are_registered():
    assert {kind.name for kind in kinds if kind.subject == "post"} == set(Told.values)
    assert {"topic", "board"} <= {place.name for place in places}
    assert subjects["post"].reply is not None


def test_reading_the_topic_reads_its_notifications_and_needs_no_mail(topic, member, client_for):
    told_of_a_reply(member, topic)
    other = told_of_a_reply(MemberFactory(), topic)
    assert unread(member) == 2

    client_for(member).get(topic.get_absolute_url())

    assert unread(member) == 0
    assert Notification.objects.filter(read_at=None, subject_id=other.pk).exists()


def test_a_mark_reads_what_was_told_up_to_it(topic, member):
    first = told_of_a_reply(member, topic)
    told_of_a_reply(member, topic)

    mark_topic_read(reader=member, topic=topic, up_to=first.created)

    assert unread(member) == 1


def test_a_topic_read_before_it_was_told_is_read_on_the_next_visit(topic, member, client_for):
    client = client_for(member)
    post = told_of_a_reply(member, topic)
    client.get(topic.get_absolute_url())
    Notification.objects.filter(member=member, subject_id=post.pk).update(read_at=None)

    client.get(topic.get_absolute_url())

    assert unread(member) == 0


def test_a_second_visit_writes_nothing(topic, member, client_for):
    client = client_for(member)
    told_of_a_reply(member, topic)
    client.get(topic.get_absolute_url())

    with CaptureQueriesContext(connection) as captured:
        client.get(topic.get_absolute_url())

    assert [query["sql"] for query in captured if not query["sql"].startswith("SELECT")] == []


def test_marking_boards_read_costs_the_same_for_many_topics(member):
    board = BoardFactory()
    told_of_a_reply(member, make_topic(board))
    other = told_of_a_reply(member, make_topic())
    few = _queries_of_marking(member, board)
    for _ in range(20):
        told_of_a_reply(member, make_topic(board))

    assert _queries_of_marking(member, board) == few
    mine = Notification.objects.filter(member=member).unread()
    assert list(mine.values_list("subject_id", flat=True)) == [other.pk]


def _queries_of_marking(member, board):
    with CaptureQueriesContext(connection) as captured:
        mark_boards_read(reader=member, boards=[board])
    return len(captured)


def test_words_of_an_accepted_answer_are_for_who_wrote_it_and_for_who_waits(member):
    question, sharer = make_question(poster=member, title="How deep?"), MemberFactory()
    share_question(topic=question, member=sharer)
    post = reply(topic=question, poster=MemberFactory(display_name="Ben"), text=compose("Ninety."))

    accept_answer(post=post, by=member)

    def sentences(reader):
        return [line.told.sentence for line in lines_for(reader, list(Notification.objects.filter(member=reader)))]

    assert sentences(post.poster) == ["Your answer to “How deep?” is accepted"]
    assert sentences(sharer) == ["The answer of Ben to “How deep?” is accepted"]


def mail(member, post, text="By mail.", files=(), token=None):
    return ReplyByMail(member, post.pk, text, tuple(files), token or uuid.uuid4())


def test_a_mail_delivered_five_times_is_one_post(topic, member):
    answer = mail(member, topic.first_post)

    for _ in range(5):
        reply_by_mail(answer)

    post = topic.posts.get(poster=member)
    assert (post.html, post.form_token) == ("<p>By mail.</p>\n", answer.token)
    assert Following.objects.filter(member=member, place=topic.place).exists()


def test_who_answers_by_mail_has_read_up_to_there(topic, member):
    post = told_of_a_reply(member, topic)

    reply_by_mail(mail(member, post))

    assert unread(member) == 0


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda topic: Topic.objects.update(status=Topic.TOPIC_LOCKED), "This topic is locked"),
        (lambda topic: Topic.objects.update(approved=False), "What you answered is not here any more"),
        (lambda topic: Post.objects.update(approved=False), "What you answered is not here any more"),
        (lambda topic: topic.forum.work_group.memberships.update(state=State.LEFT), "a board that you don't read"),
    ],
)
def test_a_mail_to_what_takes_no_answer_is_refused_with_a_sentence(member, change, sentence):
    board, lead = group_board()
    MembershipFactory(group=board.work_group, member=member)
    topic = make_topic(board, poster=lead)
    board.work_group.memberships.exclude(member=member).update(role="member")
    change(topic)

    with pytest.raises(PostRefused, match=sentence):
        reply_by_mail(mail(member, topic.first_post))
    assert Post.objects.count() == 1


@pytest.mark.parametrize(("text", "sentence"), [("", "Write something"), ("x" * 70_000, "Shorten it")])
def test_a_mail_that_the_form_would_refuse_is_refused_with_its_sentence(topic, member, text, sentence):
    with pytest.raises(PostRefused, match=sentence):
        reply_by_mail(mail(member, topic.first_post, text))


def test_who_left_between_reading_and_writing_is_refused(member):
    board, _lead = group_board()

    with pytest.raises(PostRefused, match="a board that you don't read"):
        reply(topic=make_topic(board), poster=member, text=compose("x"))


def a_file(name="Wells, spring.csv", content=b"well,depth\n1,294\n"):
    file = File(BytesIO(content), name=name)
    return file, admit(file, purpose=Purpose.DOCUMENT)


def test_a_file_comes_with_the_post_and_is_kept_once(topic, member, client_for):
    answer = mail(member, topic.first_post, files=[a_file()])
    reply_by_mail(answer)
    reply_by_mail(answer)

    row = Attachment.objects.get()
    page = client_for().get(topic.get_absolute_url()).content.decode()
    got = client_for().get(row.get_absolute_url())

    assert (row.name, row.size, row.content_type, row.sort) == ("Wells, spring.csv", 17, "text/csv", "CSV")
    assert row.file.name.startswith("attachments/")
    assert "wells" not in row.file.name.lower()
    assert "Wells, spring.csv" in page
    assert b"".join(got.streaming_content) == b"well,depth\n1,294\n"
    assert got["X-Content-Type-Options"] == "nosniff"
    assert got["Content-Disposition"] == 'attachment; filename="Wells, spring.csv"'


def test_a_file_is_gone_with_the_right_to_read_its_post(topic, member, client_for):
    reply_by_mail(mail(member, topic.first_post, files=[a_file()]))
    url = Attachment.objects.get().get_absolute_url()
    board, _lead = group_board()

    Topic.objects.filter(pk=topic.pk).update(forum=board)
    assert client_for(member).get(url).status_code == 404  # who wrote it, too
    Topic.objects.filter(pk=topic.pk).update(forum=topic.forum, approved=False)
    assert client_for(MemberFactory()).get(url).status_code == 404


def test_a_page_with_files_costs_what_one_without_costs(topic, member, client_for, count_queries):
    client = client_for()
    without = count_queries(client, topic.get_absolute_url())
    for _ in range(5):
        reply_by_mail(mail(member, topic.first_post, files=[a_file(), a_file("b.csv")]))

    assert count_queries(client, topic.get_absolute_url()) == without
    assert Board.objects.get(pk=topic.forum_id).direct_posts_count == 6


def test_times_of_marking_boards_are_kept(topic, member):
    post = told_of_a_reply(member, topic)

    mark_boards_read(reader=member, boards=[topic.forum], at=post.created - timedelta(seconds=1))

    assert unread(member) == 1
