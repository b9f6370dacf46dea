import django.db.models.deletion
import forum.forum_conversation.forum_attachments.models
from django.db import migrations, models


class Migration(migrations.Migration):
    """No row was ever written before: the defaults are for the statement only."""

    dependencies = [
        ('forum_attachments', '0001_initial'),
        ('forum_conversation', '0001_initial'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='attachment',
            options={'ordering': ('pk',), 'verbose_name': 'attachment', 'verbose_name_plural': 'attachments'},
        ),
        migrations.RemoveField(model_name='attachment', name='comment'),
        migrations.AddField(
            model_name='attachment',
            name='content_type',
            field=models.CharField(default='application/octet-stream', max_length=120, verbose_name='type'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='attachment',
            name='name',
            field=models.CharField(default='file', max_length=255, verbose_name='name'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='attachment',
            name='size',
            field=models.PositiveBigIntegerField(default=0, verbose_name='bytes'),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='attachment',
            name='file',
            field=models.FileField(max_length=120, upload_to=forum.forum_conversation.forum_attachments.models.stored_path, verbose_name='file'),
        ),
        migrations.AlterField(
            model_name='attachment',
            name='post',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='forum_conversation.post'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='forum_attachment_has_name'),
        ),
    ]
