"""Promise 4: what a reader may not see any more leaks by no notification, mail, list, count, address or reply."""

import uuid
from copy import deepcopy
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import RequestFactory
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.notifications.context_processors import bell
from community.notifications.mail.addresses import unsubscribe_url
from community.notifications.mail.composing import compose as put_into_words
from community.notifications.mail.composing import lines_for
from community.notifications.models import Following, Mail, Notification
from community.notifications.registries import ReplyByMail, kinds
from community.notifications.services.digests import write_digests
from forum.models import Post
from forum.notification_kinds import reply_by_mail
from forum.querysets import PostQuerySet, TopicQuerySet
from forum.services.posting import PostRefused
from tests.community.told_checks import may_see
from tests.community.told_world import (
    COURSE,
    EDITED,
    EVENT,
    GUILD,
    IN_ANY_ORDER,
    KEPT,
    LOSSES,
    OPEN_TOPIC,
    OUTCOME,
    OUTSIDE,
    PROPOSAL,
    REVIEWED,
    SHELVED,
    SPOT,
    TO_DO,
    TOPIC,
    build,
    leave_group,
)
from tests.factories.pages import make_site

KINDS_OF_LEADS = ("membership_requested", "invitation_answered", "group_asks", "group_quarter", "spotlight_asked")
pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(scope="module")
def built(module_db):
    """The world, made once: each test takes a copy of its objects, and the database forgets what a test did."""
    return build(make_site().root_page.specific)


@pytest.fixture
def world(built, monkeypatch):
    monkeypatch.setattr("community.notifications.views.PER_PAGE", 100)  # all of it on the first page
    return deepcopy(built)


def everything_said(world, client):
    """All that the reader can get at, by its way out."""
    reader, pages = world["reader"], {}
    for url in ("/my/notifications/", "/my/notifications/?show=unread", "/my/notifications/following/"):
        pages[url] = _both_pages(client, url)
    for place in Following.objects.filter(member=reader).values_list("place", flat=True):
        address = unsubscribe_url(member_id=reader.pk, channel=place).partition("/my/")[2]
        pages[f"stop {place}"] = client.get(f"/my/{address}").content.decode()
        pages[f"follow {place}"] = client.get(f"/my/notifications/following/{place}/").content.decode()
    with transaction.atomic():
        write_digests(at=timezone.now() + timedelta(days=9))
        for mail in Mail.objects.filter(member=reader).select_related("member"):
            pages[f"mail {mail.pk} {mail.channel}"] = _whole(put_into_words(mail))
        transaction.set_rollback(True)
    return pages


def _both_pages(client, url):
    """What was told is more than one page holds."""
    more = f"{url}{'&' if '?' in url else '?'}page=2"
    return client.get(url).content.decode() + client.get(more).content.decode()


def _whole(message):
    """Subject, text, HTML, calendar and headers, as they would leave."""
    if message is None:
        return ""
    parts = [message.subject, message.body, str(message.extra_headers), *message.reply_to]
    return "\n".join([*parts, *(part.content for part in message.alternatives)])


def unread_in_header(reader):
    request = RequestFactory().get("/")
    request.user = reader
    return int(str(bell(request)["unread_notifications"]))


def ways_that_say(word, said):
    return {way.partition(" ")[0] for way, text in said.items() if word in text}


def test_every_kind_is_there_and_every_way_says_it(world, client_for):
    """The control: what could leak is there, and the test sees it."""
    reader = world["reader"]
    said = everything_said(world, client_for(reader))

    assert set(Notification.objects.visible_to(reader).values_list("kind", flat=True)) == {kind.name for kind in kinds}
    ways = {"/my/notifications/", "/my/notifications/?show=unread", "/my/notifications/following/"}
    ways |= {"stop", "follow", "mail"}
    for word in (TOPIC, OPEN_TOPIC, EVENT, COURSE, GUILD):
        assert ways_that_say(word, said) == ways
    for word in (KEPT, OUTCOME, OUTSIDE, PROPOSAL, EDITED, REVIEWED, SHELVED, TO_DO):
        assert ways_that_say(word, said) == {"/my/notifications/", "/my/notifications/?show=unread", "mail"}
    assert ways_that_say(SPOT, said) == {"mail"}
    assert unread_in_header(reader) == Notification.objects.filter(member=reader).count()


@pytest.mark.parametrize("loss", LOSSES)
def test_what_may_not_be_seen_any_more_is_said_nowhere(world, client_for, loss):
    lose, gone = LOSSES[loss]
    reader = world["reader"]
    told = _saying(reader, gone)
    lose(world)
    client = client_for(reader)

    said = everything_said(world, client)

    assert {word: ways_that_say(word, said) for word in gone} == {word: set() for word in gone}
    left = Notification.objects.filter(member=reader).exclude(pk__in=told)
    if loss == "left the group":
        left = left.exclude(kind__in=KINDS_OF_LEADS)
    assert unread_in_header(reader) == left.count()
    assert {client.get(f"/my/notifications/{pk}/").status_code for pk in told} == {404}
    for post in Post.objects.filter(pk__in=_posts_of(gone)):
        with pytest.raises(PostRefused):
            reply_by_mail(ReplyByMail(reader, post.pk, "Still here?", (), uuid.uuid4()))


def _saying(reader, words):
    rows = list(Notification.objects.visible_to(reader))
    return [
        line.notification.pk
        for line in lines_for(reader, rows)
        if any(word in f"{line.told.heading} {line.told.sentence} {line.told.text}" for word in words)
    ]


def _posts_of(words):
    posts = Post.objects.select_related("topic")
    return [post.pk for post in posts if any(word in post.topic.subject for word in words)]


def test_without_the_rule_the_title_would_be_said(world, client_for, monkeypatch):
    """The control: where posts and topics are not asked who may see them, the same look finds the leak."""
    leave_group(world)
    for rows in (PostQuerySet, TopicQuerySet):
        monkeypatch.setattr(rows, "visible_to", lambda self, viewer: self.all())

    said = everything_said(world, client_for(world["reader"]))

    assert {"/my/notifications/", "mail"} <= ways_that_say(TOPIC, said)


class _Undo(Exception):
    pass


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(IN_ANY_ORDER))
def test_the_rule_agrees_with_the_check_of_each_object_in_any_order(built, order):
    try:
        with transaction.atomic():
            world = deepcopy(built)
            for lose in order:
                lose(world)
                _compare(world["reader"])
            raise _Undo
    except _Undo:
        pass


def _compare(reader):
    rows = list(Notification.objects.filter(member=reader))
    shown = {row.pk for row in Notification.objects.visible_to(reader)}
    assert shown == {row.pk for row in reversed(rows) if may_see(reader, row)}
    assert {line.notification.pk for line in lines_for(reader, rows)} == shown
