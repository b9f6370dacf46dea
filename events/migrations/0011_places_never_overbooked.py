from django.db import migrations

from community.people.append_only import append_only
from events.registering.overbooking import never_overbooked


class Migration(migrations.Migration):
    """Steps are written once; no date gets more registered and offered than places."""

    dependencies = [("events", "0010_waiting_list")]

    operations = [append_only("events_registrationstep"), never_overbooked()]
