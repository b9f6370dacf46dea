import hashlib
import json
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from django_q.models import OrmQ

from community.people.models import AuditEntry
from community.search.models import SearchEntry
from tests.factories.training import (
    NotebookVersionFactory,
    WaitingNotebookFactory,
    make_course,
    make_module,
    make_notebook_lesson,
    notebook_source,
)
from training.enums import ConversionState, Stage
from training.models import Completion, NotebookPublication, NotebookVersion
from training.notebooks.results import RENDERER_VERSION
from training.pages import LessonPage, NotebookLessonPage
from training.services import learning
from training.services import notebooks as services
from training.services.notebooks import convert, put_in_force, renew, upload_notebook
from training.tasks import convert_notebook, renew_notebook

pytestmark = pytest.mark.django_db

CASES = Path(__file__).parents[1] / "data" / "notebooks"


@pytest.fixture
def lesson(home):
    return make_notebook_lesson(make_module(make_course(home, lessons=0)))


def publish(lesson, version):
    """What the admin does: a new revision that names `version` is published."""
    page = NotebookLessonPage.objects.get(pk=lesson.pk)
    page.notebook = version
    page.save_revision().publish()


def in_force(lesson):
    return NotebookPublication.objects.get(lesson=lesson).version


def state_of(version):
    return NotebookVersion.objects.get(pk=version.pk).state


def wait_until_somebody_is_kept_waiting():
    """Until another connection to this database stands before a lock."""
    until = time.monotonic() + 30
    asked = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    with connection.cursor() as cursor:
        while time.monotonic() < until:
            cursor.execute("SELECT pg_stat_clear_snapshot()")  # one transaction sees the same activity otherwise
            cursor.execute(asked)
            if cursor.fetchone() != (0,):
                return
            time.sleep(0.05)
    pytest.fail("nobody waits for a lock")


def run_tasks():
    """Do what the cluster does with the queue."""
    for row in OrmQ.objects.order_by("pk"):
        task = row.task
        do = {"training.tasks.convert_notebook": convert_notebook, "training.tasks.renew_notebook": renew_notebook}
        do[task["func"]](*task["args"])
        row.delete()


def test_upload_enqueues_its_conversion_and_is_audited(member):
    version = upload_notebook(source=notebook_source(), name="lesson.ipynb", by=member)
    assert version.state == ConversionState.WAITING
    assert [row.task["args"] for row in OrmQ.objects.all()] == [(version.pk,)]
    assert AuditEntry.objects.get(action="upload").by == member


def test_upload_rolled_back_leaves_no_task(member):
    with transaction.atomic():
        upload_notebook(source=notebook_source(), name="lesson.ipynb", by=member)
        transaction.set_rollback(True)
    assert (NotebookVersion.objects.count(), OrmQ.objects.count()) == (0, 0)


def test_upload_of_the_same_bytes_keeps_the_version(member):
    first = upload_notebook(source=notebook_source(), name="a.ipynb", by=member)
    assert upload_notebook(source=notebook_source(), name="b.ipynb", by=member, replacing=first) == first


def test_upload_of_the_same_bytes_after_a_refusal_is_tried_again(member):
    first = upload_notebook(source=notebook_source(), name="a.ipynb", by=member)
    NotebookVersion.objects.filter(pk=first.pk).update(state=ConversionState.REFUSED, message="Too big.")
    first.refresh_from_db()
    assert upload_notebook(source=notebook_source(), name="a.ipynb", by=member, replacing=first) != first


def test_convert_stores_html_contents_text_and_version():
    version = upload_notebook(source=notebook_source("# Wells\n\nTwelve of them."), name="wells.ipynb", by=None)
    version = convert(version_pk=version.pk)
    assert version.state == ConversionState.READY
    assert "Twelve of them." in version.html
    assert [heading["text"] for heading in version.contents] == ["Wells"]
    assert version.text == "Wells Twelve of them."
    assert (version.cell_count, len(version.content_version)) == (1, 64)


def test_convert_again_changes_nothing():
    version = convert(version_pk=upload_notebook(source=notebook_source(), name="a.ipynb", by=None).pk)
    again = convert(version_pk=version.pk)
    assert again.converted_at == version.converted_at


def test_convert_with_nul_characters_is_stored_on_every_database():
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": "# A\u0000B\n\nC\u0000D `e\u0000f`"},
        {
            "cell_type": "code",
            "metadata": {},
            "execution_count": 1,
            "source": "print('\u0000')",
            "outputs": [
                {"output_type": "stream", "name": "stdout", "text": "\u0000 x"},
                {"output_type": "error", "ename": "\u0000", "evalue": "\u0000", "traceback": ["\u0000\u001b[31m"]},
            ],
        },
    ]
    source = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}).encode()
    version = convert(version_pk=upload_notebook(source=source, name="a.ipynb", by=None).pk)
    assert version.state == ConversionState.READY
    assert "\x00" not in f"{version.html}{version.text}{version.contents}{version.warnings}"


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.glob("*.ipynb")))
def test_each_case_ends_ready_or_refused_with_a_sentence(case):
    version = upload_notebook(source=(CASES / case).read_bytes(), name=case, by=None)
    version = convert(version_pk=version.pk)
    if case == "truncated.ipynb":
        assert version.state == ConversionState.REFUSED
        assert "line" in version.message
    else:
        assert version.state == ConversionState.READY
        soup = BeautifulSoup(version.html, "html.parser")
        assert soup.find_all(["script", "iframe", "object", "style"]) == []
        assert [name for tag in soup.find_all(True) for name in tag.attrs if name.startswith("on")] == []


def test_fault_of_the_converter_is_a_refusal_that_names_the_version(monkeypatch, caplog):
    version = WaitingNotebookFactory()

    def broken(source, seconds):
        raise ZeroDivisionError

    monkeypatch.setattr("training.services.notebooks.render_within", broken)
    version = convert(version_pk=version.pk)
    assert version.state == ConversionState.REFUSED
    assert str(version.pk) in version.message
    assert "ZeroDivisionError" in caplog.text


def test_former_version_stays_until_the_new_one_is_ready(lesson, client):
    former = in_force(lesson)
    newer = upload_notebook(source=notebook_source("# Newer"), name="newer.ipynb", by=None)
    publish(lesson, newer)
    assert in_force(lesson) == former
    run_tasks()
    assert in_force(lesson) == newer
    assert "Newer" in client.get(lesson.get_absolute_url()).text


def test_former_version_stays_when_the_new_one_is_refused(lesson, client):
    former = in_force(lesson)
    broken = upload_notebook(source=(CASES / "truncated.ipynb").read_bytes(), name="broken.ipynb", by=None)
    publish(lesson, broken)
    run_tasks()
    broken.refresh_from_db()
    assert broken.state == ConversionState.REFUSED
    assert in_force(lesson) == former
    assert former.html in client.get(lesson.get_absolute_url()).text


def test_draft_changes_nothing_for_learners(lesson):
    former = in_force(lesson)
    page = NotebookLessonPage.objects.get(pk=lesson.pk)
    page.notebook = upload_notebook(source=notebook_source("# Draft"), name="draft.ipynb", by=None)
    page.save_revision()
    run_tasks()
    assert in_force(lesson) == former


def test_publishing_an_older_revision_brings_its_notebook_back(lesson):
    older = lesson.latest_revision
    publish(lesson, NotebookVersionFactory())
    older.publish()
    assert in_force(lesson) == lesson.notebook


def test_late_conversion_of_an_older_notebook_is_not_put_in_force(lesson):
    late = upload_notebook(source=notebook_source("# Late"), name="late.ipynb", by=None)
    publish(lesson, late)
    newest = NotebookVersionFactory()
    publish(lesson, newest)
    run_tasks()
    late.refresh_from_db()
    assert late.state == ConversionState.READY
    assert in_force(lesson) == newest


def test_conversion_that_ends_while_the_page_is_published_is_not_missed(lesson):
    ready = NotebookVersionFactory()
    NotebookLessonPage.objects.filter(pk=lesson.pk).update(notebook=ready)
    convert(version_pk=ready.pk)
    assert in_force(lesson) == ready


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_version_is_not_seen_ready_before_its_lesson_shows_it(lesson, at_once):
    """A page that follows the conversion goes to the lesson at the word "ready": it must find it there."""
    version = upload_notebook(source=notebook_source(), name="a.ipynb", by=None)
    NotebookLessonPage.objects.filter(pk=lesson.pk).update(notebook=version)
    is_held = threading.Event()

    def work(number):
        if number:
            is_held.wait(timeout=30)
            return convert(version_pk=version.pk).state
        with transaction.atomic():
            NotebookLessonPage.objects.select_for_update(of=("self",)).get(pk=lesson.pk)
            is_held.set()
            wait_until_somebody_is_kept_waiting()
            return state_of(version)

    assert at_once(2, work) == [ConversionState.WAITING, ConversionState.READY]
    assert in_force(lesson) == version


def test_unpublished_lesson_takes_no_new_notebook(lesson):
    former = in_force(lesson)
    NotebookLessonPage.objects.filter(pk=lesson.pk).update(notebook=NotebookVersionFactory(), live=False)
    assert put_in_force(lesson_pk=lesson.pk) is None
    assert in_force(lesson) == former


def test_putting_in_force_is_audited_and_found_in_search(lesson):
    newer = upload_notebook(source=notebook_source("# Artesian wells"), name="newer.ipynb", by=None)
    publish(lesson, newer)
    run_tasks()
    entry = AuditEntry.objects.filter(action="put in force").latest("pk")
    assert entry.after == {"version": newer.pk}
    assert "Artesian" in SearchEntry.objects.get(kind="lesson").text


def outdated(lesson, html="<p>Old look</p>", source=None):
    """Let what learners read be of an older renderer, made from `source`."""
    version = upload_notebook(source=source or notebook_source("# New look"), name="a.ipynb", by=None)
    convert(version_pk=version.pk)
    publish(lesson, version)
    NotebookVersion.objects.filter(pk=version.pk).update(html=html, script="", renderer_version=RENDERER_VERSION - 1)
    OrmQ.objects.all().delete()
    version.refresh_from_db()
    return version


def test_newer_renderer_makes_stored_lessons_again_by_one_command(lesson, client, capsys):
    version = outdated(lesson)
    call_command("convert_notebooks")
    assert "0 that wait, 1 to make again" in capsys.readouterr().out
    assert "Old look" in client.get(lesson.get_absolute_url()).text
    run_tasks()
    version.refresh_from_db()
    assert version.renderer_version == RENDERER_VERSION
    assert "New look" in client.get(lesson.get_absolute_url()).text
    assert "New look" in SearchEntry.objects.get(kind="lesson").text
    call_command("convert_notebooks")
    assert OrmQ.objects.count() == 0


def test_newer_renderer_does_not_look_like_changed_content(lesson, member):
    version = outdated(lesson)
    done = learning.complete(member=member, lesson=LessonPage.objects.get(pk=lesson.pk))
    renewed = renew(version_pk=version.pk)
    assert renewed.html != version.html
    assert renewed.content_version == version.content_version == done.content_version
    assert Completion.objects.count() == 1


def test_content_version_of_the_first_renderer_still_holds():
    source = notebook_source("# Wells")
    version = convert(version_pk=upload_notebook(source=source, name="a.ipynb", by=None).pk)
    canonical = json.dumps(json.loads(source), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert version.content_version == hashlib.sha256(f"1\n{canonical}".encode()).hexdigest()


def test_lesson_that_the_newer_renderer_refuses_stays_and_is_cleaned(lesson, client):
    version = outdated(lesson, html='<p onclick="MARK()">Kept</p>')
    version.source.delete(save=False)
    NotebookVersion.objects.filter(pk=version.pk).update(source="notebooks/gone.ipynb")
    renewed = renew(version_pk=version.pk)
    assert (renewed.html, renewed.state) == ("<p>Kept</p>", ConversionState.READY)
    assert renewed.warnings == ["The hub could not make this lesson again with its newer converter. Its file is gone."]
    assert renewed.renderer_version == RENDERER_VERSION
    assert "Kept" in client.get(lesson.get_absolute_url()).text


def test_renewing_twice_changes_nothing(lesson):
    version = renew(version_pk=outdated(lesson).pk)
    NotebookVersion.objects.filter(pk=version.pk).update(html="<p>later</p>")
    assert renew(version_pk=version.pk).html == "<p>later</p>"


def test_command_enqueues_what_waits(lesson, capsys):
    version = upload_notebook(source=notebook_source(), name="a.ipynb", by=None)
    OrmQ.objects.all().delete()  # as if the queue had been lost
    call_command("convert_notebooks")
    run_tasks()
    version.refresh_from_db()
    assert version.state == ConversionState.READY


def test_stages_follow_the_conversion(monkeypatch):
    seen = []
    version = upload_notebook(source=notebook_source(), name="a.ipynb", by=None)
    assert version.stage == Stage.WAITING
    render = services.render_within

    def watched(source, seconds):
        seen.append(NotebookVersion.objects.get(pk=version.pk).stage)
        return render(source, seconds)

    monkeypatch.setattr(services, "render_within", watched)
    assert (convert(version_pk=version.pk).stage, seen) == (Stage.READY, [Stage.CONVERTING])


def test_version_is_late_when_nothing_took_it_up():
    version = WaitingNotebookFactory()
    assert not version.is_late
    version.uploaded_at = timezone.now() - timedelta(minutes=3)
    assert version.is_late
