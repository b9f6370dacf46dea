from django.conf import settings
from django.db import migrations

SENTENCE = (
    "Tell the contact below what you need to take part, ten days before if you can: captions, sign language, another "
    "room or format. It is arranged wherever that is possible."
)


def say(apps, schema_editor):
    """What is published already names the hub's own contact, until its organizers say more."""
    published = apps.get_model("events", "Series").objects.filter(live=True)
    published.filter(accessibility="").update(accessibility=SENTENCE)
    published.filter(accommodation_contact="").update(accommodation_contact=settings.ACCESSIBILITY_CONTACT)


class Migration(migrations.Migration):
    """Events that were published before it was asked."""

    dependencies = [("events", "0015_what_an_event_says")]

    operations = [migrations.RunPython(say, migrations.RunPython.noop)]
