"""PostgreSQL reads no whole table of more than 10,000 rows to put a question to somebody."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum.models import Asked, Topic
from forum.routing.services.asking import put_question
from tests.factories.forum import make_question
from tests.factories.many_questions import analyze, make_members, make_questions

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
LARGE = 10_000
_SCAN = re.compile(r"Seq Scan on (\w+)")


@pytest.fixture
def many():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: DATABASE_URL")
    make_questions(make_members(5_000), 12_000)
    analyze()


def scanned(captured):
    """The tables that plans of the captured queries read as a whole."""
    found = set()
    with connection.cursor() as cursor:
        for query in captured:
            if query["sql"].lstrip().upper().startswith("SELECT"):
                cursor.execute(f"EXPLAIN {query['sql']}")
                names = {name for (line,) in cursor.fetchall() for name in _SCAN.findall(line)}
                print(names, query["sql"])
                found |= names
    return found


def large_tables():
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples > %s", [LARGE])
        return {name for (name,) in cursor.fetchall()}


def test_putting_a_question_reads_no_large_table_as_a_whole(many):
    topic = make_question(title="Skill 7 or Skill 8?", tags=["Skill 9"])

    with CaptureQueriesContext(connection) as captured:
        asked = put_question(topic=topic)

    assert len(asked) == 3
    assert {"people_member_skills", Topic._meta.db_table, Asked._meta.db_table} <= large_tables()
    # Topics are left out: three tags are on a hundredth of them, and which way to these is quicker hangs on a hair.
    assert scanned(captured) & large_tables() - {Topic._meta.db_table} == set()

    with CaptureQueriesContext(connection) as control:
        list(Topic.objects.filter(subject__contains="7").values("pk"))
    assert scanned(control) == {Topic._meta.db_table}
