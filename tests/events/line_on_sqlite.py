"""64 people register, wait and withdraw at once on the SQLite file that DATABASE_URL names, in several runs.

Prints the faults of all runs, and every exception that was none of ours. Run by a test.
"""

import json
import sys
import threading

import django

django.setup()

from django.db import connections  # noqa: E402

from community.people.models import Member  # noqa: E402
from tests.events.line_check import come_and_go, faults_of  # noqa: E402
from tests.factories.events import an_occurrence  # noqa: E402


def run_once(number, members):
    occurrence = an_occurrence(capacity=number % 10 + 1, by=members[0])
    gate, others = threading.Barrier(len(members)), []

    def run(place):
        gate.wait()
        try:
            come_and_go(occurrence, members[place], (number, place).__hash__())
        except Exception as problem:  # noqa: BLE001 - the test looks at it
            others.append(f"{type(problem).__name__}: {problem}")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(members))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults_of(occurrence) + others, occurrence.registrations.count()


def main(runs, count):
    members = list(Member.objects.order_by("-pk")[:count])
    found = [run_once(number, members) for number in range(runs)]
    faults = [fault for faults, _rows in found for fault in faults]
    sys.stdout.write(json.dumps({"faults": faults, "rows": sum(rows for _faults, rows in found)}))


main(int(sys.argv[1]), int(sys.argv[2]))
