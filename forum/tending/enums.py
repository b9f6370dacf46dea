"""What can be done with several topics of a board at once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Act(models.TextChoices):
    """One thing done to a topic as a whole; its value is the verb in the audit log."""

    PIN = "pin", _("Pin: keep at the top of the board")
    UNPIN = "unpin", _("Unpin")
    LOCK = "lock", _("Lock: nobody replies any more")
    UNLOCK = "unlock", _("Unlock")
    MOVE = "move", _("Move to another board")
