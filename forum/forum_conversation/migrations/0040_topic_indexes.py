from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forum_conversation', '0020_topics_that_move'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='topic',
            index=models.Index(condition=models.Q(('approved', True)), fields=['-created', '-id'], name='forum_topic_started'),
        ),
        migrations.AddIndex(
            model_name='topic',
            index=models.Index(condition=models.Q(('approved', True)), fields=['forum', '-created', '-id'], name='forum_topic_started_in_board'),
        ),
        migrations.AddIndex(
            model_name='topic',
            index=models.Index(condition=models.Q(('accepted_answer__isnull', True), ('approved', True), ('kind', 'question')), fields=['forum', '-last_post_on', '-id'], name='forum_topic_open_in_board'),
        ),
        migrations.AddIndex(
            model_name='topic',
            index=models.Index(condition=models.Q(('accepted_answer__isnull', False), ('approved', True), ('kind', 'question')), fields=['forum', '-last_post_on', '-id'], name='forum_topic_solved_in_board'),
        ),
    ]
