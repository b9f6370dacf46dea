import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Numbers, offers and counters of a waiting list, and each step of a registration."""

    dependencies = [
        ("events", "0005_changes_of_dates"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RegistrationStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('requested', 'Asked for a place'), ('waiting', 'On the waiting list'), ('offered', 'Offered a place'), ('registered', 'Registered'), ('withdrawn', 'Withdrawn'), ('expired', 'Did not take the offer in time'), ('declined', 'Declined by an organizer')], max_length=10, verbose_name='state')),
                ('number', models.PositiveIntegerField(null=True, verbose_name='number')),
                ('at', models.DateTimeField(verbose_name='when')),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='registration',
            name='events_known_registration_state',
        ),
        migrations.AddField(
            model_name='occurrence',
            name='numbers_given',
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='occurrence',
            name='offered_count',
            field=models.PositiveIntegerField(db_default=0, default=0, verbose_name='offered'),
        ),
        migrations.AddField(
            model_name='occurrence',
            name='waiting_count',
            field=models.PositiveIntegerField(db_default=0, default=0, verbose_name='waiting'),
        ),
        migrations.AddField(
            model_name='registration',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='registration',
            name='number',
            field=models.PositiveIntegerField(null=True, verbose_name='number'),
        ),
        migrations.AddField(
            model_name='registration',
            name='offered_until',
            field=models.DateTimeField(null=True, verbose_name='offered until'),
        ),
        migrations.AddField(
            model_name='registration',
            name='reason',
            field=models.CharField(blank=True, db_default='', default='', max_length=300, verbose_name='why they have no place'),
        ),
        migrations.AlterField(
            model_name='registration',
            name='state',
            field=models.CharField(choices=[('requested', 'Asked for a place'), ('waiting', 'On the waiting list'), ('offered', 'Offered a place'), ('registered', 'Registered'), ('withdrawn', 'Withdrawn'), ('expired', 'Did not take the offer in time'), ('declined', 'Declined by an organizer')], default='registered', max_length=10, verbose_name='state'),
        ),
        migrations.AddIndex(
            model_name='occurrence',
            index=models.Index(condition=models.Q(('waiting_count__gt', 0)), fields=['start_at'], name='events_occurrence_awaited'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(fields=['occurrence', 'state', 'number'], name='events_registration_line'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(condition=models.Q(('state', 'offered')), fields=['offered_until'], name='events_registration_offers'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['requested', 'waiting', 'offered', 'registered', 'withdrawn', 'expired', 'declined'])), name='events_known_registration_state'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.UniqueConstraint(fields=('occurrence', 'number'), name='events_registration_number_once'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('offered_until__isnull', False), ('state', 'offered')), models.Q(models.Q(('state', 'offered'), _negated=True), ('offered_until__isnull', True)), _connector='OR'), name='events_offer_has_an_end'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('requested', 'waiting', 'offered')), _negated=True), ('number__isnull', False), _connector='OR'), name='events_line_has_an_order'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'declined'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='events_declined_says_why'),
        ),
        migrations.AddField(
            model_name='registrationstep',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='registrationstep',
            name='registration',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='events.registration'),
        ),
        migrations.AddConstraint(
            model_name='registrationstep',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['requested', 'waiting', 'offered', 'registered', 'withdrawn', 'expired', 'declined'])), name='events_known_step'),
        ),
    ]
