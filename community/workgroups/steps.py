"""The table of membership: who may do which act from which state, and where it leads. Services and pages read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .enums import Act, Role, State


class Doer(Enum):
    """Whose act it is."""

    ONESELF = "oneself"
    LEAD = "lead"


@dataclass(frozen=True)
class Standing:
    """A state with the role in it; without a state there is no row yet."""

    state: State | None
    role: Role = Role.MEMBER


@dataclass(frozen=True)
class Step:
    """One line of the table. `needs_open`: not while the group is closed. `spares_last`: not to the only lead."""

    act: Act
    by: Doer
    start: tuple[Standing, ...]
    end: Standing
    needs_reason: bool = False
    needs_open: bool = False
    spares_last: bool = False


OUTSIDE = Standing(None)
REQUESTED, INVITED, ACTIVE = Standing(State.REQUESTED), Standing(State.INVITED), Standing(State.ACTIVE)
LEAD = Standing(State.ACTIVE, Role.LEAD)
DECLINED, REFUSED, WITHDRAWN = Standing(State.DECLINED), Standing(State.REFUSED), Standing(State.WITHDRAWN)
LEFT, REMOVED = Standing(State.LEFT), Standing(State.REMOVED)
STANDINGS = (OUTSIDE, REQUESTED, INVITED, ACTIVE, LEAD, DECLINED, REFUSED, WITHDRAWN, LEFT, REMOVED)
NOT_IN = (OUTSIDE, DECLINED, REFUSED, WITHDRAWN, LEFT, REMOVED)

STEPS = {
    step.act: step
    for step in (
        Step(Act.REQUEST, Doer.ONESELF, NOT_IN, REQUESTED, needs_open=True),
        Step(Act.WITHDRAW, Doer.ONESELF, (REQUESTED,), WITHDRAWN),
        Step(Act.APPROVE, Doer.LEAD, (REQUESTED,), ACTIVE, needs_open=True),
        Step(Act.DECLINE, Doer.LEAD, (REQUESTED,), DECLINED, needs_reason=True),
        Step(Act.INVITE, Doer.LEAD, NOT_IN, INVITED, needs_open=True),
        Step(Act.RECALL, Doer.LEAD, (INVITED,), WITHDRAWN),
        Step(Act.ACCEPT, Doer.ONESELF, (INVITED,), ACTIVE, needs_open=True),
        Step(Act.REFUSE, Doer.ONESELF, (INVITED,), REFUSED),
        Step(Act.LEAVE, Doer.ONESELF, (ACTIVE, LEAD), LEFT, spares_last=True),
        Step(Act.REMOVE, Doer.LEAD, (ACTIVE, LEAD), REMOVED, needs_reason=True, spares_last=True),
        Step(Act.MAKE_LEAD, Doer.LEAD, (ACTIVE,), LEAD),
        Step(Act.STEP_DOWN, Doer.ONESELF, (LEAD,), ACTIVE, spares_last=True),
    )
}

_NOBODY_ASKS = _("This request has been answered already.")
_NOT_INVITED = _("There is no invitation any more. Ask to join instead.")
_IS_IN = {ACTIVE: _("You are already a member of this group."), LEAD: _("You are already a member of this group.")}
_NOT_A_MEMBER = _("Only a member of the group can become its lead.")

# Why an act is refused from where the membership stands, with a way on. What is not here gets the act's OTHERWISE.
WHY_NOT: dict[tuple[Act, Standing], str | Promise] = {
    **{(Act.REQUEST, standing): sentence for standing, sentence in _IS_IN.items()},
    (Act.REQUEST, REQUESTED): _("You have already asked to join. A lead will answer."),
    (Act.REQUEST, INVITED): _("You are invited already. Accept the invitation on the group’s page."),
    (Act.INVITE, REQUESTED): _("This person has asked to join already. Answer the request."),
    (Act.INVITE, INVITED): _("This person is invited already, and has not answered yet."),
    (Act.INVITE, ACTIVE): _("This person is a member of the group already."),
    (Act.INVITE, LEAD): _("This person leads the group already."),
    (Act.MAKE_LEAD, LEAD): _("This person leads the group already."),
    **{(Act.ACCEPT, standing): sentence for standing, sentence in _IS_IN.items()},
    (Act.ACCEPT, REQUESTED): _("You have asked to join. A lead will answer."),
}
OTHERWISE: dict[Act, str | Promise] = {
    Act.WITHDRAW: _("You have no request that waits for an answer."),
    Act.APPROVE: _NOBODY_ASKS,
    Act.DECLINE: _NOBODY_ASKS,
    Act.RECALL: _("This invitation has been answered already."),
    Act.ACCEPT: _NOT_INVITED,
    Act.REFUSE: _("There is no invitation that waits for your answer."),
    Act.LEAVE: _("You are not a member of this group."),
    Act.REMOVE: _("This person is not a member of the group any more."),
    Act.MAKE_LEAD: _NOT_A_MEMBER,
    Act.STEP_DOWN: _("You do not lead this group."),
}
NOT_YOURS: dict[Doer, str | Promise] = {
    Doer.ONESELF: _("Only the person themselves can do that."),
    Doer.LEAD: _("Only a lead of the group can do that. Ask one of them."),
}
IS_CLOSED = _("This group is closed. Its pages stay to read, and nobody joins it. A lead can open it again.")
LAST_LEAD: dict[Doer, str | Promise] = {
    Doer.ONESELF: _("You are the only lead. Make somebody else a lead first, or close the group."),
    Doer.LEAD: _("This is the only lead. Make somebody else a lead first."),
}
NO_REASON = _("Say why. The person reads it.")
ONESELF = _("To go yourself, choose “Leave the group”.")


def why_not(act: Act, standing: Standing) -> str | Promise | None:
    """The sentence that refuses `act` from `standing`; None where the table allows it."""
    if standing in STEPS[act].start:
        return None
    return WHY_NOT.get((act, standing)) or OTHERWISE[act]


def acts_from(standing: Standing, by: Doer) -> Iterator[Act]:
    """What `by` may do from `standing`."""
    return (step.act for step in STEPS.values() if step.by == by and standing in step.start)
