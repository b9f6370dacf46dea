import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forum', '0002_board_links'),
        ('forum_conversation', '0003_drop_subscribers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='topic',
            name='accepted_answer',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='forum_conversation.post', verbose_name='accepted answer'),
        ),
        migrations.AddField(
            model_name='topic',
            name='kind',
            field=models.CharField(choices=[('discussion', 'Discussion'), ('question', 'Question'), ('showcase', 'Showcase'), ('announcement', 'Announcement')], db_default='discussion', default='discussion', max_length=12, verbose_name='kind'),
        ),
        migrations.AddIndex(
            model_name='topic',
            index=models.Index(condition=models.Q(('accepted_answer__isnull', True), ('approved', True), ('kind', 'question')), fields=['-created', '-id'], name='forum_topic_open_question'),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['discussion', 'question', 'showcase', 'announcement'])), name='forum_topic_known_kind'),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.CheckConstraint(condition=models.Q(('accepted_answer__isnull', True), ('kind', 'question'), _connector='OR'), name='forum_topic_answer_of_a_question'),
        ),
    ]
