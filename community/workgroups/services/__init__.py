"""What changes a work group and its memberships."""

from .closing import close_group, keep_group, reopen_group
from .deliverables import save_deliverable
from .documents import add_document, add_version, withdraw_document
from .founding import add_charter_version, change_charter, found_group
from .health import ask_for_reviews, miscounted, settle_health
from .membership import (
    answer,
    approve,
    decline,
    invite,
    leave,
    make_lead,
    request_membership,
    standing_of,
    take_step,
)
from .refusals import EditedMeanwhile, GroupKept, GroupRefused, MembershipRefused

__all__ = [
    "EditedMeanwhile",
    "GroupKept",
    "GroupRefused",
    "MembershipRefused",
    "add_charter_version",
    "add_document",
    "add_version",
    "answer",
    "approve",
    "ask_for_reviews",
    "change_charter",
    "close_group",
    "decline",
    "found_group",
    "invite",
    "keep_group",
    "leave",
    "make_lead",
    "miscounted",
    "reopen_group",
    "request_membership",
    "save_deliverable",
    "settle_health",
    "standing_of",
    "take_step",
    "withdraw_document",
]
