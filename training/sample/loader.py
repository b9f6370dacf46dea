"""Loads the sample courses from `courses/<slug>/course.toml`, and the enrolments of sample members."""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group
from django.core.files import File

from community.notifications.services.following import follow
from community.notifications.services.reading import mark_subject_read
from community.notifications.services.telling import without_mail
from community.people.models import Member
from training.assignments.pages import AssignmentLessonPage
from training.certificates.services import revoke
from training.enums import ConversionState, Kind, Told
from training.files.pages import DownloadLessonPage
from training.models import Certificate, Enrolment, NotebookVersion
from training.notebook_lessons.services import keep_file
from training.outline import LessonLink
from training.pages import ArticleLessonPage, CoursePage, LessonPage, ModulePage, NotebookLessonPage, TrainingPage
from training.quizzes.pages import QuizLessonPage
from training.services import learning
from training.services.notebooks import convert, upload_notebook
from training.services.section import ensure_training_index
from training.services.telling import tell_of_update
from training.study import study_course
from training.videos.pages import VideoLessonPage

from .evaluation import load_evaluation
from .files import download_fields, video_fields
from .quizzes import load_bank, parts_of, quiz_parts, set_parts, take_quizzes
from .rendering import COURSES, notebooks, render, rendered_ahead
from .runs import load_runs
from .talk import show_talk
from .updates import as_it_was, publish_updates, text_block
from .work import assignment_fields, load_work, rubric_of, rubric_stream

_READS = re.compile(r"data/(sample_\w+\.\w+)")
# Who takes what: (name before the @, course, how many lessons are done, days since the last one).
LEARNERS = (
    ("learner", "working-with-water-data", 3, 1),
    ("learner", "publishing-your-first-open-dataset", 2, 12),
    ("member", "publishing-your-first-open-dataset", 8, 20),
    ("coordinator", "publishing-your-first-open-dataset", 5, 3),
    ("lead", "working-with-water-data", 7, 30),
    ("ana.reyes", "publishing-your-first-open-dataset", 8, 41),
    ("ben.okafor", "publishing-your-first-open-dataset", 1, 2),
    ("carla.nguyen", "working-with-water-data", 4, 6),
    ("deshawn.price", "publishing-your-first-open-dataset", 0, 4),
    ("elena.petrov", "working-with-water-data", 2, 9),
    ("farid.haidari", "publishing-your-first-open-dataset", 3, 15),
    ("jamal.whitfield", "comparing-groups-fairly", 6, 2),
    ("carla.nguyen", "comparing-groups-fairly", 3, 1),
    ("tess.abara", "comparing-groups-fairly", 4, 2),
    ("grace.lim", "comparing-groups-fairly", 2, 3),
    ("ingrid.moe", "comparing-groups-fairly", 1, 1),
    ("quinn.harper", "comparing-groups-fairly", 1, 4),
    ("grace.lim", "working-with-water-data", 7, 60),
    ("hector.ruiz", "working-with-water-data", 7, 74),
    ("priya.menon", "working-with-water-data", 5, 8),
    ("luis.ortega", "working-with-water-data", 3, 22),
    ("rosa.delgado", "working-with-water-data", 1, 35),
    ("sam.kowalski", "publishing-your-first-open-dataset", 2, 1),
    ("keiko.tan", "publishing-your-first-open-dataset", 6, 11),
    ("nadia.karim", "publishing-your-first-open-dataset", 8, 52),
    ("oscar.bell", "publishing-your-first-open-dataset", 4, 17),
    ("umar.sheikh", "publishing-your-first-open-dataset", 8, 33),
    ("vera.lindholm", "publishing-your-first-open-dataset", 8, 90),
    ("member", "metadata-and-data-dictionaries", 4, 6),
    ("coordinator", "metadata-and-data-dictionaries", 7, 27),
    ("ana.reyes", "metadata-and-data-dictionaries", 7, 18),
    ("keiko.tan", "metadata-and-data-dictionaries", 2, 5),
    ("luis.ortega", "metadata-and-data-dictionaries", 6, 13),
    ("sam.kowalski", "metadata-and-data-dictionaries", 1, 1),
    ("oscar.bell", "metadata-and-data-dictionaries", 3, 44),
    ("umar.sheikh", "de-identification-and-small-cells", 7, 14),
    ("nadia.karim", "de-identification-and-small-cells", 7, 21),
    ("jamal.whitfield", "de-identification-and-small-cells", 5, 4),
    ("tess.abara", "de-identification-and-small-cells", 3, 7),
    ("priya.menon", "de-identification-and-small-cells", 2, 29),
    ("rosa.delgado", "de-identification-and-small-cells", 0, 10),
    ("ben.okafor", "automating-publishing", 7, 24),
    ("farid.haidari", "automating-publishing", 7, 9),
    ("hector.ruiz", "automating-publishing", 4, 3),
    ("deshawn.price", "automating-publishing", 3, 12),
    ("vera.lindholm", "automating-publishing", 1, 55),
    ("lead", "data-for-decisions", 6, 16),
    ("coordinator", "data-for-decisions", 3, 2),
    ("ingrid.moe", "data-for-decisions", 6, 11),
    ("quinn.harper", "data-for-decisions", 4, 20),
    ("elena.petrov", "data-for-decisions", 2, 38),
    ("carla.nguyen", "data-for-decisions", 1, 3),
    ("wanda.osei", "comparing-groups-fairly", 2, 16),
    ("xavier.bloom", "publishing-your-first-open-dataset", 8, 26),
    ("yara.sandhu", "publishing-your-first-open-dataset", 3, 19),
    ("yara.sandhu", "metadata-and-data-dictionaries", 7, 37),
    ("zeke.morales", "automating-publishing", 2, 6),
)
# Who did a whole course long ago, or again: (name before the @, course, days since the last lesson of each time).
EARLIER = (
    ("coordinator", "working-with-water-data", (680,)),  # ends in about seven weeks
    ("xavier.bloom", "working-with-water-data", (712,)),  # ends in about three weeks
    ("elena.petrov", "publishing-your-first-open-dataset", (790, 15)),  # ended, and was renewed
    ("hector.ruiz", "publishing-your-first-open-dataset", (800,)),  # ended
)
# Whose certificate was taken back: (name before the @, course, days since, by whom, why).
REVOKED = (
    (
        "vera.lindholm",
        "publishing-your-first-open-dataset",
        12,
        "admin",
        "Issued by mistake: the lessons were marked in a test of the hub.",
    ),
)
WRITERS = (("instructor", "Instructors"), ("editor", "Editors"))


def load_training(now: datetime) -> str:
    """Make the sample courses and their learners; see sample_registry. Notebooks are converted while loading."""
    index = ensure_training_index()
    members = {
        member.email.partition("@")[0]: member for member in Member.objects.filter(email__endswith="@hub.example")
    }
    for name, group in WRITERS:
        if name in members:
            members[name].groups.add(Group.objects.get(name=group))
    with rendered_ahead(_waiting(), at_once=os.cpu_count() or 1):
        courses = [_load_course(index, folder) for folder in sorted(COURSES.iterdir(), key=_place)]
    by_slug = {course.slug: course for course in courses}
    publish_updates(by_slug, COURSES, now)
    made = sum(
        _load_learner(members[name], by_slug[slug], done, now - timedelta(days=days))
        for name, slug, done, days in LEARNERS
        if name in members and slug in by_slug
    )
    earlier = sum(
        _load_earlier(members[name], by_slug[slug], [now - timedelta(days=days) for days in times])
        for name, slug, times in EARLIER
        if name in members and slug in by_slug
    )
    made += earlier
    if made:
        _tell_of_updates(members, courses)
    taken = take_quizzes(members, by_slug, now)
    runs = load_runs(members, by_slug, now)
    show_talk(now)
    load_work(members, now)
    load_evaluation(members, by_slug, now)
    for name, slug, days, by, reason in REVOKED:
        _load_revocation(members.get(name), by_slug.get(slug), now - timedelta(days=days), members.get(by), reason)
    lessons = LessonPage.objects.readable().count()
    news = f"{made} new enrolments, {taken} new attempts at quizzes, {runs} new runs"
    return f"{len(courses)} courses, {lessons} lessons, {news}"


def _place(folder: Path) -> int:
    """Where the catalogue shows the course."""
    facts = tomllib.loads((folder / "course.toml").read_text(encoding="utf-8"))
    return int(facts["place"])


def _load_course(index: TrainingPage, folder: Path) -> CoursePage:
    facts = tomllib.loads((folder / "course.toml").read_text(encoding="utf-8"))
    values = {
        "title": facts["title"],
        "summary": facts["summary"],
        "level": facts["level"],
        "cover": facts["cover"],
        "hours": facts["hours"],
        "audience": ", ".join(f"{role}s" for role in facts["audience"]),
        "outcomes": "\n".join(facts["outcomes"]),
        "body": "".join(f"<p>{paragraph}</p>" for paragraph in facts["description"]),
        "topics": sorted(facts["topics"]),
        "gives_certificate": "certificate" in facts,
        **{f"certificate_{name}": value for name, value in facts.get("certificate", {}).items()},
    }
    course: CoursePage = _settle(CoursePage, index, facts["slug"], values)
    load_bank(course, folder / "questions.csv")
    for part in facts["modules"]:
        module = _settle(ModulePage, course, part["slug"], {"title": part["title"], "summary": part.get("summary", "")})
        for lesson in part["lessons"]:
            _load_lesson(module, folder, lesson)
    return course


def _load_lesson(module: ModulePage, folder: Path, facts: dict[str, Any]) -> None:
    values = {key: facts.get(key, "") for key in ("title", "summary", "note_title", "note")}
    values["minutes"] = facts["minutes"]
    file = folder / facts["file"]
    page_type, more = _KINDS[facts["kind"]]
    if page_type is NotebookLessonPage:
        values["notebook"] = _notebook(file)
    else:
        is_new = not module.get_children().filter(slug=facts["slug"]).exists()
        text = file.read_text(encoding="utf-8")
        values["body"] = as_it_was(facts["slug"], text) if is_new else text
    page = _settle(page_type, module, facts["slug"], {**values, **more(folder, facts)})
    if isinstance(page, NotebookLessonPage):
        _load_files(page, file)


# What a sample lesson of each kind is made of, besides its words: (page type, its other fields).
_KINDS: dict[str, tuple[type[LessonPage], Callable[[Path, dict[str, Any]], dict[str, Any]]]] = {
    Kind.ARTICLE: (ArticleLessonPage, lambda _folder, _facts: {}),
    Kind.NOTEBOOK: (NotebookLessonPage, lambda _folder, _facts: {}),
    Kind.QUIZ: (QuizLessonPage, lambda _folder, facts: {**facts["rules"], "parts": quiz_parts(facts)}),
    Kind.VIDEO: (VideoLessonPage, video_fields),
    Kind.DOWNLOAD: (DownloadLessonPage, download_fields),
    Kind.ASSIGNMENT: (AssignmentLessonPage, assignment_fields),
}


def _load_files(lesson: NotebookLessonPage, notebook: Path) -> None:
    """Put the files that the notebook reads beside it."""
    for name in sorted(set(_READS.findall(notebook.read_text(encoding="utf-8")))):
        with (notebook.parent / "data" / name).open("rb") as file:
            keep_file(lesson=lesson, file=File(file, name=name), name=name, by=None)


def _tell_of_updates(members: dict[str, Member], courses: list[CoursePage]) -> None:
    """As if the first lesson of each course had been updated today; one has read it, one follows a course."""
    if "member" in members:
        follow(member=members["member"], place=courses[0].place)
    for course in courses:
        lesson = LessonPage.objects.readable().under(course.path).order_by("path").first()
        if lesson is not None:
            with without_mail():
                tell_of_update(lesson=lesson)
            if "coordinator" in members:
                mark_subject_read(reader=members["coordinator"], kinds=Told.values, about=lesson.pk)


def _waiting() -> list[bytes]:
    """The notebooks that are not converted yet."""
    known = [(file.read_bytes(), file.name) for file in notebooks()]
    return [
        source
        for source, name in known
        if (version := _known(source, name)) is None or version.state == ConversionState.WAITING
    ]


def _known(source: bytes, name: str) -> NotebookVersion | None:
    source_hash = hashlib.sha256(source).hexdigest()
    return NotebookVersion.objects.filter(source_hash=source_hash, source_name=name, uploaded_by=None).first()


def _notebook(file: Path) -> NotebookVersion:
    """The version of that file: the one converted before, or a new one, converted at once."""
    source = file.read_bytes()
    version = _known(source, file.name) or upload_notebook(source=source, name=file.name, by=None)
    return convert(version_pk=version.pk, render=render)


def _settle(page_type: type[Any], parent: Any, slug: str, values: dict[str, Any]) -> Any:
    """The page below `parent` with that slug, published and saying `values`; untouched when it says so already."""
    page = page_type.objects.child_of(parent).filter(slug=slug).first()
    if page is not None and page.live and all(_stored(page, name) == value for name, value in values.items()):
        return page
    is_new = page is None
    page = page or page_type(slug=slug)
    for name, value in values.items():
        if name == "body":
            value = text_block(slug, value)  # noqa: PLW2901
        if name == "topics":
            page.topics.set(value)
        elif name == "parts":
            set_parts(page, value)
        elif name == "rubric":
            page.rubric = rubric_stream(slug, value)
        else:
            setattr(page, name, value)
    if is_new:
        parent.add_child(instance=page)
    page.save_revision().publish()
    return page_type.objects.get(pk=page.pk)


def _stored(page: Any, name: str) -> Any:
    if name == "body":
        return "".join(block.value.source for block in page.body if block.block_type == "text")
    if name == "parts":
        return parts_of(page)
    if name == "rubric":
        return rubric_of(page)
    if name == "topics":
        return sorted(topic.name for topic in page.topics.all())
    return getattr(page, name)


def _load_learner(member: Member, course: CoursePage, done: int, last_at: datetime) -> int:
    """Enrol and mark the first `done` lessons, one a day, unless the member is enrolled already."""
    if Enrolment.objects.of(member).filter(course=course).exists():
        return 0
    lessons: tuple[LessonLink, ...] = study_course(member, course).outline.lessons[:done]
    begun = last_at - timedelta(days=len(lessons))
    learning.enrol(member=member, course=course, at=begun, waives_prerequisites=True)
    for place, link in enumerate(lessons, 1):
        at = last_at - timedelta(days=len(lessons) - place)
        learning.complete(member=member, lesson=LessonPage.objects.get(pk=link.pk), at=at)
    return 1


def _load_earlier(member: Member, course: CoursePage, times: list[datetime]) -> int:
    """Mark every lesson at each of the times, unless the member takes the course already."""
    if Enrolment.objects.of(member).filter(course=course).exists():
        return 0
    pages = [LessonPage.objects.get(pk=pk) for pk in study_course(member, course).outline.keys]
    for last_at in times:
        for place, lesson in enumerate(pages, 1):
            learning.complete(member=member, lesson=lesson, at=last_at - timedelta(days=len(pages) - place))
    return 1


def _load_revocation(
    member: Member | None, course: CoursePage | None, at: datetime, by: Member | None, reason: str
) -> None:
    """Take the member's certificate back, once."""
    certificate = Certificate.objects.filter(member=member, course=course, revocation=None).first()
    if certificate and by:
        revoke(certificate=certificate, by=by, reason=reason, at=at)
