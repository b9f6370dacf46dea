"""The courses that events belong to, as the calendar knows them."""

import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0029_event_templates'),
    ]

    operations = [
        migrations.CreateModel(
            name='CourseEntry',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=255, verbose_name='name')),
                ('slug', models.CharField(db_index=True, max_length=255, verbose_name='address')),
                ('url', models.CharField(max_length=500, verbose_name='page')),
                ('is_open', models.BooleanField(default=True, verbose_name='people may read it')),
            ],
        ),
        migrations.AddField(
            model_name='series',
            name='courses',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, help_text='Whoever takes one of these finds the event among its dates.', limit_choices_to={'is_open': True}, related_name='series', to='events.courseentry', verbose_name='courses'),
        ),
        migrations.CreateModel(
            name='CourseSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='held', to='events.courseentry')),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='course_series', to='events.series')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('course', 'series'), name='events_course_series_once')],
            },
        ),
    ]
