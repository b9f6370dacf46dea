import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forum_conversation', '0004_topic_kinds_and_answers'),
        ('hub_forum', '0040_feed_keys'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Reaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('thanks', 'Thanks'), ('agree', 'I agree'), ('celebrate', 'Well done'), ('curious', 'Tell us more')], max_length=12, verbose_name='kind')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='since')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reactions', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reactions', to='forum_conversation.post')),
            ],
        ),
        migrations.AddConstraint(
            model_name='reaction',
            constraint=models.UniqueConstraint(fields=('post', 'kind', 'member'), name='forum_reaction_once'),
        ),
        migrations.AddConstraint(
            model_name='reaction',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['thanks', 'agree', 'celebrate', 'curious'])), name='forum_reaction_known_kind'),
        ),
    ]
