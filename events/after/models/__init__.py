"""What hangs on a date, one file for each sort of thing."""

from .materials import Material
from .minutes import Minutes, MinutesVersion
from .outcomes import OutcomeNote
from .recordings import Recording
from .surveys import Survey, SurveyAnswer

__all__ = [
    "Material",
    "Minutes",
    "MinutesVersion",
    "OutcomeNote",
    "Recording",
    "Survey",
    "SurveyAnswer",
]
