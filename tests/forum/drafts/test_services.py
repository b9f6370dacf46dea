"""Drafts: one of each member at a place, dropped by the post they become, kept by a key nobody forges."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone

from forum.drafts.keys import key_for, opened
from forum.drafts.querysets import KEPT_DAYS
from forum.drafts.services import Typed, prune_drafts, save_draft
from forum.models import Draft
from forum.rendering import compose
from forum.services.posting import PostRefused, reply, start_topic
from forum.tasks import tidy
from tests.factories.forum import BoardFactory, make_topic
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db
PLACE = "topic:7"


def save(member, text="Words", place=PLACE, **typed):
    at = typed.pop("at", None)
    return save_draft(member=member.pk, place=place, typed=Typed(text, **typed), at=at)


def kept(member):
    return list(Draft.objects.of(member).values_list("place", "text"))


def test_the_later_words_take_the_place_of_the_earlier(member):
    saved = [save(member, "one"), save(member, "two"), save(MemberFactory(), "theirs")]

    assert (saved, kept(member)) == ([True] * 3, [(PLACE, "two")])


@pytest.mark.parametrize("text", ["", " \n ", "\u200b"])
def test_an_empty_form_drops_the_draft(member, text):
    save(member)

    assert (save(member, text), kept(member)) == (False, [])


def test_a_title_alone_is_kept(member):
    assert save(member, "", title="A title")


def test_more_than_a_draft_holds_is_not_kept_and_drops_nothing(member):
    save(member, "short")

    assert (save(member, "a" * 100_001), kept(member)) == (False, [(PLACE, "short")])


def test_the_database_keeps_no_empty_draft(member):
    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.create(member=member, place=PLACE, saved_at=timezone.now())


def test_posting_drops_the_draft_of_its_place_and_no_other(member):
    topic, board = make_topic(), BoardFactory()
    for place in (topic.place, board.place, PLACE):
        save(member, place=place)
    save(MemberFactory(), place=topic.place)

    reply(topic=topic, poster=member, text=compose("x"), draft=topic.place)
    start_topic(board=board, poster=member, title="t", text=compose("x"), draft=board.place)

    assert kept(member) == [(PLACE, "Words")]
    assert Draft.objects.count() == 2


def test_a_reply_that_is_refused_leaves_the_draft(member):
    topic = make_topic()
    save(member, place=topic.place)
    topic.status = topic.TOPIC_LOCKED
    topic.save()

    with pytest.raises(PostRefused):
        reply(topic=topic, poster=member, text=compose("x"), draft=topic.place)

    assert kept(member) == [(topic.place, "Words")]


def test_an_answer_by_mail_leaves_the_draft(member):
    topic = make_topic()
    save(member, place=topic.place)

    reply(topic=topic, poster=member, text=compose("x"))

    assert kept(member) == [(topic.place, "Words")]


def test_words_that_arrive_after_the_post_they_became_are_no_draft(member):
    topic, token = make_topic(), uuid.uuid4()
    reply(topic=topic, poster=member, text=compose("x"), form_token=token)

    assert (save(member, form_token=token), kept(member)) == (False, [])


def test_old_drafts_are_deleted_by_the_clock(member):
    now = timezone.now()
    save(member, place="topic:1", at=now - timedelta(days=KEPT_DAYS, minutes=1))
    save(member, place="topic:2", at=now - timedelta(days=KEPT_DAYS, minutes=-1))

    assert tidy() == "1 drafts, 0 pictures deleted"
    assert kept(member) == [("topic:2", "Words")]
    assert prune_drafts(at=now + timedelta(days=1)) == 1


# Keys


def test_a_key_opens_what_it_was_made_for(member):
    assert opened(key_for(member, PLACE)) == (member.pk, PLACE)


@pytest.mark.parametrize("key", ["", "x", "a:b:c", "W10:1:x", "\x00", "é" * 400])
def test_a_forged_key_opens_nothing(key):
    assert opened(key) is None


def test_a_key_for_something_else_opens_nothing(member):
    assert opened(signing.dumps([member.pk, PLACE], salt="other")) is None
    assert opened(signing.dumps([1, 2, 3], salt="forum.drafts")) is None


def test_an_old_key_opens_nothing(member):
    with time_machine.travel(timezone.now() - timedelta(days=31)):
        key = key_for(member, PLACE)

    assert opened(key) is None


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_twenty_tabs_at_once_keep_one_draft(at_once):
    writer = MemberFactory()

    assert at_once(20, lambda number: save(writer, f"text {number}")) == [True] * 20
    assert Draft.objects.count() == 1
