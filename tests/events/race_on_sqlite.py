"""64 people register at once on the SQLite file that DATABASE_URL names; prints what became of it. Run by a test."""

import json
import sys
import threading

import django

django.setup()

from django.db import connections  # noqa: E402

from community.people.models import Member  # noqa: E402
from events import services  # noqa: E402
from events.models import Occurrence  # noqa: E402


def main(pk, count):
    occurrence, members = Occurrence.objects.get(pk=pk), list(Member.objects.order_by("-pk")[:count])
    gate, outcomes = threading.Barrier(count), []

    def run(member):
        gate.wait()
        try:
            services.register(occurrence=occurrence, member=member)
            outcomes.append("registered")
        except Exception as problem:  # noqa: BLE001 - the test looks at it
            outcomes.append(type(problem).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(member,)) for member in members]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    occurrence.refresh_from_db()
    rows = occurrence.registrations.registered().count()
    result = {"kept": occurrence.registered_count, "rows": rows, "full": outcomes.count("EventFull")}
    sys.stdout.write(json.dumps(result | {"others": sorted(set(outcomes) - {"registered", "EventFull"})}))


main(int(sys.argv[1]), int(sys.argv[2]))
