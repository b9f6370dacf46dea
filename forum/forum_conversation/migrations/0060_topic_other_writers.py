from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('forum_conversation', '0050_questions_by_day')]

    operations = [
        migrations.AddField(
            model_name='topic',
            name='has_other_writers',
            field=models.BooleanField(db_default=False, default=False, editable=False, verbose_name='somebody else wrote in it'),
        ),
    ]
