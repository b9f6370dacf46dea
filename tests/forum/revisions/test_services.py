"""Versions: kept with each change, written once, told to who changes at the same time, brought back."""

import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError, connection, transaction

from community.people.models import AuditEntry
from forum.kinds.permissions import MODERATORS
from forum.models import Post, Revision
from forum.rendering import compose
from forum.revisions.permissions import can_restore
from forum.revisions.services import restore_version
from forum.services.editing import EditedMeanwhile, edit_post
from forum.services.posting import PostRefused
from tests.factories.forum import group_board, last_post_of, make_topic
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db


def edit(post, text, **more):
    return edit_post(post=post, by=post.poster, text=compose(text), **more)


def versions(post):
    return list(Revision.objects.filter(post=post).order_by("number").values_list("number", "title", "content", "by"))


@pytest.fixture
def post(member):
    return make_topic(poster=member, title="First", text="one").first_post


@pytest.fixture
def moderator():
    made = MemberFactory()
    made.groups.add(Group.objects.get_or_create(name=MODERATORS)[0])
    return made


def test_a_post_that_nobody_changed_has_no_versions(post):
    assert versions(post) == []


def test_each_change_keeps_what_was_and_what_is(post, member):
    edit(post, "two", title="Second")
    edit(post, "three")

    me = member.pk
    assert versions(post) == [(1, "First", "one", me), (2, "Second", "two", me), (3, "Second", "three", me)]


def test_the_first_version_is_of_the_day_it_was_posted(post):
    edit(post, "two")

    post.refresh_from_db()
    times = list(Revision.objects.order_by("number").values_list("at", flat=True))
    assert times == [post.created, post.edited_at]


def test_saving_the_same_words_makes_no_version(post):
    edit(post, "one", title="First")

    assert versions(post) == []


def test_a_reply_has_no_title_in_its_versions(member):
    topic = make_topic(posts=2, poster=member)

    edit(last_post_of(topic), "new", title="Ignored")

    assert [title for _number, title, _text, _by in versions(last_post_of(topic))] == ["", ""]


def test_a_post_edited_before_versions_were_kept_begins_with_what_it_says_now(post):
    Post.objects.filter(pk=post.pk).update(updates_count=4)

    edit(post, "two")

    assert [number for number, *_rest in versions(post)] == [5, 6]


def test_the_database_changes_no_version(post):
    edit(post, "two")

    with pytest.raises(DatabaseError), transaction.atomic():
        Revision.objects.update(content="other")


def test_versions_go_with_their_post(member):
    topic = make_topic(posts=2, poster=member)
    last = last_post_of(topic)
    edit(last, "two")
    Post.objects.filter(pk=last.pk).update(approved=False)
    topic.last_post = topic.first_post
    topic.save()
    topic.forum.__class__.objects.update(last_post=None)

    last.delete()

    assert Revision.objects.count() == 0


# At the same time


def test_a_change_of_an_older_version_is_refused_and_changes_nothing(post):
    edit(post, "two", version=1)

    with pytest.raises(EditedMeanwhile) as refusal:
        edit(post, "mine", version=1)

    post.refresh_from_db()
    assert (post.content, refusal.value.version, len(versions(post))) == ("two", 2, 2)


def test_the_same_change_sent_twice_is_one(post):
    for _ in range(2):
        edit(post, "two", version=1)

    assert len(versions(post)) == 2


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_twenty_changes_of_one_version_at_once_one_counts(at_once):
    post = make_topic().first_post

    results = at_once(20, lambda number: edit(post, f"text {number}", version=1))

    refused = [result for result in results if isinstance(result, EditedMeanwhile)]
    assert (len(refused), [number for number, *_rest in versions(post)]) == (19, [1, 2])


# Bringing back


def test_bringing_back_is_one_more_version_with_its_reason(post, member):
    edit(post, "two", title="Second")

    restore_version(revision=post.revisions.get(number=1), by=member)

    post.refresh_from_db()
    post.topic.refresh_from_db()
    latest = post.revisions.get(number=3)
    assert (post.content, post.html, post.topic.subject) == ("one", "<p>one</p>\n", "First")
    assert (latest.content, latest.reason) == ("one", "Version 1 brought back")


def test_who_looks_after_the_board_brings_back_and_that_is_audited(post, moderator):
    edit(post, "two")

    restore_version(revision=post.revisions.get(number=1), by=moderator)

    entry = AuditEntry.objects.get(action="restore")
    assert (entry.by, entry.key, entry.after) == (moderator, str(post.pk), {"version": 1})
    assert post.revisions.get(number=3).by == moderator


def test_others_bring_nothing_back(post):
    edit(post, "two")

    with pytest.raises(PostRefused):
        restore_version(revision=post.revisions.get(number=1), by=MemberFactory())


def test_nobody_outside_a_group_brings_back_in_its_board(moderator, admin):
    board, lead = group_board()
    post = make_topic(board, poster=lead).first_post

    assert [can_restore(each, post) for each in (lead, moderator, admin)] == [True, False, False]


def test_in_a_locked_topic_only_who_looks_after_it_brings_back(post, member, moderator):
    post.topic.status = post.topic.TOPIC_LOCKED
    post.topic.save()

    assert (can_restore(member, post), can_restore(moderator, post)) == (False, True)


def test_a_version_costs_one_query(post):
    with connection.execute_wrapper(seen := _Seen()):
        edit(post, "two")

    assert len([sql for sql in seen.statements if "hub_forum_revision" in sql]) == 1


class _Seen:
    def __init__(self):
        self.statements = []

    def __call__(self, execute, sql, params, many, context):
        self.statements.append(sql)
        return execute(sql, params, many, context)
