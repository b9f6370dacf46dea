"""An index over the words of public names, for suggestions while somebody types. SQLite has few members and none."""

from django.db import migrations

POSTGRES = "CREATE INDEX people_member_name_words ON people_member USING gin (to_tsvector('simple', display_name))"
POSTGRES_BACK = "DROP INDEX people_member_name_words"


def make_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES, params=None)


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES_BACK, params=None)


class Migration(migrations.Migration):
    dependencies = [("people", "0002_audit_append_only")]
    operations = [migrations.RunPython(make_index, drop_index)]
