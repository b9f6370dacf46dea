import community.people.zones
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Dates that differ from their series, series that go on as another, and a version of each calendar text."""

    dependencies = [
        ('events', '0004_attendance_append_only'),
    ]

    operations = [
        migrations.AddField(
            model_name='occurrence',
            name='own_format',
            field=models.CharField(blank=True, choices=[('online', 'Online'), ('in-person', 'In person'), ('hybrid', 'In person and online')], db_default='', default='', max_length=10, verbose_name='where people meet'),
        ),
        migrations.AddField(
            model_name='occurrence',
            name='own_join_link',
            field=models.CharField(blank=True, db_default='', default='', max_length=500, verbose_name='link to join'),
        ),
        migrations.AddField(
            model_name='occurrence',
            name='own_venue',
            field=models.CharField(blank=True, db_default='', default='', max_length=200, verbose_name='place'),
        ),
        migrations.AddField(
            model_name='registration',
            name='uid',
            field=models.CharField(blank=True, db_default='', default='', editable=False, max_length=36),
        ),
        migrations.AddField(
            model_name='series',
            name='skip_holidays',
            field=models.BooleanField(db_default=False, default=False, help_text='Dates on which the state’s offices are closed do not take place. They count as one of the times.', verbose_name='leave out state holidays'),
        ),
        migrations.AddField(
            model_name='seriescalendar',
            name='version',
            field=models.PositiveIntegerField(db_default=0, default=0, verbose_name='version'),
        ),
        migrations.AlterField(
            model_name='series',
            name='zone',
            field=models.CharField(choices=[('America/Los_Angeles', 'Pacific Time'), ('America/Phoenix', 'Arizona Time'), ('America/Denver', 'Mountain Time'), ('America/Chicago', 'Central Time'), ('America/New_York', 'Eastern Time'), ('America/Anchorage', 'Alaska Time'), ('Pacific/Honolulu', 'Hawaii Time'), ('Europe/London', 'UK Time'), ('UTC', 'UTC')], default='America/Los_Angeles', max_length=64, validators=[community.people.zones.check_zone], verbose_name='time zone'),
        ),
        migrations.CreateModel(
            name='Continuation',
            fields=[
                ('series', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='continues', serialize=False, to='events.series')),
                ('begins_on', models.DateField(verbose_name='from this day of the former series')),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='events.series', verbose_name='where it all began')),
                ('former', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='continuations', to='events.series')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('series', models.F('former')), _negated=True), name='events_continues_another')],
            },
        ),
        migrations.CreateModel(
            name='DateChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recurrence_id', models.CharField(max_length=15, verbose_name='date of the series')),
                ('change', models.CharField(choices=[('out', 'Taken out'), ('extra', 'Extra date'), ('moved', 'Changed')], max_length=5, verbose_name='what differs')),
                ('starts_on', models.DateField(null=True, verbose_name='date')),
                ('starts_at', models.TimeField(null=True, verbose_name='starts at')),
                ('duration', models.PositiveIntegerField(null=True, verbose_name='minutes')),
                ('format', models.CharField(blank=True, choices=[('online', 'Online'), ('in-person', 'In person'), ('hybrid', 'In person and online')], max_length=10, verbose_name='where people meet')),
                ('venue', models.CharField(blank=True, max_length=200, verbose_name='place')),
                ('join_link', models.CharField(blank=True, max_length=500, verbose_name='link to join')),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='date_changes', to='events.series')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('series', 'recurrence_id'), name='events_one_change_per_date'), models.CheckConstraint(condition=models.Q(('change__in', ['out', 'extra', 'moved'])), name='events_known_change'), models.CheckConstraint(condition=models.Q(models.Q(('change', 'out'), ('duration', None), ('starts_at', None), ('starts_on', None)), models.Q(models.Q(('change', 'out'), _negated=True), ('duration__gte', 1), ('starts_at__isnull', False), ('starts_on__isnull', False)), _connector='OR'), name='events_change_says_when')],
            },
        ),
    ]
