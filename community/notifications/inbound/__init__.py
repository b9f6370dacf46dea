"""Letters that come in: `read` makes of their bytes what the hub needs, and asks nobody."""

from .attributions import REPLY_LINE
from .automatic import COMPLAINT
from .letters import Attachment, BounceReport, Letter, UnreadableLetter
from .reading import read

__all__ = ["COMPLAINT", "REPLY_LINE", "Attachment", "BounceReport", "Letter", "UnreadableLetter", "read"]
