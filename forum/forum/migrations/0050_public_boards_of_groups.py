"""A work group may have a board that everybody reads, beside its private one."""

from django.db import migrations, models

OLD, NEW = "forum_board_group_audience_iff_work_group", "forum_board_for_a_group_has_it"


def let_go(apps, schema_editor):
    """Backwards: what everybody reads belongs to no group."""
    apps.get_model("forum", "Forum").objects.exclude(audience="group").update(work_group=None)


class Migration(migrations.Migration):

    dependencies = [("forum", "0040_more_reserved_slugs")]

    operations = [
        migrations.RemoveConstraint(model_name="forum", name=OLD),
        migrations.RunPython(migrations.RunPython.noop, let_go),
        migrations.AddConstraint(
            model_name="forum",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("audience", "group"), _negated=True), ("work_group__isnull", False), _connector="OR"
                ),
                name=NEW,
            ),
        ),
    ]
