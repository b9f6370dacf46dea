"""Starts `manage.py qcluster` again and again without loading Django anew: a process of its own, told what to do.

Reads one command a line ("fill 500", "live", "minute", "count") and answers each with one line of JSON. A life is a
process group of its own, so that SIGKILL to the group ends the cluster with all its workers at the same moment.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connections, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from django_q.models import OrmQ, Schedule  # noqa: E402
from django_q.scheduler import scheduler  # noqa: E402

from community.notifications.models import Mail, Notification  # noqa: E402
from community.notifications.receivers import SCHEDULES  # noqa: E402
from community.notifications.services.telling import notify  # noqa: E402
from community.people.models import Member  # noqa: E402
from community.workgroups.enums import Role, State  # noqa: E402
from community.workgroups.models import Membership, WorkGroup  # noqa: E402

POISON = "nobody"  # no address at all: the mail can't be sent, whatever the server


def migrate() -> None:
    """Bring the database up to date."""
    call_command("migrate", verbosity=0)


def fill(count: str) -> int:
    """Queue mail for `count` leads of a group and one that can't be sent, and one task to send it all."""
    for model in (Notification, Mail, OrmQ, Membership, WorkGroup):
        model.objects.all().delete()
    Member.objects.filter(email__endswith="@lives.example").delete()
    Member.objects.filter(email=POISON).delete()
    for name, values in SCHEDULES.items():
        Schedule.objects.get_or_create(name=name, defaults=values)  # another test took them away
    emails = [f"reader{number}@lives.example" for number in range(int(count))] + [POISON]
    readers = Member.objects.bulk_create(Member(email=email, display_name=email.partition("@")[0]) for email in emails)
    group = WorkGroup.objects.create(name="Lives", slug="lives", purpose="To be told.")
    rows = [Membership(group=group, member=reader, role=Role.LEAD, state=State.ACTIVE) for reader in readers]
    about = Membership.objects.bulk_create(rows)[0].pk
    with transaction.atomic():
        notify(kind="membership_requested", to=[reader.pk for reader in readers], about=about)
    return OrmQ.objects.count()


def live() -> int:
    """Start a cluster; answer with its process group."""
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        os.setsid()
        sys.stdin.close()
        os.dup2(2, 1)
        try:
            call_command("qcluster", verbosity=0)
        finally:
            os._exit(0)
    return pid


def buried(pid: str) -> int:
    """Wait for the end of a killed cluster."""
    return os.waitpid(int(pid), 0)[1]


def minute() -> int:
    """A minute passes: do what each cluster does twice a minute. Answer with the number of waiting tasks."""
    Schedule.objects.filter(name__in=SCHEDULES, minutes=1).update(next_run=timezone.now() - timedelta(seconds=1))
    scheduler()
    return OrmQ.objects.count()


def forget_schedules() -> int:
    """The seeded fault: nothing sweeps."""
    return Schedule.objects.all().delete()[0]


def count() -> dict[str, Any]:
    """How the mails stand."""
    mails = Mail.objects.all()
    return {
        "sent": mails.exclude(sent_at=None).count(),
        "waiting": mails.waiting().count(),
        "dead": list(mails.dead().values_list("to", "attempts", "error")),
        "ids": dict(mails.values_list("message_id", "to")),
        "tasks": OrmQ.objects.count(),
    }


def main() -> None:
    """Answer commands until there are no more."""
    for line in sys.stdin:
        name, *words = line.split()
        print(json.dumps(globals()[name](*words)), flush=True)
        connections.close_all()


if __name__ == "__main__":
    main()
