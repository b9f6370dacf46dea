"""Agendas, decisions, action items and what moved."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from community.people.append_only import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0030_courses_of_events'),
        ('workgroups', '0002_groups_in_a_box'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ActionItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=300, verbose_name='what is to be done')),
                ('outside', models.CharField(blank=True, max_length=120, verbose_name='who, outside of the group')),
                ('due_on', models.DateField(verbose_name='due on')),
                ('state', models.CharField(choices=[('open', 'Open'), ('done', 'Done'), ('dropped', 'Dropped')], default='open', max_length=10, verbose_name='state')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='note')),
                ('closed_at', models.DateTimeField(null=True, verbose_name='closed')),
                ('reminded', models.CharField(blank=True, choices=[('', 'Nothing yet'), ('soon', 'It is due soon'), ('overdue', 'It is overdue')], default='', editable=False, max_length=10)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('at', models.DateTimeField(verbose_name='written')),
                ('form_token', models.UUIDField(editable=False, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Agenda',
            fields=[
                ('occurrence', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='agenda', serialize=False, to='events.occurrence')),
                ('published_at', models.DateTimeField(verbose_name='published')),
            ],
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='place')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('minutes', models.PositiveSmallIntegerField(null=True, verbose_name='minutes planned')),
                ('presenter', models.CharField(blank=True, max_length=120, verbose_name='who presents')),
                ('notes', models.TextField(blank=True, max_length=2000, verbose_name='notes')),
                ('at', models.DateTimeField(verbose_name='added')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('form_token', models.UUIDField(editable=False, null=True)),
            ],
            options={
                'ordering': ('position',),
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('text', models.TextField(max_length=2000, verbose_name='what was decided')),
                ('reasons', models.TextField(blank=True, max_length=4000, verbose_name='reasons')),
                ('taken_on', models.DateField(verbose_name='decided on')),
                ('state', models.CharField(choices=[('in-force', 'In force'), ('replaced', 'Replaced'), ('withdrawn', 'Withdrawn')], default='in-force', max_length=10, verbose_name='state')),
                ('replaced_by', models.PositiveIntegerField(null=True, verbose_name='replaced by number')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='withdrawn')),
                ('why', models.CharField(blank=True, max_length=300, verbose_name='why it was withdrawn')),
                ('published_at', models.DateTimeField(null=True, verbose_name='published')),
                ('published_from', models.PositiveSmallIntegerField(editable=False, null=True)),
                ('version', models.PositiveSmallIntegerField(default=1, editable=False)),
                ('at', models.DateTimeField(verbose_name='written')),
                ('form_token', models.UUIDField(editable=False, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='DecisionVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='version')),
                ('text', models.TextField(verbose_name='what was decided')),
                ('reasons', models.TextField(blank=True, verbose_name='reasons')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='what was corrected')),
                ('at', models.DateTimeField(verbose_name='written')),
            ],
            options={
                'ordering': ('-number',),
            },
        ),
        migrations.CreateModel(
            name='MovedDeliverable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=300, verbose_name='what moved')),
                ('at', models.DateTimeField(verbose_name='written')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.AddField(
            model_name='actionitem',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='actionitem',
            name='closed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='actionitem',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='action_items', to='workgroups.workgroup'),
        ),
        migrations.AddField(
            model_name='actionitem',
            name='meeting',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='action_items', to='events.occurrence'),
        ),
        migrations.AddField(
            model_name='actionitem',
            name='owner',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='agenda',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='carried_from',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='carried_to', to='events.agendaitem'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='occurrence',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agenda_items', to='events.occurrence'),
        ),
        migrations.AddField(
            model_name='decision',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by'),
        ),
        migrations.AddField(
            model_name='decision',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='workgroups.workgroup'),
        ),
        migrations.AddField(
            model_name='decision',
            name='meeting',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='events.occurrence'),
        ),
        migrations.AddField(
            model_name='decision',
            name='withdrawn_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='decisionversion',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='decisionversion',
            name='decision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='events.decision'),
        ),
        migrations.AddField(
            model_name='moveddeliverable',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='moveddeliverable',
            name='deliverable',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workgroups.deliverable'),
        ),
        migrations.AddField(
            model_name='moveddeliverable',
            name='occurrence',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moved_deliverables', to='events.occurrence'),
        ),
        migrations.AddIndex(
            model_name='actionitem',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['due_on'], name='events_action_open_due'),
        ),
        migrations.AddConstraint(
            model_name='actionitem',
            constraint=models.UniqueConstraint(fields=('by', 'form_token'), name='events_action_once_per_form'),
        ),
        migrations.AddConstraint(
            model_name='actionitem',
            constraint=models.CheckConstraint(condition=models.Q(('what', ''), _negated=True), name='events_action_says_what'),
        ),
        migrations.AddConstraint(
            model_name='actionitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('owner', None), models.Q(('outside', ''), _negated=True)), models.Q(('outside', ''), ('owner__isnull', False)), _connector='OR'), name='events_action_has_one_owner'),
        ),
        migrations.AddConstraint(
            model_name='actionitem',
            constraint=models.CheckConstraint(condition=models.Q(('reminded__in', ['', 'soon', 'overdue'])), name='events_action_known_reminder'),
        ),
        migrations.AddConstraint(
            model_name='actionitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_by', None), ('state', 'open')), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False), ('state__in', ['done', 'dropped'])), _connector='OR'), name='events_action_closed_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='actionitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'dropped'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='events_action_dropped_says_why'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(fields=('occurrence', 'position'), name='events_agenda_place_once'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(fields=('by', 'form_token'), name='events_agenda_item_once_per_form'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='events_agenda_item_has_title'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('minutes', None), models.Q(('minutes__gte', 1), ('minutes__lte', 600)), _connector='OR'), name='events_agenda_item_minutes'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('carried_from', None), models.Q(('carried_from', models.F('pk')), _negated=True), _connector='OR'), name='events_agenda_item_not_its_own'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.UniqueConstraint(fields=('group', 'number'), name='events_decision_number_once'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.UniqueConstraint(fields=('by', 'form_token'), name='events_decision_once_per_form'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1), models.Q(('text', ''), _negated=True)), name='events_decision_says_something'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('replaced_by', None), ('state', 'in-force'), ('why', ''), ('withdrawn_at', None), ('withdrawn_by', None)), models.Q(('replaced_by__isnull', False), ('state', 'replaced'), ('why', ''), ('withdrawn_at', None), ('withdrawn_by', None)), models.Q(('replaced_by', None), ('state', 'withdrawn'), ('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('why', ''), _negated=True)), _connector='OR'), name='events_decision_state_says_how'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('replaced_by', None), ('replaced_by__gt', models.F('number')), _connector='OR'), name='events_decision_replaced_by_later'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_at', None), ('published_from', None)), models.Q(('published_at__isnull', False), ('published_from__gte', 1), ('published_from__isnull', False)), _connector='OR'), name='events_decision_published_from'),
        ),
        migrations.AddConstraint(
            model_name='decisionversion',
            constraint=models.UniqueConstraint(fields=('decision', 'number'), name='events_decision_version_once'),
        ),
        migrations.AddConstraint(
            model_name='decisionversion',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1), models.Q(('text', ''), _negated=True)), name='events_decision_version_whole'),
        ),
        migrations.AddConstraint(
            model_name='decisionversion',
            constraint=models.CheckConstraint(condition=models.Q(('number', 1), models.Q(('note', ''), _negated=True), _connector='OR'), name='events_decision_correction_says_what'),
        ),
        migrations.AddConstraint(
            model_name='moveddeliverable',
            constraint=models.UniqueConstraint(fields=('occurrence', 'deliverable'), name='events_moved_deliverable_once'),
        ),
        migrations.AddConstraint(
            model_name='moveddeliverable',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='events_moved_deliverable_says_what'),
        ),
        append_only('events_decisionversion'),
    ]
