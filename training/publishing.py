"""What keeps a notebook from learners: figures that nobody described (docs/adr/0016)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from community.pages.publishing import Fault

from .enums import ConversionState
from .models import NotebookVersion
from .pages import NotebookLessonPage

_STANDS_IN = re.compile(r'<img\b[^>]*\balt="Figure in cell (\d+), not described"')  # notebooks.outputs.undescribed


def undescribed_cells(version: NotebookVersion) -> list[int]:
    """The cells of a converted notebook that show a figure without a description, in order."""
    return sorted({int(number) for number in _STANDS_IN.findall(version.html)})


def notebook_faults(lesson: NotebookLessonPage) -> Iterator[Fault]:
    """One fault a cell. A notebook that still waits has none yet: put_in_force asks again when it is converted."""
    version = lesson.notebook
    if version is None or version.state != ConversionState.READY:
        return
    for number in undescribed_cells(version):
        yield Fault(
            where=_("Notebook, cell %(number)d") % {"number": number},
            what=_("The figure has no description."),
            mend=_(
                "Begin the cell with #| fig-alt: and what the figure shows (in a text cell, write it in the brackets "
                "of the image). Save the notebook and upload it again."
            ),
            anchor="panel-child-content-notebook-section",
        )
