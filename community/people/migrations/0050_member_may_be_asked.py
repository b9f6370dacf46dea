from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0030_member_name_words'),
    ]

    operations = [
        migrations.AddField(
            model_name='member',
            name='may_be_asked',
            field=models.BooleanField(db_default=True, default=True, verbose_name='Ask me when a question fits what I know'),
        ),
    ]
