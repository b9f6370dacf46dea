"""Wagtail's forms for pictures and documents, with the hub's door in the place of their file field."""

from __future__ import annotations

from typing import Any

from django.forms import Field
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from community.safety.uploads import DocumentDoorField, ImageDoorField


class HubImageForm(BaseImageForm):
    """Every form of Wagtail's that takes a picture is made from this one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _put_door(self.fields, ImageDoorField)


class HubDocumentForm(BaseDocumentForm):
    """Every form of Wagtail's that takes a document is made from this one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _put_door(self.fields, DocumentDoorField)


def _put_door(fields: dict[str, Field], door: type[ImageDoorField | DocumentDoorField]) -> None:
    former = fields.get("file")  # forms that edit the words alone have none
    if former is not None:
        fields["file"] = door(label=former.label, required=former.required, widget=former.widget)
