import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Outside calendars that are kept up to date, and what became of their events there."""

    dependencies = [
        ('events', '0025_calendar_imports'),
        ('workgroups', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='OutsideCalendar',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=2000, verbose_name='address')),
                ('address_hash', models.CharField(editable=False, max_length=64)),
                ('since', models.DateTimeField(default=django.utils.timezone.now, verbose_name='kept up to date since')),
                ('stopped_at', models.DateTimeField(null=True, verbose_name='stopped')),
                ('next_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='next refresh')),
                ('asked_at', models.DateTimeField(null=True, verbose_name='last asked')),
                ('checked_at', models.DateTimeField(null=True, verbose_name='last refresh')),
                ('read_at', models.DateTimeField(null=True)),
                ('failures', models.PositiveIntegerField(default=0, verbose_name='failures in a row')),
                ('failing_since', models.DateTimeField(null=True, verbose_name='failing since')),
                ('error', models.CharField(blank=True, max_length=500, verbose_name='last error')),
                ('etag', models.CharField(blank=True, max_length=200)),
                ('modified', models.CharField(blank=True, max_length=100)),
                ('body_hash', models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.AddField(
            model_name='calendarimport',
            name='gone',
            field=models.PositiveIntegerField(default=0, verbose_name='no longer there, and kept here'),
        ),
        migrations.AddField(
            model_name='calendarimport',
            name='removed',
            field=models.PositiveIntegerField(default=0, verbose_name='drafts taken away, for they are no longer there'),
        ),
        migrations.AddField(
            model_name='importedevent',
            name='outside',
            field=models.CharField(choices=[('same', 'As it was taken'), ('changed', 'Changed there; here it stayed as it is'), ('gone', 'No longer there'), ('over', 'Over')], default='same', max_length=10),
        ),
        migrations.AddField(
            model_name='importedevent',
            name='runs_until',
            field=models.DateField(null=True),
        ),
        migrations.AddConstraint(
            model_name='importedevent',
            constraint=models.CheckConstraint(condition=models.Q(('outside__in', ['same', 'changed', 'gone', 'over'])), name='events_known_outside_state'),
        ),
        migrations.AddField(
            model_name='outsidecalendar',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outside_calendars', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='outsidecalendar',
            name='group',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workgroups.workgroup', verbose_name='work group'),
        ),
        migrations.AddField(
            model_name='calendarimport',
            name='calendar',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='imports', to='events.outsidecalendar'),
        ),
        migrations.AddConstraint(
            model_name='outsidecalendar',
            constraint=models.UniqueConstraint(condition=models.Q(('group__isnull', False)), fields=('group', 'address_hash'), name='events_outside_once_in_group'),
        ),
        migrations.AddConstraint(
            model_name='outsidecalendar',
            constraint=models.UniqueConstraint(condition=models.Q(('group', None)), fields=('address_hash',), name='events_outside_once'),
        ),
        migrations.AddConstraint(
            model_name='outsidecalendar',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('error', ''), ('failing_since', None), ('failures', 0)), models.Q(('failing_since__isnull', False), ('failures__gt', 0), models.Q(('error', ''), _negated=True)), _connector='OR'), name='events_outside_failure_says_why'),
        ),
    ]
