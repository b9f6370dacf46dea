"""The forum has new addresses of its own; a board that stands at one of them gets another slug."""

from django.db import migrations, models

NEW = ("feeds", "moderation", "outcomes", "people")
CONSTRAINT = "forum_board_slug_is_free"


def free_the_slugs(apps, schema_editor):
    boards = apps.get_model("forum", "Forum").objects
    for slug in NEW:
        number = 1
        while boards.filter(slug=f"{slug}-board{'' if number == 1 else f'-{number}'}").exists():
            number += 1
        boards.filter(slug=slug).update(slug=f"{slug}-board{'' if number == 1 else f'-{number}'}")


class Migration(migrations.Migration):

    dependencies = [("forum", "0002_board_links")]

    operations = [
        migrations.RunPython(free_the_slugs, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="forum", name=CONSTRAINT),
        migrations.AddConstraint(
            model_name="forum",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug__in", ("feeds", "moderation", "outcomes", "people", "posts", "topics", "unread")), _negated=True),
                name=CONSTRAINT,
            ),
        ),
    ]
