from django.db import migrations

from community.people.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("training", "0005_certificates")]

    operations = [
        append_only("training_certificate"),
        append_only("training_certificaterevocation"),
        append_only("training_expirynotice"),
        append_only("training_certificatepaper"),
        append_only("training_signingkey"),
    ]
