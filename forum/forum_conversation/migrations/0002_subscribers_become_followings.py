"""Who subscribed to a topic in machina's table follows it in the notifications' table, and back."""

from django.db import migrations

BATCH = 2_000


def follow(apps, schema_editor):
    following = apps.get_model("notifications", "Following")
    rows = apps.get_model("forum_conversation", "Topic").subscribers.through.objects.order_by("pk")
    batch = []
    for topic, member in rows.values_list("topic_id", "member_id").iterator(BATCH):
        batch.append(following(place=f"topic:{topic}", member_id=member))
        if len(batch) == BATCH:
            following.objects.bulk_create(batch, ignore_conflicts=True)
            batch = []
    following.objects.bulk_create(batch, ignore_conflicts=True)


def subscribe(apps, schema_editor):
    """Who muted a topic is no subscriber; a following of a topic that is gone is left out."""
    topics = apps.get_model("forum_conversation", "Topic")
    through = topics.subscribers.through
    known = set(topics.objects.values_list("pk", flat=True))
    followings = apps.get_model("notifications", "Following").objects.filter(place__startswith="topic:")
    batch = []
    for place, member in followings.exclude(level="off").values_list("place", "member_id").iterator(BATCH):
        key = int(place.partition(":")[2])
        if key in known:
            batch.append(through(topic_id=key, member_id=member))
    through.objects.bulk_create(batch, ignore_conflicts=True, batch_size=BATCH)


class Migration(migrations.Migration):

    dependencies = [
        ("forum_conversation", "0001_initial"),
        ("notifications", "0001_initial"),
    ]

    operations = [migrations.RunPython(follow, subscribe, elidable=True)]
