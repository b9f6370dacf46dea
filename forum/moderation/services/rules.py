"""Keeping the rules by which posts wait."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from community.people.errors import HubError
from community.people.services import record
from community.safety.races import again_after_race
from forum.models import Board, WaitingRule
from forum.moderation.permissions import can_moderate, is_moderator

if TYPE_CHECKING:
    from community.people.models import Member


class RuleRefused(HubError):
    """The rule can't be made or dropped by this person."""


def can_keep_rule(member: Member, board: Board | None) -> bool:
    """Moderators keep rules for all boards; who looks after a board, for that one."""
    return is_moderator(member) if board is None else can_moderate(member, board)


@again_after_race
@transaction.atomic
def add_rule(*, board: Board | None, kind: str, value: str, by: Member) -> WaitingRule:
    """Let posts wait by a rule, in `board` or in all; the same again is the same rule. Audited."""
    if not can_keep_rule(by, board):
        raise RuleRefused(_("Choose a board that you look after."))
    there = WaitingRule.objects.filter(board=board, kind=kind, value=value).first()
    if there is not None:
        return there
    rule = WaitingRule.objects.create(board=board, kind=kind, value=value, by=by)
    record(by=by, action="add", about=rule, after=_state(rule))
    return rule


@transaction.atomic
def drop_rule(*, rule: WaitingRule, by: Member) -> None:
    """Let posts wait by it no longer; those that wait go on waiting. Audited."""
    if not can_keep_rule(by, rule.board):
        raise RuleRefused(_("Only those who look after this board can drop its rules."))
    record(by=by, action="drop", about=rule, before=_state(rule))
    rule.delete()


def _state(rule: WaitingRule) -> dict[str, Any]:
    return {"board": rule.board_id, "kind": rule.kind, "value": rule.value}
