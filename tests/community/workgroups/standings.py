"""What each act does from each standing, written down apart from the code: a cell is where it leads, `.` is refused."""

from community.workgroups.enums import Act, Role, State
from community.workgroups.models import Membership

ACTS = ["request", "withdraw", "approve", "decline", "invite", "recall", "accept", "refuse", "leave", "remove",
        "make lead", "step down"]  # fmt: skip
OF_LEADS = {"approve", "decline", "invite", "recall", "remove", "make lead"}
TABLE = """
outside    requested . . . invited . . . . . . .
requested  . withdrawn active declined . . . . . . . .
invited    . . . . . withdrawn active refused . . . .
active     . . . . . . . . left removed lead .
lead       . . . . . . . . left removed . active
declined   requested . . . invited . . . . . . .
refused    requested . . . invited . . . . . . .
withdrawn  requested . . . invited . . . . . . .
left       requested . . . invited . . . . . . .
removed    requested . . . invited . . . . . . .
"""
LEADS_TO = {
    (line.split()[0], act): end
    for line in TABLE.strip().splitlines()
    for act, end in zip(ACTS, line.split()[1:], strict=True)
}
STANDINGS = [line.split()[0] for line in TABLE.strip().splitlines()]


def put(group, member, standing):
    """Make the row of `member` stand there, without a service."""
    if standing == "outside":
        return
    reason = "Because." if standing in {"declined", "removed"} else ""
    role = Role.LEAD if standing == "lead" else Role.MEMBER
    state = State.ACTIVE if standing == "lead" else State(standing)
    Membership.objects.create(group=group, member=member, state=state, role=role, reason=reason)


def name_of(membership):
    if membership is None:
        return "outside"
    return "lead" if membership.role == Role.LEAD else str(membership.state)


def act_of(name):
    return Act(name)
