"""Who handles what people need gets a name of its own; events that are handed in and decided."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0027_after_events'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RenameField(
            model_name='registrationrules',
            old_name='accommodation_contact',
            new_name='accommodation_handler',
        ),
        migrations.AlterField(
            model_name='registrationrules',
            name='accommodation_handler',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who handles what people need'),
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('series', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='proposal', serialize=False, to='events.series')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('waiting', 'Waits for a decision'), ('returned', 'Came back'), ('published', 'Published')], default='draft', max_length=10, verbose_name='state')),
                ('handed_in_at', models.DateTimeField(null=True, verbose_name='handed in')),
                ('handed_in_count', models.PositiveIntegerField(default=0)),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('reason', models.CharField(blank=True, max_length=1000, verbose_name='what to change')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='event_proposals', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['handed_in_at'], name='events_proposals_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'waiting', 'returned', 'published'])), name='events_known_proposal_state'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), _negated=True), ('handed_in_at__isnull', False), _connector='OR'), name='events_proposal_waits_since'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), models.Q(models.Q(('reason', ''), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='events_proposal_returned_says_why')],
            },
        ),
    ]
