from django.db import migrations, models


class Migration(migrations.Migration):
    """Marks that were taken back are few, and each report asks for all of them (docs/adr/0027)."""

    dependencies = [("training", "0021_notebook_files")]

    operations = [
        migrations.AddIndex(
            model_name="completion",
            index=models.Index(
                condition=models.Q(("effect", "undone")), fields=["member", "lesson"], name="training_completion_undone"
            ),
        ),
    ]
