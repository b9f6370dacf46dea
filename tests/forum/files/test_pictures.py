"""Pictures in texts: with words for who can't see them, shown to who sees the post, gone when nobody used them."""

import uuid
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from community.safety.html import clean_post
from forum.files.limits import MOST_WAITING
from forum.files.services import prune_pictures
from forum.models import Picture, PictureUse, Post
from forum.rendering import compose, without_boxes
from forum.services.editing import edit_post
from forum.services.posting import reply
from tests.factories.forum import group_board, last_post_of, make_topic
from tests.factories.people import MemberFactory
from tests.factories.uploads import picture
from tests.factories.workgroups import MembershipFactory
from tests.forum.cases import HOSTILE

pytestmark = pytest.mark.django_db
ADD = "/forum/posts/pictures/"
TOKEN = "0a1b2c3d-0000-4000-8000-0123456789ab"
ADDRESS = f"/forum/posts/pictures/{TOKEN}-40x30/"


def file(name="map.png", **options):
    return SimpleUploadedFile(name, picture(**options))


def put(client, alt="A map of wells", **options):
    """Put a picture here; its Markdown."""
    answer = client.post(ADD, {"picture": file(**options), "picture_alt": alt})
    assert answer.status_code == 201
    return answer.json()["markdown"]


def address_of(markdown):
    return markdown.rpartition("(")[2].rstrip(")")


@pytest.fixture
def client(client_for, member):
    return client_for(member)


# In the text


def test_a_picture_of_ours_is_shown_with_its_words_and_size():
    text = compose(f"![A *map* of wells]({ADDRESS})")

    assert (
        text.html == f'<p><img src="{ADDRESS}" alt="A map of wells" width="40" height="30" loading="lazy"></p>\n'
        or sorted(text.html[8:-7].split('" '))
        == sorted(f'src="{ADDRESS}" alt="A map of wells" width="40" height="30" loading="lazy"'.split('" '))
    )
    assert (text.pictures, text.is_empty) == ((uuid.UUID(TOKEN),), False)


@pytest.mark.parametrize(
    "address",
    [
        f"https://evil.example{ADDRESS}",
        f"//evil.example{ADDRESS}",
        f"{ADDRESS}?x=1",
        f"{ADDRESS}../../../../accounts/logout/",
        ADDRESS.replace("40x30", "0x30"),
        ADDRESS.replace("40x30", "400000x30"),
        ADDRESS.upper(),
        "/accounts/logout/",
        "data:image/png;base64,AAAA",
    ],
)
def test_no_other_picture_is_shown(address):
    assert "<img" not in compose(f"![x]({address})").html


def test_words_of_a_picture_cannot_become_more():
    html = compose(f'![a" onerror="MARK() <b> \\[x\\] &lt;](<{ADDRESS}> "title")').html

    assert html.count("<img ") == 1
    assert 'alt="a&quot; onerror=&quot;MARK() ‹b› [x] ‹"' in html


def test_without_words_it_is_no_picture_and_the_form_says_so(client):
    topic = make_topic()

    answer = client.post(
        f"/forum/topics/{topic.pk}/reply/", {"text": f"![]({ADDRESS}) kept", "form_token": str(uuid.uuid4())}
    )

    page = answer.content.decode()
    assert "<img" not in compose(f"![]({ADDRESS})").html
    assert (answer.status_code, "has no words for people who can’t see it" in page, " kept" in page) == (
        422,
        True,
        True,
    )


def test_a_mail_has_the_words():
    html = compose(f"![A map of “wells”]({ADDRESS}) and\n\n- [x] done").html

    assert "[Picture: A map of “wells”]" in without_boxes(html)
    assert "<img" not in without_boxes(html)


def test_the_sanitizer_alone_lets_no_other_picture_through():
    """The second wall, where a text has pictures of ours."""
    cleaned = "".join(f"<div>{clean_post(source, has_pictures=True)}</div>" for source in HOSTILE.values())

    left = [picture.attrs for picture in BeautifulSoup(cleaned, "html.parser").find_all("img")]
    assert len(left) > 5
    assert set().union(*left) <= {"alt", "width", "height", "loading"}


# Putting one here


def test_a_picture_is_put_here_and_its_markdown_comes_back(client, member):
    markdown = put(client, "Depth in *feet* [2026]")

    made = Picture.objects.get()
    assert markdown == rf"![Depth in \*feet\* \[2026\]]({made.get_absolute_url()})"
    assert (made.member, made.alt, made.width, made.height) == (member, "Depth in *feet* [2026]", 40, 30)
    assert 'alt="Depth in *feet* [2026]"' in compose(markdown).html


@pytest.mark.parametrize("alt", ["", "  ", "\u200b"])
def test_without_words_nothing_is_put_here(client, alt):
    answer = client.post(ADD, {"picture": file(), "picture_alt": alt})

    assert (answer.status_code, Picture.objects.count()) == (422, 0)
    assert answer.json()["fault"]


def test_what_is_no_picture_is_refused_by_name(client):
    answer = client.post(ADD, {"picture": SimpleUploadedFile("x.svg", b"<svg/>"), "picture_alt": "A map"})

    assert (answer.status_code, "“x.svg”" in answer.json()["fault"]) == (422, True)


def test_one_member_leaves_no_heap_of_pictures(client, member):
    Picture.objects.bulk_create(
        Picture(member=member, file="x.png", alt="x", width=1, height=1) for _ in range(MOST_WAITING)
    )

    answer = client.post(ADD, {"picture": file(), "picture_alt": "A map"})

    assert (answer.status_code, "in no post yet" in answer.json()["fault"]) == (422, True)


def test_visitors_put_nothing_here(client_for):
    assert client_for().post(ADD, {"picture": file(), "picture_alt": "A map"}).status_code in {302, 403}
    assert Picture.objects.count() == 0


# Without scripts


@pytest.mark.parametrize("where", ["reply", "start", "edit"])
def test_the_button_adds_it_to_the_text_and_keeps_everything(client, member, where):
    topic = make_topic(poster=member)
    paths = {
        "reply": f"/forum/topics/{topic.pk}/reply/preview/",
        "start": f"/forum/{topic.forum.slug}/new/preview/",
        "edit": f"/forum/posts/{topic.first_post_id}/edit/preview/",
    }
    form = {"text": "Words before", "title": "Kept title", "form_token": str(uuid.uuid4()), "add_picture": "1"}

    answer = client.post(paths[where], {**form, "picture": file(), "picture_alt": "A map of wells"})

    page = answer.content.decode()
    made = Picture.objects.get()
    assert answer.status_code == 200
    assert f"Words before\n\n![A map of wells]({made.get_absolute_url()})\n</textarea>" in page
    assert where == "reply" or "Kept title" in page
    assert topic.posts.count() == 1


def test_the_button_without_words_says_what_is_missing(client):
    topic = make_topic()
    form = {"text": "Kept words", "form_token": str(uuid.uuid4()), "add_picture": "1", "picture": file()}

    answer = client.post(f"/forum/topics/{topic.pk}/reply/preview/", form)

    page = answer.content.decode()
    assert (answer.status_code, "Kept words" in page, "Say what the picture shows" in page) == (422, True, True)


def test_posting_with_a_picture_that_was_not_added_loses_nothing(client):
    topic = make_topic()
    form = {"text": "Kept words", "form_token": str(uuid.uuid4()), "picture": file(), "picture_alt": "A map"}

    answer = client.post(f"/forum/topics/{topic.pk}/reply/", form)

    page = answer.content.decode()
    assert (answer.status_code, "not in your text yet" in page, "Kept words" in page) == (422, True, True)


# Who sees it


def test_only_its_member_sees_a_picture_in_no_post(client, client_for):
    address = address_of(put(client))

    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"], answer["X-Content-Type-Options"]) == (
        200,
        "image/png",
        "nosniff",
    )
    assert answer.getvalue().startswith(b"\x89PNG")
    assert {client_for(each).get(address).status_code for each in (None, MemberFactory())} == {404}


def statuses(client_for, address, *people):
    found = []
    for person in people:
        answer = client_for(person).get(address)
        if answer.streaming:
            answer.getvalue()  # read to its end, it is closed
        found.append(answer.status_code)
    return found


def test_who_sees_the_post_sees_the_picture(client_for, member, admin):
    board, lead = group_board()
    MembershipFactory(group=board.work_group, member=member)
    markdown = put(client_for(lead))
    topic = make_topic(board, poster=lead, text=markdown)

    seen = statuses(client_for, address_of(markdown), lead, member, MemberFactory(), admin, None)
    assert seen == [200, 200, 404, 404, 404]
    Post.objects.filter(topic=topic).update(approved=False)
    assert statuses(client_for, address_of(markdown), lead, member) == [200, 404]


def test_nobody_opens_a_picture_by_posting_its_address(client_for, member):
    board, lead = group_board()
    markdown = put(client_for(lead))
    make_topic(board, poster=lead, text=markdown)

    make_topic(poster=member, text=markdown)

    assert statuses(client_for, address_of(markdown), member, None) == [404, 404]


def test_another_size_in_the_address_shows_nothing(client):
    address = address_of(put(client))

    assert client.get(address.replace("40x30", "41x30")).status_code == 404


def test_a_picture_taken_out_of_the_text_is_seen_no_more_and_kept(client, client_for, member):
    markdown = put(client)
    topic = make_topic(poster=member, text=markdown)
    edit_post(post=topic.first_post, by=member, text=compose("No picture."))

    assert statuses(client_for, address_of(markdown), member, None) == [200, 404]
    assert prune_pictures(at=timezone.now() + timedelta(days=2)) == 0
    edit_post(post=topic.first_post, by=member, text=compose(markdown))
    assert statuses(client_for, address_of(markdown), None) == [200]


def test_two_posts_show_one_picture(client, member):
    markdown = put(client)
    topic = make_topic(poster=member, text=markdown)
    reply(topic=topic, poster=member, text=compose(f"{markdown} {markdown}"))

    assert PictureUse.objects.count() == 2
    assert last_post_of(topic).picture_uses.count() == 1


# Nobody used it


def test_a_picture_that_no_post_shows_is_deleted_after_a_day(client, member, django_capture_on_commit_callbacks):
    unused, used = put(client), put(client)
    make_topic(poster=member, text=used)
    waiting = Picture.objects.get(token=compose(unused).pictures[0])

    with django_capture_on_commit_callbacks(execute=True):
        early = prune_pictures(at=timezone.now() + timedelta(hours=23))
        late = prune_pictures(at=timezone.now() + timedelta(hours=25))

    assert (early, late, Picture.objects.count()) == (0, 1, 1)
    assert not waiting.file.storage.exists(waiting.file.name)
