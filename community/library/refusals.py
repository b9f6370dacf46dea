"""Why a step is not taken: sentences for the person at the screen."""

from community.people.errors import HubError


class LibraryRefused(HubError):
    """The step is not possible from where the resource, or its version, stands."""


class EditedMeanwhile(HubError):
    """Somebody saved it after this form was opened."""
