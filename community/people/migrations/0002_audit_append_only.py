"""The audit log is written once: the database refuses to change an entry."""

from django.db import migrations

from community.people.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [append_only("people_auditentry")]
