"""What hangs on a date, made by the services."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from community.safety.uploads import Purpose, admit
from events.after.services.materials import give_material
from events.after.services.minutes import approve_minutes, publish_minutes, write_minutes
from events.after.services.recordings import save_recording, show_recording
from events.models import Occurrence
from forum.rendering import compose
from tests.factories.events import an_occurrence
from tests.factories.lessons import CAPTIONS
from tests.factories.videos import mp4


def held(**fields):
    """A date that ended an hour ago."""
    made, now = an_occurrence(**fields), timezone.now()
    Occurrence.objects.filter(pk=made.pk).update(start_at=now - timedelta(hours=2), end_at=now - timedelta(hours=1))
    return Occurrence.objects.select_related("series").get(pk=made.pk)


def let_in(name="slides.txt", data=b"Count the wells.", purpose=Purpose.DOCUMENT):
    """A file that the door let in."""
    file = SimpleUploadedFile(name, data)
    return file, admit(file, purpose=purpose)


def make_material(date, *, by, title="Slides", **fields):
    return give_material(occurrence=date, by=by, title=title, **({"let_in": let_in()} | fields))


def make_recording(date, *, by, shown=True, **fields):
    """A video of ten seconds with captions."""
    version = getattr(getattr(date, "recording", None), "version", 0)
    video = {"let_in": let_in("call.mp4", mp4(), Purpose.VIDEO), "captions": CAPTIONS}
    row = save_recording(occurrence=date, by=by, version=version, **(video | fields))
    return show_recording(recording=row, by=by, version=row.version) if shown else row


def make_minutes(date, *, by, text="We agreed on **one** format.", published=True):
    row = write_minutes(occurrence=date, by=by, text=compose(text), version=0)
    if published:
        row = approve_minutes(minutes=row, by=by, version=row.version)
        publish_minutes(minutes=row, by=by, version=row.version)
        row.refresh_from_db()
    return row
