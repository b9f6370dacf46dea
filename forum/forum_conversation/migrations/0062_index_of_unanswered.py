from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('forum_conversation', '0061_fill_other_writers')]

    operations = [
        migrations.AddIndex(
            model_name='topic',
            index=models.Index(condition=models.Q(('accepted_answer__isnull', True), ('approved', True), ('has_other_writers', False), ('kind', 'question')), fields=['-created', '-id', 'forum'], name='forum_topic_unanswered'),
        ),
        migrations.RemoveIndex(
            model_name='topic',
            name='forum_topic_open_question',
        ),
    ]
