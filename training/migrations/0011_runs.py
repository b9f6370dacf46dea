import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Dated deliveries of courses, their sessions, and who takes them."""

    dependencies = [
        ('events', '0004_attendance_append_only'),
        ('training', '0010_ledger_knows_attendance_and_assignments'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Run',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(help_text='What sets it apart: “Winter 2027, online”, for example.', max_length=120, verbose_name='name')),
                ('about', models.TextField(blank=True, help_text='What to bring, how much time it takes. Leave an empty line between paragraphs.', max_length=2000, verbose_name='what people should know')),
                ('starts_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(verbose_name='last day')),
                ('seats', models.PositiveIntegerField(default=0, help_text='0: as many as want to come. When all are taken, people wait in a list.', validators=[django.core.validators.MaxValueValidator(10000)], verbose_name='seats')),
                ('way', models.CharField(choices=[('self', 'Everybody takes a place themselves'), ('approval', 'People ask, and an instructor decides'), ('department', 'Data coordinators enrol people of their department')], default='self', max_length=12, verbose_name='how people get a place')),
                ('opens_on', models.DateField(blank=True, help_text='Empty: as soon as the run is open.', null=True, verbose_name='people can join from')),
                ('closes_on', models.DateField(blank=True, help_text='Empty: until its last day.', null=True, verbose_name='people can join until')),
                ('state', models.CharField(choices=[('planned', 'Planned: everybody sees it, nobody can join yet'), ('open', 'Open: people can join within the days below'), ('closed', 'Closed: nobody can join any more'), ('cancelled', 'Cancelled')], default='planned', max_length=10, verbose_name='state')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='why it is cancelled')),
                ('taken_count', models.PositiveIntegerField(default=0, editable=False, verbose_name='seats taken')),
                ('numbers_given', models.PositiveIntegerField(default=0, editable=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('form_token', models.UUIDField(blank=True, editable=False, null=True)),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='runs', to='training.coursepage')),
                ('instructors', models.ManyToManyField(blank=True, related_name='taught_runs', to=settings.AUTH_USER_MODEL, verbose_name='who teaches')),
                ('made_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'run',
            },
        ),
        migrations.CreateModel(
            name='RunEnrolment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('in', 'Has a place'), ('waiting', 'On the waiting list'), ('requested', 'Asked for a place'), ('declined', 'Declined'), ('left', 'Left')], max_length=10, verbose_name='state')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('asked_at', models.DateTimeField(verbose_name='asked')),
                ('words', models.TextField(blank=True, max_length=500, verbose_name='why they want to come')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='why it was declined')),
                ('form_token', models.UUIDField(editable=False, null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='run_enrolments', to=settings.AUTH_USER_MODEL)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='training.run')),
            ],
        ),
        migrations.CreateModel(
            name='RunSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_own', models.BooleanField(default=True, editable=False)),
                ('lesson', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='run_sessions', to='training.lessonpage', verbose_name='lesson that it completes')),
                ('occurrence', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='run_sessions', to='events.occurrence', verbose_name='date')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='training.run')),
            ],
        ),
        migrations.AddIndex(
            model_name='run',
            index=models.Index(fields=['course', 'starts_on'], name='training_run_next'),
        ),
        migrations.AddConstraint(
            model_name='run',
            constraint=models.UniqueConstraint(fields=('made_by', 'form_token'), name='training_run_form_once'),
        ),
        migrations.AddConstraint(
            model_name='run',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='training_run_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='run',
            constraint=models.CheckConstraint(condition=models.Q(('opens_on', None), ('closes_on', None), ('closes_on__gte', models.F('opens_on')), _connector='OR'), name='training_run_closes_after_opening'),
        ),
        migrations.AddConstraint(
            model_name='run',
            constraint=models.CheckConstraint(condition=models.Q(('seats', 0), ('taken_count__lte', models.F('seats')), _connector='OR'), name='training_run_never_overbooked'),
        ),
        migrations.AddConstraint(
            model_name='run',
            constraint=models.CheckConstraint(condition=models.Q(('seats__lte', 10000)), name='training_run_most_seats'),
        ),
        migrations.AddConstraint(
            model_name='run',
            constraint=models.CheckConstraint(condition=models.Q(('way__in', ['self', 'approval', 'department'])), name='training_run_known_way'),
        ),
        migrations.AddConstraint(
            model_name='run',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'open', 'closed', 'cancelled'])), name='training_run_known_state'),
        ),
        migrations.AddConstraint(
            model_name='run',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'cancelled'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='training_run_cancelled_says_why'),
        ),
        migrations.AddIndex(
            model_name='runenrolment',
            index=models.Index(fields=['run', 'state', 'number'], name='training_run_queue'),
        ),
        migrations.AddConstraint(
            model_name='runenrolment',
            constraint=models.UniqueConstraint(fields=('run', 'member'), name='training_run_one_place_each'),
        ),
        migrations.AddConstraint(
            model_name='runenrolment',
            constraint=models.UniqueConstraint(fields=('run', 'number'), name='training_run_number_once'),
        ),
        migrations.AddConstraint(
            model_name='runenrolment',
            constraint=models.UniqueConstraint(fields=('member', 'form_token'), name='training_run_enrolment_form_once'),
        ),
        migrations.AddConstraint(
            model_name='runenrolment',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['in', 'waiting', 'requested', 'declined', 'left'])), name='training_run_place_known_state'),
        ),
        migrations.AddConstraint(
            model_name='runenrolment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'declined'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='training_run_declined_says_why'),
        ),
        migrations.AddConstraint(
            model_name='runsession',
            constraint=models.UniqueConstraint(fields=('run', 'occurrence'), name='training_run_session_once'),
        ),
    ]
