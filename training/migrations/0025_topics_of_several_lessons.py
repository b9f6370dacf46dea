import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forum_conversation', '0020_topics_that_move'),
        ('training', '0024_course_checks'),
    ]

    operations = [
        migrations.AlterField(
            model_name='lessontopic',
            name='topic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='forum_conversation.topic'),
        ),
    ]
