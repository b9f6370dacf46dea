"""Files below posts: let in by the one door, told by name when not, taken out only of one's own post."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from forum.files.limits import MOST_FILES
from forum.models import Attachment, Post
from forum.rendering import compose
from forum.services.posting import reply, start_topic
from tests.factories.forum import BoardFactory, group_board, last_post_of, make_topic
from tests.factories.people import MemberFactory
from tests.factories.uploads import picture
from tests.factories.workgroups import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_for, member):
    return client_for(member)


@pytest.fixture
def topic():
    return make_topic()


def csv(name="wells.csv", data=b"well,depth\n1,2\n"):
    return SimpleUploadedFile(name, data)


def typed(*files, text="See the file.", **more):
    return {"text": text, "form_token": str(uuid.uuid4()), "new_files": files, **more}


def names(post):
    return sorted(post.attachments.values_list("name", flat=True))


def attached(post, name="old.csv"):
    row = Attachment(post=post, name=name, size=4, content_type="text/csv")
    row.file.save(f"{uuid.uuid4().hex}.csv", csv())
    return row


def test_a_reply_takes_several_files(client, topic):
    files = [csv(), SimpleUploadedFile("map.png", picture())]

    client.post(f"/forum/topics/{topic.pk}/reply/", typed(*files))

    assert names(last_post_of(topic)) == ["map.png", "wells.csv"]
    page = client.get(topic.get_absolute_url()).content.decode()
    assert "wells.csv" in page


def test_a_topic_takes_files(client):
    board = BoardFactory()

    client.post(f"/forum/{board.slug}/new/", typed(csv(), title="With a file"))

    assert names(Post.objects.get()) == ["wells.csv"]


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([csv("bad.exe", b"MZ")], "“bad.exe” can’t be uploaded here"),
        ([csv(), SimpleUploadedFile("not.png", b"<script>")], "“not.png” is damaged"),
        ([csv(f"{n}.csv") for n in range(MOST_FILES + 1)], f"These are {MOST_FILES + 1} files"),
        ([csv("empty.csv", b"")], "“empty.csv” is empty"),
    ],
)
def test_a_refused_file_is_named_and_the_words_are_kept(client, topic, files, sentence):
    answer = client.post(f"/forum/topics/{topic.pk}/reply/", typed(*files, text="My own words"))

    page = answer.content.decode()
    assert (answer.status_code, topic.posts.count()) == (422, 1)
    assert all(words in page for words in (sentence, "My own words", "Choose them again before you post"))


def test_too_much_together_is_refused(client, topic, monkeypatch):
    monkeypatch.setattr("forum.files.forms.MOST_BYTES", 20)

    answer = client.post(f"/forum/topics/{topic.pk}/reply/", typed(csv("a.csv"), csv("b.csv")))

    assert "MB together" in answer.content.decode()
    assert Attachment.objects.count() == 0


def test_a_preview_keeps_no_file_and_says_so(client, topic):
    answer = client.post(f"/forum/topics/{topic.pk}/reply/preview/", typed(csv()))

    assert (answer.status_code, Attachment.objects.count()) == (200, 0)
    assert "Choose them again before you post" in answer.content.decode()


def test_a_text_with_a_fault_says_that_files_are_to_be_chosen_again(client, topic):
    answer = client.post(f"/forum/topics/{topic.pk}/reply/", typed(csv(), text=" "))

    assert "Choose them again before you post" in answer.content.decode()


def test_the_same_form_twice_is_one_set_of_files(client, topic):
    token = str(uuid.uuid4())
    for _ in range(2):
        client.post(f"/forum/topics/{topic.pk}/reply/", typed(csv(), form_token=token))

    assert Attachment.objects.count() == 1


# Changing a post


@pytest.fixture
def mine(member):
    return make_topic(poster=member, text="See the file.").first_post


def edit(client, post, *files, **more):
    return client.post(f"/forum/posts/{post.pk}/edit/", typed(*files, title=post.topic.subject, **more))


def test_a_change_adds_and_takes_out_files(client, mine):
    old = attached(mine)
    storage, path = old.file.storage, old.file.name

    answer = edit(client, mine, csv("new.csv"), drop_files=[old.pk])

    mine.refresh_from_db()
    assert (answer.status_code, names(mine), mine.edited_at is not None) == (302, ["new.csv"], True)
    assert mine.revisions.count() == 0
    assert storage.exists(path)  # until the transaction ends


def test_bytes_go_when_the_change_is_committed(client, mine, django_capture_on_commit_callbacks):
    old = attached(mine)

    with django_capture_on_commit_callbacks(execute=True):
        edit(client, mine, drop_files=[old.pk])

    assert not old.file.storage.exists(old.file.name)


def test_files_of_other_posts_stay_whatever_number_is_sent(client, mine, member):
    attached(mine)
    other = attached(make_topic().first_post, "theirs.csv")
    also_mine = attached(make_topic(poster=member).first_post, "elsewhere.csv")

    answer = edit(client, mine, drop_files=[other.pk, also_mine.pk])

    assert (answer.status_code, Attachment.objects.count()) == (422, 3)


def test_a_post_holds_as_many_files_as_it_may(client, mine):
    for number in range(MOST_FILES):
        attached(mine, f"{number}.csv")

    answer = edit(client, mine, csv("one too many.csv"), text="My changed words")

    page = answer.content.decode()
    assert (answer.status_code, "Take some out first" in page, "My changed words" in page) == (422, True, True)
    assert (mine.attachments.count(), Post.objects.get(pk=mine.pk).content) == (MOST_FILES, "See the file.")


def test_files_are_hidden_with_their_post(client_for, member):
    board, lead = group_board()
    file = attached(make_topic(board, poster=lead).first_post)

    reader = MembershipFactory(group=board.work_group).member

    assert client_for(reader).get(file.get_absolute_url()).getvalue() == b"well,depth\n1,2\n"
    assert client_for(member).get(file.get_absolute_url()).status_code == 404
    Post.objects.filter(pk=file.post_id).update(approved=False)
    assert client_for(reader).get(file.get_absolute_url()).status_code == 404
    assert client_for(lead).get(file.get_absolute_url()).getvalue()  # who wrote it, and may have to decide about it


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_twenty_submits_of_one_form_at_once_are_one_post_one_set_of_files_and_no_draft(at_once, client_for):
    topic, writer, token = make_topic(), MemberFactory(), str(uuid.uuid4())
    board, other = topic.forum, str(uuid.uuid4())
    clients = [client_for(writer) for _ in range(20)]
    page = clients[0].get(f"/forum/topics/{topic.pk}/reply/")
    key = {"draft_key": page.context["desk"].key}
    clients[0].post("/forum/posts/drafts/save/", {"text": "Words", **key})

    def send(number):
        form = typed(csv("a.csv"), csv("b.csv"), form_token=token, **key)
        answer = clients[number].post(f"/forum/topics/{topic.pk}/reply/", form)
        started = clients[number].post(f"/forum/{board.slug}/new/", typed(csv(), title="Once", form_token=other))
        return answer.status_code, started.status_code

    assert at_once(20, send) == [(302, 302)] * 20
    assert (topic.posts.count(), names(last_post_of(topic))) == (2, ["a.csv", "b.csv"])
    assert (board.topics.count(), Attachment.objects.count(), writer.drafts.count()) == (2, 3, 0)


def test_services_take_files_too(member):
    board = BoardFactory()

    topic = start_topic(board=board, poster=member, title="t", text=compose("x"), files=())

    assert reply(topic=topic, poster=member, text=compose("x"), files=()).attachments.count() == 0
