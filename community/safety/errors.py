"""Errors whose text is for the person at the screen."""


class HubError(Exception):
    """A rule said no; `message` tells the person why and what to do next. Views show it, never a traceback."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
