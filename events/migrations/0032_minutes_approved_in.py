"""At which meeting minutes were approved."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0031_meetings'),
    ]

    operations = [
        migrations.AddField(
            model_name='minutes',
            name='approved_in',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='approved_minutes', to='events.occurrence'),
        ),
        migrations.AddField(
            model_name='minutesversion',
            name='approved_in',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='approved_versions', to='events.occurrence'),
        ),
        migrations.AddConstraint(
            model_name='minutes',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'draft'), _negated=True), ('approved_in', None), _connector='OR'), name='events_minutes_draft_of_no_meeting'),
        ),
    ]
