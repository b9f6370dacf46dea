from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forum', '0002_board_links'),
        ('forum_conversation', '0010_posts_of_a_writer'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='topic',
            name='in_board_since',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='in this board since'),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 2), _negated=True), ('approved', False), _connector='OR'), name='forum_topic_merged_is_hidden'),
        ),
    ]
