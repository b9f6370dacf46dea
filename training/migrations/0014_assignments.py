import django.db.models.deletion
import training.assignments.models
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("training", "0013_lessons_with_files"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AssignmentLessonPage',
            fields=[
                ('lessonpage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='training.lessonpage')),
                ('body', wagtail.fields.StreamField([('text', 0), ('note', 3), ('cards', 11), ('figures', 17), ('timeline', 23)], blank=True, block_lookup={0: ('community.pages.blocks.TextBlock', (), {'features': ['h2', 'h3', 'bold', 'italic', 'ol', 'ul', 'hr', 'link']}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 80}), 2: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ul'], 'label': 'Text'}), 3: ('wagtail.blocks.StructBlock', [[('title', 1), ('text', 2)]], {}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 80}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'Label', 'max_length': 40, 'required': False}), 6: ('wagtail.blocks.TextBlock', (), {'label': 'Text', 'max_length': 240}), 7: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page', 'required': False}), 8: ('wagtail.blocks.CharBlock', (), {'help_text': 'For a part of the hub that is no page, for example /forum/. Leave empty when you chose a page.', 'label': 'Address on this site', 'max_length': 200, 'required': False, 'validators': []}), 9: ('wagtail.blocks.StructBlock', [[('label', 5), ('title', 1), ('text', 6), ('page', 7), ('address', 8)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': 'Cards', 'max_num': 6, 'min_num': 1}), 11: ('wagtail.blocks.StructBlock', [[('heading', 4), ('cards', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Number', 'max_length': 16}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'What it counts', 'max_length': 80}), 14: ('wagtail.blocks.StructBlock', [[('number', 12), ('text', 13)]], {}), 15: ('wagtail.blocks.ListBlock', (14,), {'label': 'Numbers', 'max_num': 4, 'min_num': 1}), 16: ('wagtail.blocks.CharBlock', (), {'label': 'Source', 'max_length': 160}), 17: ('wagtail.blocks.StructBlock', [[('heading', 4), ('figures', 15), ('source', 16)]], {}), 18: ('wagtail.blocks.CharBlock', (), {'label': 'When', 'max_length': 40}), 19: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120}), 20: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'Text'}), 21: ('wagtail.blocks.StructBlock', [[('when', 18), ('title', 19), ('text', 20)]], {}), 22: ('wagtail.blocks.ListBlock', (21,), {'label': 'Steps', 'min_num': 1}), 23: ('wagtail.blocks.StructBlock', [[('heading', 4), ('milestones', 22)]], {})}, verbose_name='what to do')),
                ('takes_text', models.BooleanField(default=True, verbose_name='learners may write a text')),
                ('takes_link', models.BooleanField(default=False, verbose_name='learners may give a link')),
                ('takes_file', models.BooleanField(default=False, verbose_name='learners may upload a file')),
                ('due', models.CharField(blank=True, help_text='A hint in words, such as: two weeks after the second session. Nothing is closed.', max_length=160, verbose_name='when it is due')),
                ('rubric', wagtail.fields.StreamField([('criterion', 7)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Criterion', 'max_length': 120}), 1: ('wagtail.blocks.TextBlock', (), {'label': 'What it means', 'max_length': 400, 'required': False}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'Level', 'max_length': 80}), 3: ('wagtail.blocks.IntegerBlock', (), {'label': 'Points', 'max_value': 100, 'min_value': 0}), 4: ('wagtail.blocks.TextBlock', (), {'label': 'What one sees at this level', 'max_length': 400, 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('name', 2), ('points', 3), ('text', 4)]], {}), 6: ('wagtail.blocks.ListBlock', (5,), {'label': 'Levels, best first', 'max_num': 6, 'min_num': 2}), 7: ('wagtail.blocks.StructBlock', [[('name', 0), ('text', 1), ('levels', 6)]], {})}, verbose_name='rubric')),
            ],
            options={
                'verbose_name': 'assignment',
            },
            bases=('training.lessonpage',),
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('link', models.CharField(blank=True, max_length=500, verbose_name='link')),
                ('file', models.FileField(blank=True, max_length=120, upload_to=training.assignments.models.stored_path, verbose_name='file')),
                ('file_name', models.CharField(blank=True, max_length=255, verbose_name='name of the file')),
                ('file_size', models.PositiveBigIntegerField(default=0, verbose_name='bytes')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('handed_in_at', models.DateTimeField(verbose_name='handed in')),
                ('form_token', models.UUIDField(blank=True, editable=False, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verdict', models.CharField(choices=[('accepted', 'Accepted'), ('returned', 'Please try again'), ('reopened', 'The acceptance was taken back')], max_length=10, verbose_name='verdict')),
                ('marks', models.JSONField(default=list, verbose_name='marks')),
                ('points', models.PositiveIntegerField(default=0, verbose_name='points')),
                ('most', models.PositiveIntegerField(default=0, verbose_name='points there are')),
                ('feedback', models.TextField(blank=True, verbose_name='feedback')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('form_token', models.UUIDField(blank=True, editable=False, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='training.submission')),
            ],
        ),
        migrations.CreateModel(
            name='Work',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('link', models.CharField(blank=True, max_length=500, verbose_name='link')),
                ('file', models.FileField(blank=True, max_length=120, upload_to=training.assignments.models.stored_path, verbose_name='file')),
                ('file_name', models.CharField(blank=True, max_length=255, verbose_name='name of the file')),
                ('file_size', models.PositiveBigIntegerField(default=0, verbose_name='bytes')),
                ('state', models.CharField(choices=[('draft', 'Not handed in'), ('waiting', 'Waiting for feedback'), ('returned', 'Another try is asked for'), ('accepted', 'Accepted')], default='draft', max_length=10, verbose_name='state')),
                ('draft_version', models.PositiveIntegerField(default=0, verbose_name='version of the draft')),
                ('saved_at', models.DateTimeField(blank=True, null=True, verbose_name='saved')),
                ('waiting_since', models.DateTimeField(blank=True, null=True, verbose_name='waiting since')),
                ('lesson', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='works', to='training.assignmentlessonpage')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='works', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddField(
            model_name='submission',
            name='work',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='training.work'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.UniqueConstraint(fields=('submission', 'form_token'), name='training_review_form_once'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('verdict__in', ['accepted', 'returned', 'reopened'])), name='training_review_known_verdict'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('verdict', 'accepted'), models.Q(('feedback', ''), _negated=True), _connector='OR'), name='training_review_says_why'),
        ),
        migrations.AddIndex(
            model_name='work',
            index=models.Index(fields=['state', 'waiting_since'], name='training_work_queue'),
        ),
        migrations.AddConstraint(
            model_name='work',
            constraint=models.UniqueConstraint(fields=('lesson', 'member'), name='training_work_one_each'),
        ),
        migrations.AddConstraint(
            model_name='work',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'waiting', 'returned', 'accepted'])), name='training_work_known_state'),
        ),
        migrations.AddConstraint(
            model_name='work',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), _negated=True), ('waiting_since__isnull', False), _connector='OR'), name='training_work_waits_since'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.UniqueConstraint(fields=('work', 'number'), name='training_submission_number'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.UniqueConstraint(fields=('work', 'form_token'), name='training_submission_form_once'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(('file', ''), ('link', ''), ('text', ''), _negated=True), name='training_submission_holds_something'),
        ),
    ]
