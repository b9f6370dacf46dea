"""Form fields that are doors: what they let through has been checked, and lies under a name of ours."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.images.fields import WagtailImageField

from .admission import KINDS, Purpose, admit, extensions
from .refusals import UploadRefused


class _Door:
    """Stands before a field of Wagtail's: Wagtail opens a picture only after this one drew it again."""

    purpose: ClassVar[Purpose]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = KINDS[self.purpose]
        self.help_text = _("Up to %(most)d MB: %(endings)s.") % {
            "most": max(kind.most_bytes for kind in kinds.values()) // 1_000_000,
            "endings": ", ".join(extensions(self.purpose)),
        }

    def to_python(self, data: Any) -> Any:
        if isinstance(data, UploadedFile):
            try:
                admitted = admit(data, purpose=self.purpose)
            except UploadRefused as refusal:
                raise ValidationError(refusal.message, code=refusal.code) from refusal
            data.name = admitted.stored_name
            data.content_type = admitted.content_type
        return super().to_python(data)  # type: ignore[misc]


class ImageDoorField(_Door, WagtailImageField):
    """A picture for Wagtail."""

    purpose = Purpose.IMAGE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.max_upload_size = None  # the door measured what was sent; drawn again it may be larger


class DocumentDoorField(_Door, WagtailDocumentField):
    """A document for Wagtail."""

    purpose = Purpose.DOCUMENT
