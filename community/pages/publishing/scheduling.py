"""Pages with a date: checked when the date is set, and once more when it comes.

Between the two an image can lose its description, a linked page can go, and a new release can bring a new check.
"""

from __future__ import annotations

import logging
from datetime import datetime

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.log_actions import log
from wagtail.models import Revision

from .faults import Fault
from .registry import faults_of

REFUSED = "hub.publish.refused"
_log = logging.getLogger("hub.publishing")


def take_back_faulty(*, at: datetime | None = None) -> list[Revision]:
    """Take what is due and faulty off the schedule, so that it doesn't stop what is due with it; return that.

    The draft stays. Its history gets the list, and whoever saved it gets a mail.
    """
    due = Revision.objects.filter(approved_go_live_at__lt=at or timezone.now()).order_by("pk")
    return [revision for revision in due if _is_taken_back(revision)]


@transaction.atomic
def _is_taken_back(revision: Revision) -> bool:
    draft = revision.as_object()
    faults = faults_of(draft)
    if not faults:
        return False
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    log(instance=draft, action=REFUSED, revision=revision, data={"faults": [str(fault) for fault in faults]})
    _log.warning("“%s” was due and not published: %s", draft, "; ".join(map(str, faults)))
    if revision.user and revision.user.is_active:
        _write(revision, draft, faults)
    return True


def _write(revision: Revision, draft: object, faults: list[Fault]) -> None:
    address = settings.SITE_ADDRESS + (AdminURLFinder(revision.user).get_edit_url(draft) or "/cms/")
    text = render_to_string("emails/publication_refused.txt", {"draft": draft, "faults": faults, "address": address})
    subject = " ".join((_("Not published: %(title)s") % {"title": draft}).split())
    to = [revision.user.email]
    transaction.on_commit(lambda: send_mail(subject, text, None, to), robust=True)
