"""Quarterly reports, and who came into a group and went out of it when: so far as the audit log knows."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


INTO, OUT = ("approve", "accept"), ("leave", "remove")


def keep_passages(apps, schema_editor):
    """From the audit log; a member of whom it knows no way in was there when the group was founded."""
    passages = apps.get_model("workgroups", "Passage").objects
    entries = apps.get_model("people", "AuditEntry").objects
    memberships = apps.get_model("workgroups", "Membership").objects
    acts = entries.filter(kind="workgroups.membership", action__in=(*INTO, *OUT)).order_by("at", "pk")
    known = {}
    for key, action, at in acts.values_list("key", "action", "at"):
        known.setdefault(key, []).append((action in INTO, at))
    for row in memberships.select_related("group").iterator():
        found = known.get(str(row.pk), [])
        if (found and not found[0][0]) or (not found and row.state == "active"):
            found = [(True, row.group.founded_at), *found]
        passages.bulk_create(passages.model(membership=row, is_in=is_in, at=at) for is_in, at in found)


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_initial'),
        ('workgroups', '0002_groups_in_a_box'),
    ]

    operations = [
        migrations.CreateModel(
            name='QuarterReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('number', models.PositiveSmallIntegerField(verbose_name='quarter')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='made')),
                ('counted_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='counted')),
                ('former', models.JSONField(default=dict, verbose_name='what the last count changed')),
                ('words', models.TextField(blank=True, default='', max_length=2000, verbose_name='what the leads say')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quarter_reports', to='workgroups.workgroup')),
            ],
            options={
                'verbose_name': 'quarterly report',
                'ordering': ('-year', '-number', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='QuarterFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, verbose_name='name')),
                ('value', models.PositiveBigIntegerField(verbose_name='value')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='workgroups.quarterreport')),
            ],
        ),
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_in', models.BooleanField(verbose_name='came in')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passages', to='workgroups.membership')),
            ],
            options={
                'indexes': [models.Index(fields=['at'], name='workgroups_passages_by_day')],
            },
        ),
        migrations.AddIndex(
            model_name='quarterreport',
            index=models.Index(fields=['year', 'number'], name='workgroups_reports_of_quarter'),
        ),
        migrations.AddConstraint(
            model_name='quarterreport',
            constraint=models.UniqueConstraint(fields=('group', 'year', 'number'), name='workgroups_one_report_a_quarter'),
        ),
        migrations.AddConstraint(
            model_name='quarterreport',
            constraint=models.CheckConstraint(condition=models.Q(('number__in', (1, 2, 3, 4))), name='workgroups_four_quarters'),
        ),
        migrations.AddConstraint(
            model_name='quarterreport',
            constraint=models.CheckConstraint(condition=models.Q(('counted_at__gte', models.F('made_at'))), name='workgroups_counted_when_made'),
        ),
        migrations.AddConstraint(
            model_name='quarterfigure',
            constraint=models.UniqueConstraint(fields=('report', 'name'), name='workgroups_figure_once'),
        ),
        migrations.AddConstraint(
            model_name='quarterfigure',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='workgroups_figure_has_name'),
        ),
        migrations.RunPython(keep_passages, migrations.RunPython.noop),
    ]
