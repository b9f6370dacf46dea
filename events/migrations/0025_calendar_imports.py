import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Imports of outside calendars, and which series an event of them became."""

    dependencies = [
        ('events', '0020_check_in_by_oneself'),
        ('workgroups', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('came_from', models.CharField(max_length=2000, verbose_name='file or address')),
                ('is_address', models.BooleanField(default=False)),
                ('source', models.BinaryField(default=b'')),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('running', 'Being read'), ('done', 'Done'), ('refused', 'Refused')], default='waiting', max_length=10, verbose_name='state')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='ended')),
                ('refusal', models.CharField(blank=True, max_length=500, verbose_name='why it was refused')),
                ('read', models.PositiveIntegerField(default=0, verbose_name='events in the calendar')),
                ('place', models.PositiveIntegerField(default=0)),
                ('made', models.PositiveIntegerField(default=0, verbose_name='new drafts')),
                ('renewed', models.PositiveIntegerField(default=0, verbose_name='drafts brought up to date')),
                ('known', models.PositiveIntegerField(default=0, verbose_name='there before, unchanged')),
                ('kept', models.PositiveIntegerField(default=0, verbose_name='changed here, and left alone')),
                ('over', models.PositiveIntegerField(default=0, verbose_name='over already')),
                ('left_out', models.PositiveIntegerField(default=0, verbose_name='left out')),
                ('remarks', models.JSONField(default=list, verbose_name='remarks')),
                ('form_token', models.UUIDField(editable=False, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calendar_imports', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workgroups.workgroup', verbose_name='work group')),
            ],
        ),
        migrations.CreateModel(
            name='ImportedEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64)),
                ('facts', models.CharField(max_length=64)),
                ('seen', models.CharField(max_length=64)),
                ('group', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workgroups.workgroup')),
                ('latest', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='events.calendarimport')),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='imported_from', to='events.series')),
            ],
        ),
        migrations.AddConstraint(
            model_name='calendarimport',
            constraint=models.UniqueConstraint(fields=('by', 'form_token'), name='events_import_once_per_form'),
        ),
        migrations.AddConstraint(
            model_name='calendarimport',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'running', 'done', 'refused'])), name='events_known_import_state'),
        ),
        migrations.AddConstraint(
            model_name='calendarimport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'done'), _negated=True), ('read', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('made'), '+', models.F('renewed')), '+', models.F('known')), '+', models.F('kept')), '+', models.F('over')), '+', models.F('left_out'))), _connector='OR'), name='events_import_adds_up'),
        ),
        migrations.AddConstraint(
            model_name='calendarimport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('refusal', ''), _negated=True), _connector='OR'), name='events_import_refusal_says_why'),
        ),
        migrations.AddConstraint(
            model_name='importedevent',
            constraint=models.UniqueConstraint(condition=models.Q(('group__isnull', False)), fields=('group', 'key'), name='events_imported_once_in_group'),
        ),
        migrations.AddConstraint(
            model_name='importedevent',
            constraint=models.UniqueConstraint(condition=models.Q(('group', None)), fields=('key',), name='events_imported_once'),
        ),
    ]
