"""How an uploaded notebook becomes what learners read (docs/adr/0008)."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from community.people.models import Member
from community.people.services import record
from community.safety.html import clean_notebook
from community.search.services import index
from training.enums import ConversionState
from training.models import NotebookPublication, NotebookVersion
from training.notebooks import NotebookRefused, RenderedNotebook
from training.notebooks.changes import changes_between
from training.notebooks.isolation import render_within
from training.notebooks.results import RENDERER_VERSION, Part
from training.notebooks.solutions import find_solutions
from training.pages import LessonPage, NotebookLessonPage
from training.publishing import undescribed_cells
from training.terms.services import note_terms
from training.versions.services import record_version

Render = Callable[[bytes, int], RenderedNotebook]
SECONDS = 10  # the wall limit of one conversion
_TASK = "training.tasks.convert_notebook"
_RENEWAL = "training.tasks.renew_notebook"
_log = logging.getLogger("hub.training")


@transaction.atomic
def upload_notebook(
    *, source: bytes, name: str, by: Member | None, replacing: NotebookVersion | None = None
) -> NotebookVersion:
    """Store a notebook and enqueue its conversion in the same transaction; audited.

    The same bytes as in `replacing` give that version back, unless it was refused: then it is tried again.
    """
    source_hash = hashlib.sha256(source).hexdigest()
    if replacing and replacing.source_hash == source_hash and replacing.state != ConversionState.REFUSED:
        return replacing
    version = NotebookVersion(source_name=name[-255:], source_hash=source_hash, uploaded_by=by)
    version.source.save(name, ContentFile(source), save=True)
    record(by=by, action="upload", about=version, after={"sha256": source_hash, "bytes": len(source)})
    async_task(_TASK, version.pk)
    return version


def convert(*, version_pk: int, render: Render | None = None) -> NotebookVersion:
    """Render a waiting version within the wall limit; store what came of it and let it take its place, both at once.

    Runs in a task, at least once: a version that is converted already stays as it is. No transaction is open while
    the notebook renders. Whoever reads that the version is ready finds it in its lessons, where nothing keeps it out.
    Another `render` may give what was rendered ahead, several at a time.
    """
    version = NotebookVersion.objects.get(pk=version_pk)
    outcome: dict[str, Any] = {}
    if version.state == ConversionState.WAITING:
        NotebookVersion.objects.waiting().filter(pk=version_pk).update(started_at=timezone.now())
        outcome = _storable(_outcome(version, render or render_within))
    with transaction.atomic():
        if outcome:
            NotebookVersion.objects.waiting().filter(pk=version_pk).update(converted_at=timezone.now(), **outcome)
        for lesson_pk in NotebookLessonPage.objects.filter(notebook=version).values_list("pk", flat=True):
            put_in_force(lesson_pk=lesson_pk)
    version.refresh_from_db()
    return version


def renew(*, version_pk: int) -> NotebookVersion:
    """Make the HTML of a ready version again, when an older renderer made it; what learners completed stays the same.

    A notebook that today's renderer refuses, or whose file is gone, keeps its HTML, cleaned by today's rules, and a
    line among its warnings says so. Runs in a task, at least once.
    """
    version = NotebookVersion.objects.get(pk=version_pk)
    if not NotebookVersion.objects.made_before(RENDERER_VERSION).filter(pk=version_pk).exists():
        return version
    changes = _storable(_renewed(version))
    with transaction.atomic():
        NotebookVersion.objects.made_before(RENDERER_VERSION).filter(pk=version_pk).update(**changes)
        for publication in NotebookPublication.objects.filter(version=version_pk):
            index(kind="lesson", row=LessonPage.objects.get(pk=publication.lesson_id))
    version.refresh_from_db()
    return version


@transaction.atomic
def enqueue_outdated() -> tuple[int, int]:
    """Enqueue what still waits and what an older renderer made; returns how many of each. Doubles do no harm."""
    waiting = list(NotebookVersion.objects.waiting().values_list("pk", flat=True))
    outdated = list(NotebookVersion.objects.made_before(RENDERER_VERSION).values_list("pk", flat=True))
    for task, keys in ((_TASK, waiting), (_RENEWAL, outdated)):
        for key in keys:
            async_task(task, key)
    return len(waiting), len(outdated)


@transaction.atomic
def publish_notebook(*, lesson: NotebookLessonPage) -> None:
    """The page was published: let its notebook take its place, now if it is ready and in any case by a task.

    The task begins after this transaction is over, so that a conversion that ends at the same moment isn't missed.
    """
    put_in_force(lesson_pk=lesson.pk)
    if lesson.notebook_id:
        async_task(_TASK, lesson.notebook_id)


@transaction.atomic
def put_in_force(*, lesson_pk: int) -> NotebookPublication | None:
    """Let learners read the notebook that the published page names, once it is ready; until then the former one.

    The lesson's row is the lock, and what it names now decides: a late conversion can't bring back an older notebook.
    A notebook with figures that nobody described stays out, as the checks at publication would have said. Learners hear
    when it says something new.
    """
    lesson = NotebookLessonPage.objects.select_for_update(of=("self",)).get(pk=lesson_pk)
    version = lesson.notebook
    if not lesson.live or version is None or version.state != ConversionState.READY:
        return None
    former = NotebookPublication.objects.select_related("version").filter(lesson=lesson).first()
    if former and former.version_id == version.pk:
        return former
    if undescribed_cells(version):
        return None
    if former:
        _keep_changes(version, former.version)
    publication, _made = NotebookPublication.objects.update_or_create(
        lesson=lesson, defaults={"version": version, "since": timezone.now()}
    )
    before = {"version": former.version_id} if former else {}
    record(by=None, action="put in force", about=lesson, before=before, after={"version": version.pk})
    page = LessonPage.objects.get(pk=lesson_pk)
    index(kind="lesson", row=page)
    record_version(lesson_pk=lesson_pk, by=version.uploaded_by)
    note_terms(lesson_pk=lesson_pk)
    return publication


def _keep_changes(version: NotebookVersion, former: NotebookVersion) -> None:
    """Store what readers of the former version find otherwise: the one place where versions are compared."""
    old, new = ([Part(**part) for part in one.parts] for one in (former, version))
    version.changes = [asdict(change) for change in changes_between(old, new)] if old else []
    version.save(update_fields=["changes"])


def _rendered(version: NotebookVersion, render: Render) -> RenderedNotebook:
    with version.source.open("rb") as file:
        source = file.read()
    return render(source, SECONDS)


def _renewed(version: NotebookVersion) -> dict[str, Any]:
    try:
        return _shown(_rendered(version, render_within))
    except (NotebookRefused, OSError) as problem:
        _log.exception("Notebook version %s can't be made again", version.pk)
        why = problem.message if isinstance(problem, NotebookRefused) else _("Its file is gone.")
        warning = _("The hub could not make this lesson again with its newer converter. %(why)s") % {"why": why}
        kept = [line for line in version.warnings if line != warning]
        return {
            "html": (html := clean_notebook(version.html)),
            "solutions": find_solutions(html),
            "warnings": [*kept, warning],
            "renderer_version": RENDERER_VERSION,
        }


def _outcome(version: NotebookVersion, render: Render) -> dict[str, Any]:
    try:
        rendered = _rendered(version, render)
        return {"state": ConversionState.READY, "content_version": rendered.content_hash, **_shown(rendered)}
    except NotebookRefused as refusal:
        return {"state": ConversionState.REFUSED, "message": refusal.message}
    except Exception:  # noqa: BLE001 - the edge of the task: an editor waits for an answer
        _log.exception("Notebook version %s breaks the converter", version.pk)
        message = _(
            "The hub can’t convert this notebook, and the fault is the hub’s. The operators find it in the log as "
            "notebook version %(number)s."
        )
        return {"state": ConversionState.REFUSED, "message": message % {"number": version.pk}}


def _storable(value: Any) -> Any:
    """The same without null characters, wherever they stand: PostgreSQL stores none, and the version would wait on."""
    if isinstance(value, dict):
        return {name: _storable(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_storable(part) for part in value]
    return value.replace("\x00", "") if type(value) is str else value


def _shown(rendered: RenderedNotebook) -> dict[str, Any]:
    """What another renderer may make otherwise."""
    return {
        "html": rendered.html,
        "contents": [
            {"level": heading.level, "text": heading.text, "anchor": heading.anchor} for heading in rendered.contents
        ],
        "warnings": rendered.warnings,
        "text": rendered.text,
        "script": rendered.script,
        "cell_count": rendered.cell_count,
        "renderer_version": rendered.renderer_version,
        "solutions": rendered.solutions,
        "handout": _stored_handout(rendered.handout),
        "parts": [asdict(part) for part in rendered.parts],
    }


def _stored_handout(handout: str) -> str:
    """The name under which the notebook without solutions is stored; empty when there is none."""
    if not handout:
        return ""
    field = NotebookVersion._meta.get_field("handout")
    name = field.generate_filename(NotebookVersion(), "handout.ipynb")
    return str(field.storage.save(name, ContentFile(handout.encode())))
