from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forum_conversation', '0040_topic_indexes'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='topic',
            index=models.Index(condition=models.Q(('approved', True), ('kind', 'question')), fields=['created'], name='forum_topic_question_by_day'),
        ),
    ]
