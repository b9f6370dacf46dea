"""Say of each topic whether somebody else wrote in it: a few thousand at a time, so that nobody waits for a lock.

What the release before writes from here until it is stopped is not seen: `manage.py recount_forum --mend` afterwards.
"""

from django.db import migrations
from django.db.models import Exists, Max, OuterRef, Q

AT_ONCE = 5_000


def fill(apps, schema_editor):
    topics = apps.get_model("forum_conversation", "Topic").objects.using(schema_editor.connection.alias)
    posts = apps.get_model("forum_conversation", "Post").objects.using(schema_editor.connection.alias)
    is_other = ~Q(poster=OuterRef("poster")) | Q(poster__isnull=True) | Q(topic__poster__isnull=True)
    others = posts.filter(topic=OuterRef("pk"), approved=True).exclude(pk=OuterRef("first_post")).filter(is_other)
    last = topics.aggregate(last=Max("pk"))["last"] or 0
    for start in range(0, last + 1, AT_ONCE):
        some = topics.filter(pk__gte=start, pk__lt=start + AT_ONCE, has_other_writers=False)
        some.filter(Exists(others)).update(has_other_writers=True)


class Migration(migrations.Migration):

    atomic = False
    dependencies = [('forum_conversation', '0060_topic_other_writers')]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
