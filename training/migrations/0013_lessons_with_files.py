import django.db.models.deletion
import training.files.models
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("training", "0011_runs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LessonFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(max_length=120, upload_to=training.files.models.stored_path, verbose_name='file')),
                ('name', models.CharField(max_length=255, verbose_name='name')),
                ('size', models.PositiveBigIntegerField(verbose_name='bytes')),
                ('content_type', models.CharField(max_length=120, verbose_name='type')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256 of the file')),
                ('seconds', models.PositiveIntegerField(blank=True, null=True, verbose_name='seconds it plays')),
                ('uploaded_at', models.DateTimeField(auto_now_add=True, verbose_name='uploaded')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='DownloadLessonPage',
            fields=[
                ('lessonpage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='training.lessonpage')),
                ('body', wagtail.fields.StreamField([('text', 0), ('note', 3), ('cards', 11), ('figures', 17), ('timeline', 23)], blank=True, block_lookup={0: ('community.pages.blocks.TextBlock', (), {'features': ['h2', 'h3', 'bold', 'italic', 'ol', 'ul', 'hr', 'link']}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 80}), 2: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ul'], 'label': 'Text'}), 3: ('wagtail.blocks.StructBlock', [[('title', 1), ('text', 2)]], {}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 80}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'Label', 'max_length': 40, 'required': False}), 6: ('wagtail.blocks.TextBlock', (), {'label': 'Text', 'max_length': 240}), 7: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page', 'required': False}), 8: ('wagtail.blocks.CharBlock', (), {'help_text': 'For a part of the hub that is no page, for example /forum/. Leave empty when you chose a page.', 'label': 'Address on this site', 'max_length': 200, 'required': False, 'validators': []}), 9: ('wagtail.blocks.StructBlock', [[('label', 5), ('title', 1), ('text', 6), ('page', 7), ('address', 8)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': 'Cards', 'max_num': 6, 'min_num': 1}), 11: ('wagtail.blocks.StructBlock', [[('heading', 4), ('cards', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Number', 'max_length': 16}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'What it counts', 'max_length': 80}), 14: ('wagtail.blocks.StructBlock', [[('number', 12), ('text', 13)]], {}), 15: ('wagtail.blocks.ListBlock', (14,), {'label': 'Numbers', 'max_num': 4, 'min_num': 1}), 16: ('wagtail.blocks.CharBlock', (), {'label': 'Source', 'max_length': 160}), 17: ('wagtail.blocks.StructBlock', [[('heading', 4), ('figures', 15), ('source', 16)]], {}), 18: ('wagtail.blocks.CharBlock', (), {'label': 'When', 'max_length': 40}), 19: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120}), 20: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'Text'}), 21: ('wagtail.blocks.StructBlock', [[('when', 18), ('title', 19), ('text', 20)]], {}), 22: ('wagtail.blocks.ListBlock', (21,), {'label': 'Steps', 'min_num': 1}), 23: ('wagtail.blocks.StructBlock', [[('heading', 4), ('milestones', 22)]], {})}, verbose_name='body')),
                ('what', models.CharField(blank=True, help_text='For example: a template for a data dictionary.', max_length=200, verbose_name='what it is')),
                ('license', models.CharField(blank=True, help_text='For example: Public domain, or CC BY 4.0.', max_length=120, verbose_name='license')),
                ('source', models.CharField(blank=True, help_text='Who made it, and from what.', max_length=200, verbose_name='source')),
                ('source_url', models.URLField(blank=True, max_length=300, verbose_name='address of the source')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='training.lessonfile', verbose_name='file')),
            ],
            options={
                'verbose_name': 'download lesson',
            },
            bases=('training.lessonpage',),
        ),
        migrations.CreateModel(
            name='VideoLessonPage',
            fields=[
                ('lessonpage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='training.lessonpage')),
                ('body', wagtail.fields.StreamField([('text', 0), ('note', 3), ('cards', 11), ('figures', 17), ('timeline', 23)], blank=True, block_lookup={0: ('community.pages.blocks.TextBlock', (), {'features': ['h2', 'h3', 'bold', 'italic', 'ol', 'ul', 'hr', 'link']}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 80}), 2: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ul'], 'label': 'Text'}), 3: ('wagtail.blocks.StructBlock', [[('title', 1), ('text', 2)]], {}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 80}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'Label', 'max_length': 40, 'required': False}), 6: ('wagtail.blocks.TextBlock', (), {'label': 'Text', 'max_length': 240}), 7: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page', 'required': False}), 8: ('wagtail.blocks.CharBlock', (), {'help_text': 'For a part of the hub that is no page, for example /forum/. Leave empty when you chose a page.', 'label': 'Address on this site', 'max_length': 200, 'required': False, 'validators': []}), 9: ('wagtail.blocks.StructBlock', [[('label', 5), ('title', 1), ('text', 6), ('page', 7), ('address', 8)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': 'Cards', 'max_num': 6, 'min_num': 1}), 11: ('wagtail.blocks.StructBlock', [[('heading', 4), ('cards', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Number', 'max_length': 16}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'What it counts', 'max_length': 80}), 14: ('wagtail.blocks.StructBlock', [[('number', 12), ('text', 13)]], {}), 15: ('wagtail.blocks.ListBlock', (14,), {'label': 'Numbers', 'max_num': 4, 'min_num': 1}), 16: ('wagtail.blocks.CharBlock', (), {'label': 'Source', 'max_length': 160}), 17: ('wagtail.blocks.StructBlock', [[('heading', 4), ('figures', 15), ('source', 16)]], {}), 18: ('wagtail.blocks.CharBlock', (), {'label': 'When', 'max_length': 40}), 19: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120}), 20: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'Text'}), 21: ('wagtail.blocks.StructBlock', [[('when', 18), ('title', 19), ('text', 20)]], {}), 22: ('wagtail.blocks.ListBlock', (21,), {'label': 'Steps', 'min_num': 1}), 23: ('wagtail.blocks.StructBlock', [[('heading', 4), ('milestones', 22)]], {})}, verbose_name='body')),
                ('captions', models.TextField(blank=True, help_text='WebVTT, as uploaded. You can mend it here.', max_length=1000000, verbose_name='captions')),
                ('chapters', models.TextField(blank=True, help_text='WebVTT again, with the titles of the chapters in the place of the words. May stay empty.', max_length=100000, verbose_name='chapters')),
                ('transcript', models.TextField(blank=True, help_text='Made from the captions when it is empty, and again with new captions unless you changed it. A paragraph begins with its time: [1:05 Ana Reyes] Words. A heading is ## Words.', max_length=1000000, verbose_name='transcript')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='training.lessonfile', verbose_name='file')),
            ],
            options={
                'verbose_name': 'video lesson',
            },
            bases=('training.lessonpage',),
        ),
        migrations.AddConstraint(
            model_name='lessonfile',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='training_file_has_name'),
        ),
        migrations.AddConstraint(
            model_name='lessonfile',
            constraint=models.CheckConstraint(condition=models.Q(('size__gte', 1)), name='training_file_not_empty'),
        ),
    ]
