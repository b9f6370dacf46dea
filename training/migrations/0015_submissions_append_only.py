from django.db import migrations

from community.people.append_only import append_only


class Migration(migrations.Migration):
    """What was handed in and what was answered stays as it was."""

    dependencies = [("training", "0014_assignments")]

    operations = [append_only("training_submission"), append_only("training_review")]
