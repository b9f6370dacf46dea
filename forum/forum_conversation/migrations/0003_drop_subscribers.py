from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("forum_conversation", "0002_subscribers_become_followings"),
    ]

    operations = [migrations.RemoveField(model_name="topic", name="subscribers")]
