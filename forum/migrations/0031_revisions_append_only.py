"""Versions of posts are written once; they go with their post."""

from django.db import migrations

from community.people.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("hub_forum", "0030_revisions")]
    operations = [append_only("hub_forum_revision", goes_with_parent=True)]
