"""The once-only token of a form: a second submit of the same form makes no second row."""

import uuid

from django import forms


class FormTokenField(forms.UUIDField):
    """A hidden field holding a token made when the form was shown; the row made from the form stores it uniquely.

    The row's model has a `form_token` column, unique with the author; the service returns the row that has the token
    already instead of making another.
    """

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=True, initial=uuid.uuid4)
