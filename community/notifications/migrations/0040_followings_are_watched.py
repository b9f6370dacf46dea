from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notifications', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='following',
            name='is_watched',
            field=models.BooleanField(db_default=False, default=False, verbose_name='everything that happens there'),
        ),
    ]
