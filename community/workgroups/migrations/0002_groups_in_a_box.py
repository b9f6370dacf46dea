"""Private and closed groups, more states of membership, the charter's history, documents, deliverables and health."""

import community.workgroups.models
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


CHARTER = ("purpose", "scope", "sponsor", "objectives", "cadence")


def give_reasons(apps, schema_editor):
    """A reason stands exactly where a lead said no."""
    memberships = apps.get_model("workgroups", "Membership").objects
    memberships.filter(state="declined", reason="").update(reason="No reason was given.")
    memberships.exclude(state="declined").update(reason="")


def take_states_back(apps, schema_editor):
    """Backwards: whoever is not in any more has left."""
    memberships = apps.get_model("workgroups", "Membership").objects
    memberships.filter(state__in=("refused", "withdrawn", "removed")).update(state="left")


def keep_charters(apps, schema_editor):
    """The charter as it is begins its history."""
    versions = apps.get_model("workgroups", "CharterVersion").objects
    for group in apps.get_model("workgroups", "WorkGroup").objects.all():
        said = {name: getattr(group, name) for name in CHARTER}
        said["review_on"] = group.review_on.isoformat() if group.review_on else ""
        versions.create(group=group, number=1, charter=said)
        group.charter_version = 1
        group.save(update_fields=["charter_version"])


class Migration(migrations.Migration):

    dependencies = [
        ('workgroups', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CharterVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('charter', models.JSONField(verbose_name='charter')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='why')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
            ],
        ),
        migrations.CreateModel(
            name='Deliverable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='due on')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='done on')),
                ('link', models.URLField(blank=True, max_length=300, verbose_name='link to it')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
            ],
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='added')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='taken out')),
            ],
        ),
        migrations.CreateModel(
            name='DocumentVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('file', models.FileField(max_length=120, upload_to=community.workgroups.models.stored_path, verbose_name='file')),
                ('name', models.CharField(max_length=255, verbose_name='name')),
                ('size', models.PositiveBigIntegerField(verbose_name='bytes')),
                ('content_type', models.CharField(max_length=120, verbose_name='type')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='what is new')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='added')),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='membership',
            name='workgroups_known_state',
        ),
        migrations.RemoveConstraint(
            model_name='membership',
            name='workgroups_lead_is_active',
        ),
        migrations.AddField(
            model_name='workgroup',
            name='achieved',
            field=models.TextField(blank=True, db_default='', default='', max_length=4000, verbose_name='what came of it'),
        ),
        migrations.AddField(
            model_name='workgroup',
            name='charter_version',
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AddField(
            model_name='workgroup',
            name='closed_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='closed'),
        ),
        migrations.AddField(
            model_name='workgroup',
            name='founded_at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='founded'),
        ),
        migrations.AddField(
            model_name='workgroup',
            name='health',
            field=models.CharField(choices=[('green', 'Active'), ('amber', 'Quiet'), ('red', 'Silent')], db_default='green', default='green', editable=False, max_length=10, verbose_name='health'),
        ),
        migrations.AddField(
            model_name='workgroup',
            name='is_private',
            field=models.BooleanField(db_default=False, default=False, verbose_name='private'),
        ),
        migrations.AddField(
            model_name='workgroup',
            name='life_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='last sign of life'),
        ),
        migrations.AddField(
            model_name='workgroup',
            name='merged_into',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='workgroups.workgroup', verbose_name='its work goes on in'),
        ),
        migrations.AddField(
            model_name='workgroup',
            name='reopened_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='opened again'),
        ),
        migrations.AlterField(
            model_name='membership',
            name='state',
            field=models.CharField(choices=[('requested', 'Asked to join'), ('invited', 'Invited'), ('active', 'Member'), ('declined', 'Declined'), ('refused', 'Refused the invitation'), ('withdrawn', 'Taken back'), ('left', 'Left'), ('removed', 'Removed')], default='requested', max_length=10, verbose_name='state'),
        ),
        migrations.RunPython(give_reasons, take_states_back),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['requested', 'invited', 'active', 'declined', 'refused', 'withdrawn', 'left', 'removed'])), name='workgroups_known_state'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('role', 'member'), models.Q(('role', 'lead'), ('state', 'active')), _connector='OR'), name='workgroups_lead_is_active'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('declined', 'removed')), models.Q(('reason', ''), _negated=True)), models.Q(models.Q(('state__in', ('declined', 'removed')), _negated=True), ('reason', '')), _connector='OR'), name='workgroups_reason_iff_sent_away'),
        ),
        migrations.AddConstraint(
            model_name='workgroup',
            constraint=models.CheckConstraint(condition=models.Q(('health__in', ['green', 'amber', 'red'])), name='workgroups_known_health'),
        ),
        migrations.AddConstraint(
            model_name='workgroup',
            constraint=models.CheckConstraint(condition=models.Q(('closed_at', None), models.Q(('achieved', ''), _negated=True), _connector='OR'), name='workgroups_closed_says_what_came_of_it'),
        ),
        migrations.AddConstraint(
            model_name='workgroup',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', None), ('closed_at__isnull', False), _connector='OR'), name='workgroups_merged_is_closed'),
        ),
        migrations.AddConstraint(
            model_name='workgroup',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', None), models.Q(('merged_into', models.F('pk')), _negated=True), _connector='OR'), name='workgroups_not_into_itself'),
        ),
        migrations.AddField(
            model_name='charterversion',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='charterversion',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='charter_versions', to='workgroups.workgroup'),
        ),
        migrations.AddField(
            model_name='deliverable',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliverables', to='workgroups.workgroup'),
        ),
        migrations.AddField(
            model_name='document',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='workgroups.workgroup'),
        ),
        migrations.AddField(
            model_name='documentversion',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='documentversion',
            name='document',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='workgroups.document'),
        ),
        migrations.AddConstraint(
            model_name='charterversion',
            constraint=models.UniqueConstraint(fields=('group', 'number'), name='workgroups_charter_version_once'),
        ),
        migrations.AddConstraint(
            model_name='deliverable',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='workgroups_deliverable_has_title'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='workgroups_document_has_title'),
        ),
        migrations.AddConstraint(
            model_name='documentversion',
            constraint=models.UniqueConstraint(fields=('document', 'number'), name='workgroups_document_version_once'),
        ),
        migrations.AddConstraint(
            model_name='documentversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), ('size__gte', 1)), name='workgroups_document_file_is_there'),
        ),
        migrations.RunPython(keep_charters, migrations.RunPython.noop),
    ]
