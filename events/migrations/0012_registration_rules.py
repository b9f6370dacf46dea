import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Rules and questions of an event, answers, and what people need to take part."""

    dependencies = [
        ("events", "0011_places_never_overbooked"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AccommodationRequest',
            fields=[
                ('registration', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='accommodation', serialize=False, to='events.registration')),
                ('text', models.TextField(max_length=1000, verbose_name='what they need')),
                ('written_at', models.DateTimeField(verbose_name='written')),
            ],
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=500, verbose_name='answer')),
            ],
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField(default=0)),
                ('text', models.CharField(max_length=200, verbose_name='question')),
                ('kind', models.CharField(choices=[('text', 'A short text'), ('choice', 'One of several choices'), ('yes-no', 'Yes or no')], default='text', max_length=10, verbose_name='answer')),
                ('choices', models.TextField(blank=True, max_length=2000, verbose_name='choices, one on each line')),
                ('is_required', models.BooleanField(default=False, verbose_name='everybody must answer')),
                ('is_retired', models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name='RegistrationRules',
            fields=[
                ('series', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='registration_rules', serialize=False, to='events.series')),
                ('is_by_approval', models.BooleanField(default=False, help_text='People ask for a place, and you say yes, or no with a reason.', verbose_name='Organizers let people in')),
                ('opens_days', models.PositiveIntegerField(blank=True, help_text='Leave empty to open it at once.', null=True, validators=[django.core.validators.MaxValueValidator(730)], verbose_name='Registration opens: days before the date')),
                ('closes_hours', models.PositiveIntegerField(blank=True, help_text='Leave empty to let people in until it is over.', null=True, validators=[django.core.validators.MaxValueValidator(2160)], verbose_name='Registration closes: hours before the date begins')),
                ('withdraw_hours', models.PositiveIntegerField(blank=True, help_text='Leave empty to let them withdraw until it is over.', null=True, validators=[django.core.validators.MaxValueValidator(2160)], verbose_name='People can withdraw until: hours before the date begins')),
                ('department_quota', models.PositiveIntegerField(blank=True, help_text='People who wait count too. Leave empty for no limit.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10000)], verbose_name='Most people of one department, on each date')),
                ('question_count', models.PositiveIntegerField(default=0, editable=False)),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
            ],
        ),
        migrations.AddConstraint(
            model_name='accommodationrequest',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='events_need_says_something'),
        ),
        migrations.AddField(
            model_name='answer',
            name='registration',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='events.registration'),
        ),
        migrations.AddField(
            model_name='question',
            name='series',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='events.series'),
        ),
        migrations.AddField(
            model_name='answer',
            name='question',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='events.question'),
        ),
        migrations.AddField(
            model_name='registrationrules',
            name='accommodation_contact',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='accommodation contact'),
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(fields=['series', 'place'], name='events_question_order'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='events_question_asks_something'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['text', 'choice', 'yes-no'])), name='events_known_question_kind'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'choice'), _negated=True), models.Q(('choices', ''), _negated=True), _connector='OR'), name='events_choice_has_choices'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.UniqueConstraint(fields=('registration', 'question'), name='events_one_answer_each'),
        ),
        migrations.AddConstraint(
            model_name='registrationrules',
            constraint=models.CheckConstraint(condition=models.Q(('department_quota', None), ('department_quota__gte', 1), _connector='OR'), name='events_quota_lets_somebody_in'),
        ),
    ]
