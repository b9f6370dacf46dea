"""The full-text index, kept by the database itself: a generated tsvector with GIN, or an FTS5 table with triggers.

On SQLite a later migration that rebuilds `search_searchentry` drops its triggers: run `SQLITE_TRIGGERS` again after it
(a guard in the test suite fails when they are missing).
"""

from django.db import migrations

POSTGRES = """
ALTER TABLE search_searchentry ADD COLUMN document tsvector GENERATED ALWAYS AS (
  setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', left(text, 100000)), 'C')
) STORED;
CREATE INDEX search_entry_document ON search_searchentry USING gin (document);
"""
POSTGRES_BACK = "ALTER TABLE search_searchentry DROP COLUMN document;"

SQLITE_TABLE = """CREATE VIRTUAL TABLE search_index USING fts5(
  title, text, content='search_searchentry', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')"""
SQLITE_TRIGGERS = [
    """CREATE TRIGGER search_index_insert AFTER INSERT ON search_searchentry BEGIN
  INSERT INTO search_index(rowid, title, text) VALUES (new.id, new.title, new.text); END""",
    """CREATE TRIGGER search_index_delete AFTER DELETE ON search_searchentry BEGIN
  INSERT INTO search_index(search_index, rowid, title, text) VALUES ('delete', old.id, old.title, old.text); END""",
    """CREATE TRIGGER search_index_update AFTER UPDATE ON search_searchentry BEGIN
  INSERT INTO search_index(search_index, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
  INSERT INTO search_index(rowid, title, text) VALUES (new.id, new.title, new.text); END""",
]
SQLITE_BACK = [
    "DROP TRIGGER search_index_update",
    "DROP TRIGGER search_index_delete",
    "DROP TRIGGER search_index_insert",
    "DROP TABLE search_index",
]


def make_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES, params=None)
        return
    for statement in [SQLITE_TABLE, *SQLITE_TRIGGERS, "INSERT INTO search_index(search_index) VALUES ('rebuild')"]:
        schema_editor.execute(statement, params=None)


def drop_index(apps, schema_editor):
    statements = [POSTGRES_BACK] if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK
    for statement in statements:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(make_index, drop_index)]
