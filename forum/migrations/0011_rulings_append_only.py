"""The log of decisions is written once."""

from django.db import migrations

from community.people.append_only import append_only


class Migration(migrations.Migration):

    dependencies = [
        ("hub_forum", "0010_moderation"),
    ]

    operations = [append_only("hub_forum_ruling")]
