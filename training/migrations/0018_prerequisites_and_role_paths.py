import django.db.models.deletion
import modelcluster.fields
import wagtail.models.preview
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Prerequisites of courses; role paths, their steps, and who chose them."""

    dependencies = [
        ('training', '0017_course_finishes'),
        ('wagtailcore', '0098_apitoken'),
        ('workgroups', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RolePath',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('slug', models.SlugField(help_text='The last part of the address.', max_length=80, unique=True, verbose_name='slug')),
                ('role', models.CharField(choices=[('executive-sponsor', 'Executive sponsor'), ('data-coordinator', 'Data coordinator'), ('data-steward', 'Data steward'), ('publisher', 'Publisher')], max_length=20, verbose_name='role')),
                ('summary', models.CharField(help_text='One or two sentences for the list.', max_length=240, verbose_name='summary')),
                ('asked', models.TextField(help_text='Begin each line with a verb.', max_length=2000, verbose_name='what the role is asked, one a line')),
                ('position', models.PositiveSmallIntegerField(default=100, verbose_name='place in the list')),
                ('kept_by', models.ForeignKey(blank=True, help_text='The leads of this work group may change the path, when they may enter the admin.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workgroups.workgroup', verbose_name='kept by')),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
            ],
            options={
                'verbose_name': 'role path',
                'verbose_name_plural': 'role paths',
            },
            bases=(wagtail.models.preview.PreviewableMixin, models.Model),
        ),
        migrations.CreateModel(
            name='PathStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('ask', models.CharField(choices=[('executive-sponsor', 'An executive sponsor'), ('coordinator-and-stewards', 'A data coordinator and data stewards'), ('strategic-datasets', 'Three to five strategic datasets'), ('act-on-data', 'A commitment to act on your data'), ('governance', 'A governance structure'), ('accessibility-and-federation', 'Accessibility and federation')], max_length=40, verbose_name='what it serves of the six asks')),
                ('reason', models.CharField(blank=True, max_length=240, verbose_name='why this course')),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='path_steps', to='training.coursepage', verbose_name='course')),
                ('path', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='training.rolepath')),
            ],
            options={
                'verbose_name': 'step',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PathChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chosen_at', models.DateTimeField(verbose_name='chosen')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='path_choices', to=settings.AUTH_USER_MODEL)),
                ('path', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='choices', to='training.rolepath')),
            ],
        ),
        migrations.CreateModel(
            name='Prerequisite',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('strength', models.CharField(choices=[('recommended', 'Recommended: learners are told, and may enrol all the same'), ('required', 'Required: learners enrol once they have finished it')], default='recommended', max_length=12, verbose_name='how strictly')),
                ('course', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='prerequisites', to='training.coursepage')),
                ('needs', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='needed_by', to='training.coursepage', verbose_name='course')),
            ],
            options={
                'verbose_name': 'prerequisite',
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('course', models.F('needs')), _negated=True), name='training_prerequisite_of_another'), models.CheckConstraint(condition=models.Q(('strength__in', ['recommended', 'required'])), name='training_prerequisite_known_strength')],
            },
        ),
        migrations.AddConstraint(
            model_name='rolepath',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['executive-sponsor', 'data-coordinator', 'data-steward', 'publisher'])), name='training_path_known_role'),
        ),
        migrations.AddConstraint(
            model_name='pathstep',
            constraint=models.CheckConstraint(condition=models.Q(('ask__in', ['executive-sponsor', 'coordinator-and-stewards', 'strategic-datasets', 'act-on-data', 'governance', 'accessibility-and-federation'])), name='training_path_step_known_ask'),
        ),
        migrations.AddConstraint(
            model_name='pathchoice',
            constraint=models.UniqueConstraint(fields=('member', 'path'), name='training_one_choice_each'),
        ),
    ]
