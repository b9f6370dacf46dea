"""Health: what the raw rows say, a wrong value is caught, leads are asked once, archives are read only."""

from datetime import datetime, timedelta
from random import Random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from community.notifications.models import Notification
from community.safety.uploads import Purpose, admit
from community.workgroups.enums import Health
from community.workgroups.life import signs
from community.workgroups.models import Deliverable, DocumentVersion, WorkGroup
from community.workgroups.services import (
    GroupKept,
    GroupRefused,
    add_document,
    change_charter,
    close_group,
    keep_group,
    miscounted,
    reopen_group,
    save_deliverable,
    settle_health,
)
from community.workgroups.services.founding import found_group
from community.workgroups.tasks import look_after_groups
from events.enums import Status, Visibility
from events.models import Occurrence
from events.permissions import groups_to_schedule_for
from forum.models import Board, Post
from forum.rendering import compose
from forum.services.posting import PostRefused, reply, start_topic
from tests.factories.events import SeriesFactory
from tests.factories.forum import make_topic
from tests.factories.people import MemberFactory
from tests.factories.workgroups import WorkGroupFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now().replace(microsecond=0)


def ago(days):
    return NOW - timedelta(days=days)


def let_in(name="notes.csv"):
    file = SimpleUploadedFile(name, b"a,b\n1,2\n")
    return file, admit(file, purpose=Purpose.DOCUMENT)


def old_group(days, **kwargs):
    lead = MemberFactory()
    group = WorkGroup(name=f"Group {WorkGroup.objects.count()}", purpose="Old.", **kwargs)
    return found_group(group=group, lead=lead, by=lead, at=ago(days), has_public_board=not kwargs.get("is_private"))


def told(group, what):
    return Notification.objects.filter(kind="group_asks", subject_id=group.pk, key__startswith=what).count()


@pytest.mark.parametrize(("days", "color"), [(44, "green"), (45, "amber"), (89, "amber"), (90, "red"), (200, "red")])
def test_colors_change_at_45_and_90_silent_days(days, color):
    group = old_group(days)
    settle_health(at=NOW)
    assert WorkGroup.objects.get(pk=group.pk).health == color


def recount(group):
    """The last sign of life from the tables themselves, in SQL of its own; the colour from days between dates."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select max(p.created) from forum_conversation_post p"
            " join forum_conversation_topic t on t.id = p.topic_id join forum_forum b on b.id = t.forum_id"
            " where b.work_group_id = %s and p.approved and t.approved and p.created <= %s", [group.pk, NOW],
        )  # fmt: skip
        moments = [cursor.fetchone()[0]]
        cursor.execute(
            "select max(o.end_at) from events_occurrence o join events_series s on s.id = o.series_id"
            " where s.group_id = %s and s.live and o.status = 'scheduled' and o.end_at <= %s", [group.pk, NOW],
        )  # fmt: skip
        moments.append(cursor.fetchone()[0])
        cursor.execute(
            "select max(v.made_at) from workgroups_documentversion v"
            " join workgroups_document d on d.id = v.document_id where d.group_id = %s and v.made_at <= %s",
            [group.pk, NOW],
        )
        moments.append(cursor.fetchone()[0])
    moments = [datetime.fromisoformat(one) if isinstance(one, str) else one for one in moments if one]
    moments = [one if one.tzinfo else timezone.make_aware(one, timezone.get_fixed_timezone(0)) for one in moments]
    last = max([group.founded_at, *moments])
    days = (NOW - last).total_seconds() / 86_400
    return last, "green" if days < 45 else "amber" if days < 90 else "red"


def live(random, group, lead):
    """Something that counts or does not, some days ago."""
    days, kind = random.randint(1, 130), random.randrange(6)
    if kind == 0:
        make_topic(random.choice(list(group.boards.order_by("pk"))), poster=lead, at=ago(days))
    elif kind == 1:  # a post that nobody may see
        topic = make_topic(group.boards.order_by("pk").first(), poster=lead, at=ago(days))
        Post.objects.filter(topic=topic).update(approved=False)
    elif kind in {2, 3}:
        series = SeriesFactory(group=group, by=lead, visibility=Visibility.GROUP)
        status = Status.SCHEDULED if kind == 2 else Status.CANCELLED
        Occurrence.objects.filter(series=series).update(start_at=ago(days), end_at=ago(days - 1), status=status)
    elif kind == 4:
        document = add_document(group=group, title="Notes", file=let_in(), by=lead, at=ago(days))
        DocumentVersion.objects.filter(document=document).update(made_at=ago(days))


def test_health_is_what_a_recount_of_raw_rows_says_and_a_wrong_value_is_caught():
    random = Random(8)
    groups = [old_group(random.randint(40, 160)) for _ in range(12)]
    for group in groups:
        for _turn in range(random.randrange(4)):
            live(random, group, group.memberships.get().member)

    settle_health(at=NOW)

    stored = {group.pk: group for group in WorkGroup.objects.all()}
    right = {group.pk: recount(group) for group in groups}
    assert {pk: (stored[pk].life_at, stored[pk].health) for pk in right} == right
    assert {color for _moment, color in right.values()} == {"green", "amber", "red"}
    assert miscounted(at=NOW) == []
    wrong = [groups[0].pk, groups[1].pk]
    WorkGroup.objects.filter(pk=wrong[0]).update(life_at=ago(1_000))
    other = next(color for color in Health if color != stored[wrong[1]].health)
    WorkGroup.objects.filter(pk=wrong[1]).update(health=other)
    assert miscounted(at=NOW) == sorted(wrong)
    settle_health(at=NOW)
    assert miscounted(at=NOW) == []


def test_leads_of_a_silent_group_are_asked_once_for_each_silence():
    group = old_group(95)
    assert [settle_health(at=NOW) != [], settle_health(at=NOW)] == [True, []]
    look_after_groups()
    assert told(group, "silent") == 1
    make_topic(group.boards.order_by("pk").first(), poster=group.memberships.get().member, at=ago(91))
    settle_health(at=NOW)
    assert told(group, "silent") == 1  # unread, the former question is taken back
    make_topic(group.boards.order_by("pk").first(), poster=group.memberships.get().member, at=ago(1))
    settle_health(at=NOW)
    assert (WorkGroup.objects.get(pk=group.pk).health, told(group, "silent")) == ("green", 0)


def test_leads_are_asked_about_the_charter_on_its_day_and_not_twice():
    group = WorkGroupFactory(review_on=timezone.localdate())
    lead = group.memberships.get().member
    look_after_groups()
    look_after_groups()
    assert told(group, "review") == 1
    new = {**group.charter(), "review_on": timezone.localdate() + timedelta(days=365)}
    change_charter(group=group, charter=new, by=lead, version=1)
    look_after_groups()
    assert told(group, "review") == 0


@pytest.fixture
def archive():
    group = old_group(30)
    lead = group.memberships.get().member
    topic = make_topic(group.boards.get(audience="group"), poster=lead, title="Wells", at=ago(3))
    close_group(group=group, by=lead, achieved="One template for all.\n\nTwo departments use it.")
    group.refresh_from_db()
    return group, lead, topic


def test_a_closed_group_is_to_read_and_nothing_is_added(archive, client_for):
    group, lead, topic = archive
    with pytest.raises(PostRefused, match="closed"):
        reply(topic=topic, poster=lead, text=compose("More."))
    for board in group.boards.all():
        with pytest.raises(PostRefused):
            start_topic(board=board, poster=lead, title="New", text=compose("More."))
    with pytest.raises(GroupRefused, match="closed"):
        add_document(group=group, title="New", file=let_in(), by=lead)
    with pytest.raises(GroupRefused, match="closed"):
        change_charter(group=group, charter=group.charter(), by=lead, version=1)
    with pytest.raises(GroupRefused, match="closed"):
        save_deliverable(deliverable=Deliverable(group=group, title="New"), by=lead)
    with pytest.raises(GroupRefused, match="closed"):
        close_group(group=group, by=lead, achieved="Again.")
    assert not groups_to_schedule_for(lead).exists()
    page = client_for(lead).get(group.get_absolute_url()).content.decode()
    assert "This group was closed" in page
    assert "Two departments use it." in page
    assert "Start a topic" not in page
    shown = client_for(lead).get(topic.get_absolute_url()).content.decode()
    assert "nobody adds to them" in shown
    assert "Post reply" not in shown


def test_an_archive_opens_again_with_all_it_had(archive):
    group, lead, topic = archive
    outsider = MemberFactory()
    with pytest.raises(GroupRefused, match="Only a lead"):
        reopen_group(group=group, by=outsider)
    reopen_group(group=group, by=lead)
    assert reply(topic=topic, poster=lead, text=compose("More.")).approved
    group.refresh_from_db()
    assert (group.is_closed, group.health, group.achieved[:3]) == (False, "green", "One")
    with pytest.raises(GroupRefused, match="open already"):
        reopen_group(group=group, by=lead)


def test_a_group_with_two_thousand_posts_is_not_deleted_and_a_way_on_is_said(client_for, admin):
    group = WorkGroupFactory(name="Wells")
    board = group.boards.get()
    topic = make_topic(board, poster=group.memberships.get().member)
    posts = [Post(topic=topic, poster=topic.poster, content="x", html="x", created=NOW) for _ in range(1_999)]
    Post.objects.bulk_create(posts)
    with pytest.raises(GroupKept, match=r"2,000 posts belong to it. Close it instead"):
        keep_group(group=group)
    address = f"/django-admin/workgroups/workgroup/{group.pk}/delete/"
    for answer in (client_for(admin).get(address, follow=True), client_for(admin).post(address, follow=True)):
        assert "Close it instead" in answer.content.decode()
    assert Board.objects.filter(pk=board.pk).exists()
    assert {sign.name for sign in signs} == {"decisions", "documents", "posts", "events"}
