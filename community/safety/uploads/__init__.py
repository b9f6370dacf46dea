"""The one door for files: `admit` lets an upload in or says why not, `download` and `show` hand a stored file out."""

from .admission import Admitted, Purpose, admit, extensions
from .downloads import attach, download, show, stream
from .fields import DocumentDoorField, ImageDoorField
from .refusals import UploadRefused
from .videos import video_seconds

__all__ = [
    "Admitted",
    "DocumentDoorField",
    "ImageDoorField",
    "Purpose",
    "UploadRefused",
    "admit",
    "attach",
    "download",
    "extensions",
    "show",
    "stream",
    "video_seconds",
]
