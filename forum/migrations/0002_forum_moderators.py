"""The site's group of those who look after every board they read."""

from django.db import migrations

NAME = "Forum moderators"


def make_group(apps, schema_editor):
    apps.get_model("auth", "Group").objects.get_or_create(name=NAME)


class Migration(migrations.Migration):

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("hub_forum", "0001_tags_and_shared_questions"),
    ]

    # Backwards it stays: somebody may be in it.
    operations = [migrations.RunPython(make_group, migrations.RunPython.noop)]
