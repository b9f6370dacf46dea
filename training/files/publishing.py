"""What keeps a download from being published: no file, or nobody said what one may do with it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from community.pages.publishing import Fault

from .pages import DownloadLessonPage

ANCHOR = "lesson-file"


def download_faults(lesson: DownloadLessonPage) -> Iterator[Fault]:
    """One fault for each thing that is missing."""
    if lesson.file is None:
        yield Fault(_("File"), _("There is no file to download."), _("Upload one."), ANCHOR)
    if not lesson.what.strip():
        yield Fault(_("File"), _("Nothing says what the file is."), _("Fill in “What it is”."), ANCHOR)
    if not lesson.license.strip() or not lesson.source.strip():
        mend = _("Fill in “License” and “Source”.")
        yield Fault(_("File"), _("Nothing says where it comes from and what one may do with it."), mend, ANCHOR)
