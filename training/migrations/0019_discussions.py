import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A course's board in the forum, and the one topic of a lesson."""

    dependencies = [
        ('forum', '0002_board_links'),
        ('forum_conversation', '0003_drop_subscribers'),
        ('training', '0018_prerequisites_and_role_paths'),
    ]

    operations = [
        migrations.CreateModel(
            name='CourseBoard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('board', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='forum.forum')),
                ('course', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='course_board', to='training.coursepage')),
            ],
        ),
        migrations.CreateModel(
            name='LessonTopic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lesson', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='lesson_topic', to='training.lessonpage')),
                ('topic', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='forum_conversation.topic')),
            ],
        ),
    ]
