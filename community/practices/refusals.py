"""Why a step is not taken: sentences for the person at the screen."""

from community.people.errors import HubError


class PracticeRefused(HubError):
    """The step is not possible from where the practice, or its version, stands."""


class EditedMeanwhile(HubError):
    """Somebody saved the version after this form was opened."""


class PlaceTaken(HubError):
    """Each place in the review is somebody's by now."""


class NotIndependent(HubError):
    """The reviewer is an author, or works where the practice was written."""
