from django.db import migrations

from community.people.append_only import append_only


class Migration(migrations.Migration):
    """Taking somebody back is another row."""

    dependencies = [("events", "0003_attendance")]

    operations = [append_only("events_attendance")]
