"""The sample library: real documents in files that the door lets in, loaded once, with counts that are right."""

import csv
import io
import zipfile
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook

from community.library.enums import Kind, State, Topic
from community.library.models import Download, Resource, ResourceFile, ResourceVersion
from community.library.sample import load_library
from community.library.sample.making import make, points, text_of
from community.notifications.models import Mail, Notification
from community.people.models import AuditEntry
from community.people.sample import load_people
from community.workgroups.sample import load_groups

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_documents_are_there_once():
    load_people(NOW)
    load_groups(NOW)
    assert load_library(NOW) == "10 resources"
    current = Resource.objects.current()
    assert current.count() == 9
    assert set(current.values_list("kind", flat=True)) == set(Kind.values)
    assert set(current.values_list("topic", flat=True)) == set(Topic.values)
    assert set(ResourceVersion.objects.values_list("state", flat=True)) == set(State.values) - {State.WITHDRAWN}
    assert Resource.objects.get(slug="portal-field-list").superseded_by.slug == "metadata-standard"
    assert not Resource.objects.miscounted().exists()
    assert all(version.html for version in ResourceVersion.objects.all())
    assert min(len(resource.current.body.split()) for resource in current) > 300
    assert not Mail.objects.exists()
    tables = (Resource, ResourceVersion, ResourceFile, Download, AuditEntry, Notification)
    before = [table.objects.count() for table in tables]
    load_library(NOW)
    assert before == [table.objects.count() for table in tables]


def test_checklist_becomes_a_table_of_its_points():
    rows = points(text_of("publishing-checklist.v2"))
    assert rows[0] == ["part", "point", "done", "by_whom", "on", "notes"]
    assert len(rows) - 1 == text_of("publishing-checklist.v2").count("- [ ]") > 30
    assert {row[0] for row in rows[1:]} >= {"Choose", "Protect", "After a year"}


def test_tables_say_the_same_as_csv_and_as_a_sheet():
    given = {"title": "Data dictionary template", "key": "", "table": "data-dictionary-template"}
    rows = list(csv.reader(io.StringIO(make("csv", **given).decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(make("xlsx", **given))).active
    assert [["" if cell is None else cell for cell in row] for row in sheet.iter_rows(values_only=True)] == rows
    assert (sheet.freeze_panes, rows[0][0], len({len(row) for row in rows})) == ("A2", "column_name", 1)


def test_word_file_has_real_headings_lists_and_tables():
    made = make("docx", title="Charter", key="governance-charter-template.v1")
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        document = ET.fromstring(archive.read("word/document.xml"))
        for name in archive.namelist():
            ET.fromstring(archive.read(name))
    styles = [style.get(f"{WORD}val") for style in document.iter(f"{WORD}pStyle")]
    assert styles.count("Heading1") == text_of("governance-charter-template.v1").count("\n## ")
    assert styles[0] == "Title"
    assert len(list(document.iter(f"{WORD}tbl"))) == len(list(document.iter(f"{WORD}tblHeader"))) == 3
    assert [len(list(grid)) for grid in document.iter(f"{WORD}tblGrid")] == [3, 4, 3]
    assert len({number.get(f"{WORD}val") for number in document.iter(f"{WORD}numId")}) == 2
    words = "".join(node.text or "" for node in document.iter(f"{WORD}t"))
    assert "Replace what stands in [square brackets]" in words
    assert "**" not in words
