"""Makes lessons with files, assignments, and work on them."""

import hashlib
import uuid

from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from wagtail.models import GroupPagePermission, Page

from community.pages.captions.transcript import transcript_of
from tests.factories.training import body
from tests.factories.videos import mp4
from training.assignments.enums import Verdict
from training.assignments.pages import AssignmentLessonPage
from training.assignments.rubric import marks_of
from training.assignments.services import Words, hand_in, review
from training.files.pages import DownloadLessonPage
from training.models import LessonFile
from training.videos.pages import VideoLessonPage

CAPTIONS = """WEBVTT

00:00.000 --> 00:03.000
<v Ana>Count the wells.

00:03.500 --> 00:06.000
<v Ben>Then SECRET-WORD divide.
"""
RUBRIC = [
    ("Question", [("Clear", 2), ("Vague", 0)]),
    ("Figures", [("Right", 3), ("Nearly", 1), ("Wrong", 0)]),
]


def make_file(data=b"well,depth\n1,20\n", name="wells.csv", content_type="text/csv; charset=utf-8", **fields):
    """A stored file."""
    row = LessonFile(name=name, size=len(data), content_type=content_type, **fields)
    row.sha256 = hashlib.sha256(data).hexdigest()
    row.file.save(f"{uuid.uuid4().hex}.{name.rpartition('.')[2]}", ContentFile(data))
    return row


def make_video(module, slug="video", *, captions=CAPTIONS, chapters="", **fields):
    """A published video lesson of ten seconds."""
    file = make_file(mp4(), "wells.mp4", "video/mp4", seconds=10)
    values = {"file": file, "captions": captions, "chapters": chapters, "transcript": transcript_of(captions, chapters)}
    return module.add_child(instance=VideoLessonPage(title=slug.capitalize(), slug=slug, **(values | fields)))


def make_download(module, slug="download", **fields):
    """A published download lesson."""
    values = {"what": "A table of wells", "license": "CC BY 4.0", "source": "Made for a test", "body": body()}
    values["file"] = fields.pop("file", None) or make_file()
    return module.add_child(instance=DownloadLessonPage(title=slug.capitalize(), slug=slug, **(values | fields)))


def _item(value):
    return {"type": "item", "id": str(uuid.uuid4()), "value": value}


def rubric(criteria=RUBRIC):
    """A rubric as the admin stores it."""
    return [
        {
            "type": "criterion",
            "id": str(uuid.uuid4()),
            "value": {
                "name": name,
                "text": "",
                "levels": [_item({"name": level, "points": points, "text": ""}) for level, points in levels],
            },
        }
        for name, levels in criteria
    ]


def make_assignment(module, slug="assignment", **fields):
    """A published assignment that takes all there is."""
    values = {"title": slug.capitalize(), "takes_link": True, "takes_file": True, "rubric": rubric(), "body": body()}
    page = AssignmentLessonPage(slug=slug, **(values | fields))
    module.add_child(instance=page)
    return AssignmentLessonPage.objects.get(pk=page.pk)


def look_after(member, course):
    """Let somebody change a course, as its instructors may."""
    group, _made = Group.objects.get_or_create(name=f"Instructors of {course.pk}")
    may_change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.get_or_create(group=group, page=Page.objects.get(pk=course.pk), permission=may_change)
    member.groups.add(group)


def give_work(member, lesson, text="MY-OWN-WORDS", **options):
    """Hand in a text."""
    return hand_in(member=member, lesson=lesson, words=Words(text=text), **options)


def answer(submission, by, verdict=Verdict.ACCEPTED, *, levels=(0, 1), feedback="Well done.", **options):
    """An instructor's answer."""
    marks = marks_of(submission.work.lesson.criteria, levels, ["" for _ in levels])
    return review(submission=submission, by=by, verdict=verdict, marks=marks, feedback=feedback, **options)
