"""Events saved as templates."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0028_events_handed_in'),
        ('workgroups', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='EventTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name of the template')),
                ('kind', models.CharField(choices=[('training', 'Training'), ('clinic', 'Clinic'), ('meeting', 'Work-group meeting'), ('showcase', 'Showcase'), ('challenge', 'Data challenge'), ('code-a-thon', 'Code-a-thon'), ('conference', 'Conference')], max_length=20, verbose_name='kind')),
                ('said', models.JSONField()),
                ('rules', models.JSONField(default=dict)),
                ('questions', models.JSONField(default=list)),
                ('saved_at', models.DateTimeField(verbose_name='saved')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='event_templates', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='event_templates', to='workgroups.workgroup', verbose_name='for the work group')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='events_template_has_a_name'), models.CheckConstraint(condition=models.Q(('kind__in', ['training', 'clinic', 'meeting', 'showcase', 'challenge', 'code-a-thon', 'conference'])), name='events_template_known_kind'), models.UniqueConstraint(condition=models.Q(('group__isnull', False)), fields=('group', 'name'), name='events_template_once_in_a_group'), models.UniqueConstraint(condition=models.Q(('group', None)), fields=('by', 'name'), name='events_template_once_of_one_member')],
            },
        ),
    ]
