import django.db.models.deletion
import django.utils.timezone
import forum.files.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forum_conversation', '0004_topic_kinds_and_answers'),
        ('hub_forum', '0033_mentions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('file', models.FileField(max_length=120, upload_to=forum.files.models.picture_path, verbose_name='file')),
                ('alt', models.CharField(max_length=300, verbose_name='what it shows')),
                ('width', models.PositiveIntegerField(verbose_name='width')),
                ('height', models.PositiveIntegerField(verbose_name='height')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='put here')),
                ('used_at', models.DateTimeField(blank=True, null=True, verbose_name='first shown in a post')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pictures', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='PictureUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('picture', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uses', to='hub_forum.picture')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='picture_uses', to='forum_conversation.post')),
            ],
        ),
        migrations.AddIndex(
            model_name='picture',
            index=models.Index(condition=models.Q(('used_at', None)), fields=['made_at'], name='forum_picture_unused'),
        ),
        migrations.AddConstraint(
            model_name='picture',
            constraint=models.CheckConstraint(condition=models.Q(('alt', ''), _negated=True), name='forum_picture_has_alt'),
        ),
        migrations.AddConstraint(
            model_name='picture',
            constraint=models.CheckConstraint(condition=models.Q(('height__gte', 1), ('width__gte', 1)), name='forum_picture_has_size'),
        ),
        migrations.AddConstraint(
            model_name='pictureuse',
            constraint=models.UniqueConstraint(fields=('picture', 'post'), name='forum_picture_once_in_a_post'),
        ),
    ]
