import django.core.validators
import django.db.models.deletion
import modelcluster.contrib.taggit
import modelcluster.fields
import training.assignments.models
import training.certificates.models
import training.files.models
import training.models
import training.notebook_lessons.models
import wagtail.fields
import wagtail.models.preview
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models

from community.people.append_only import append_only
from community.people.tables_at_once import CreateTables


class Migration(migrations.Migration):
    """All of training as it stands after 0027, and the triggers of what is written once."""

    replaces = [
        ("training", "0001_initial"),
        ("training", "0002_ledger_append_only"),
        ("training", "0003_course_cover"),
        ("training", "0004_notebook_script_and_progress"),
        ("training", "0005_certificates"),
        ("training", "0006_certificates_append_only"),
        ("training", "0007_quizzes"),
        ("training", "0008_question_versions_append_only"),
        ("training", "0009_ledger_knows_quizzes"),
        ("training", "0010_ledger_knows_attendance_and_assignments"),
        ("training", "0011_runs"),
        ("training", "0013_lessons_with_files"),
        ("training", "0014_assignments"),
        ("training", "0015_submissions_append_only"),
        ("training", "0016_lesson_versions"),
        ("training", "0017_course_finishes"),
        ("training", "0018_prerequisites_and_role_paths"),
        ("training", "0019_discussions"),
        ("training", "0020_notebook_exercises"),
        ("training", "0021_notebook_files"),
        ("training", "0022_completion_undone_index"),
        ("training", "0023_evaluation"),
        ("training", "0024_course_checks"),
        ("training", "0025_topics_of_several_lessons"),
        ("training", "0026_lesson_terms"),
        ("training", "0027_paths_of_public_groups"),
    ]

    initial = True

    dependencies = [
        ("events", "0004_attendance_append_only"),
        ("forum", "0002_board_links"),
        ("forum_conversation", "0003_drop_subscribers"),
        ("forum_conversation", "0020_topics_that_move"),
        ("glossary", "0001_initial"),
        ("people", "0002_audit_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        ("wagtailcore", "0098_apitoken"),
        ("workgroups", "0001_initial"),
        ("workgroups", "0002_groups_in_a_box"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="LessonPage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to=settings.WAGTAIL_PAGE_MODEL,
                            ),
                        ),
                        ("summary", models.CharField(blank=True, max_length=300, verbose_name="summary")),
                        (
                            "minutes",
                            models.PositiveSmallIntegerField(
                                default=20,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(480),
                                ],
                                verbose_name="minutes",
                            ),
                        ),
                        ("note_title", models.CharField(blank=True, max_length=80, verbose_name="title of the note")),
                        (
                            "note",
                            models.TextField(
                                blank=True,
                                help_text="A box above the lesson: what one needs, say.",
                                max_length=600,
                                verbose_name="note",
                            ),
                        ),
                        (
                            "change",
                            models.CharField(
                                choices=[
                                    ("minor", "Minor: what was done stays done"),
                                    ("major", "Major: who has not finished the course does the lesson again"),
                                ],
                                default="minor",
                                max_length=10,
                                verbose_name="this change is",
                            ),
                        ),
                        (
                            "what_changed",
                            models.CharField(
                                blank=True,
                                help_text="One sentence. A major change needs it; learners who did an older version read it.",
                                max_length=300,
                                verbose_name="what changed, for learners",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lesson",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("minutes__gte", 1)), name="training_lesson_minutes"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("change__in", ["minor", "major"])),
                                name="training_lesson_known_change",
                            ),
                        ],
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="Completion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("content_version", models.CharField(max_length=64, verbose_name="version of the content")),
                        (
                            "effect",
                            models.CharField(
                                choices=[("done", "Done"), ("undone", "Not done")], max_length=10, verbose_name="effect"
                            ),
                        ),
                        (
                            "rule",
                            models.CharField(
                                choices=[
                                    ("marked", "This lesson counts as done when you mark it done."),
                                    ("passed", "This lesson counts as done when you pass its quiz."),
                                    ("attended", "This lesson counts as done when you attend its session."),
                                    ("accepted", "This lesson counts as done when your instructor accepts your work."),
                                ],
                                max_length=20,
                                verbose_name="rule",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("member", "The member’s own mark"),
                                    ("quiz", "A quiz that was passed"),
                                    ("attendance", "A session that was attended"),
                                    ("assignment", "Work that was accepted"),
                                ],
                                max_length=20,
                                verbose_name="where it comes from",
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="when")),
                        ("form_token", models.UUIDField(blank=True, editable=False, null=True)),
                        (
                            "lesson",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="completions",
                                to="training.lessonpage",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="completions",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0, verbose_name="version of the lesson")),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["member", "lesson", "-at"], name="training_completion_latest"),
                            models.Index(
                                condition=models.Q(("effect", "undone")),
                                fields=["member", "lesson"],
                                name="training_completion_undone",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("member", "form_token"), name="training_completion_form_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("effect__in", ["done", "undone"])),
                                name="training_completion_effect",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("rule__in", ["marked", "passed", "attended", "accepted"])),
                                name="training_completion_known_rule",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("source__in", ["member", "quiz", "attendance", "assignment"])),
                                name="training_completion_source",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CoursePage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to=settings.WAGTAIL_PAGE_MODEL,
                            ),
                        ),
                        (
                            "summary",
                            models.CharField(
                                help_text="One or two sentences for the catalogue.",
                                max_length=240,
                                verbose_name="summary",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("introductory", "Introductory"),
                                    ("intermediate", "Intermediate"),
                                    ("advanced", "Advanced"),
                                ],
                                default="introductory",
                                max_length=20,
                                verbose_name="level",
                            ),
                        ),
                        (
                            "hours",
                            models.PositiveSmallIntegerField(
                                default=1,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(400),
                                ],
                                verbose_name="hours",
                            ),
                        ),
                        ("audience", models.CharField(blank=True, max_length=160, verbose_name="who it is for")),
                        (
                            "outcomes",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="what one can do afterwards, one a line"
                            ),
                        ),
                        (
                            "body",
                            wagtail.fields.StreamField(
                                [("text", 0), ("note", 3), ("cards", 11), ("figures", 17), ("timeline", 23)],
                                blank=True,
                                block_lookup={
                                    0: (
                                        "community.pages.blocks.TextBlock",
                                        (),
                                        {"features": ["h2", "h3", "bold", "italic", "ol", "ul", "hr", "link"]},
                                    ),
                                    1: ("wagtail.blocks.CharBlock", (), {"label": "Title", "max_length": 80}),
                                    2: (
                                        "wagtail.blocks.RichTextBlock",
                                        (),
                                        {"features": ["bold", "italic", "link", "ul"], "label": "Text"},
                                    ),
                                    3: ("wagtail.blocks.StructBlock", [[("title", 1), ("text", 2)]], {}),
                                    4: ("wagtail.blocks.CharBlock", (), {"label": "Heading", "max_length": 80}),
                                    5: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {"label": "Label", "max_length": 40, "required": False},
                                    ),
                                    6: ("wagtail.blocks.TextBlock", (), {"label": "Text", "max_length": 240}),
                                    7: ("wagtail.blocks.PageChooserBlock", (), {"label": "Page", "required": False}),
                                    8: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {
                                            "help_text": "For a part of the hub that is no page, for example /forum/. Leave empty when you chose a page.",
                                            "label": "Address on this site",
                                            "max_length": 200,
                                            "required": False,
                                            "validators": [],
                                        },
                                    ),
                                    9: (
                                        "wagtail.blocks.StructBlock",
                                        [[("label", 5), ("title", 1), ("text", 6), ("page", 7), ("address", 8)]],
                                        {},
                                    ),
                                    10: (
                                        "wagtail.blocks.ListBlock",
                                        (9,),
                                        {"label": "Cards", "max_num": 6, "min_num": 1},
                                    ),
                                    11: ("wagtail.blocks.StructBlock", [[("heading", 4), ("cards", 10)]], {}),
                                    12: ("wagtail.blocks.CharBlock", (), {"label": "Number", "max_length": 16}),
                                    13: ("wagtail.blocks.CharBlock", (), {"label": "What it counts", "max_length": 80}),
                                    14: ("wagtail.blocks.StructBlock", [[("number", 12), ("text", 13)]], {}),
                                    15: (
                                        "wagtail.blocks.ListBlock",
                                        (14,),
                                        {"label": "Numbers", "max_num": 4, "min_num": 1},
                                    ),
                                    16: ("wagtail.blocks.CharBlock", (), {"label": "Source", "max_length": 160}),
                                    17: (
                                        "wagtail.blocks.StructBlock",
                                        [[("heading", 4), ("figures", 15), ("source", 16)]],
                                        {},
                                    ),
                                    18: ("wagtail.blocks.CharBlock", (), {"label": "When", "max_length": 40}),
                                    19: ("wagtail.blocks.CharBlock", (), {"label": "Title", "max_length": 120}),
                                    20: (
                                        "wagtail.blocks.RichTextBlock",
                                        (),
                                        {"features": ["bold", "italic", "link"], "label": "Text"},
                                    ),
                                    21: (
                                        "wagtail.blocks.StructBlock",
                                        [[("when", 18), ("title", 19), ("text", 20)]],
                                        {},
                                    ),
                                    22: ("wagtail.blocks.ListBlock", (21,), {"label": "Steps", "min_num": 1}),
                                    23: ("wagtail.blocks.StructBlock", [[("heading", 4), ("milestones", 22)]], {}),
                                },
                                verbose_name="description",
                            ),
                        ),
                        (
                            "topics",
                            modelcluster.contrib.taggit.ClusterTaggableManager(
                                blank=True,
                                help_text="A comma-separated list of tags.",
                                through="training.CourseTopic",
                                to="taggit.Tag",
                                verbose_name="topics",
                            ),
                        ),
                        (
                            "cover",
                            models.CharField(
                                choices=[
                                    ("publish", "A table that goes online"),
                                    ("table", "A table with a marked cell"),
                                    ("chart", "Charts"),
                                    ("water", "Hills, a river and a line of measurements"),
                                    ("privacy", "People and a shield"),
                                    ("people", "People who are connected"),
                                ],
                                default="people",
                                max_length=20,
                                verbose_name="cover",
                            ),
                        ),
                        (
                            "certificate_months",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="0: for ever. Learners are reminded 90, 60 and 30 days before the end, and renew from then on.",
                                validators=[django.core.validators.MaxValueValidator(120)],
                                verbose_name="valid for how many months",
                            ),
                        ),
                        (
                            "certificate_office",
                            models.CharField(
                                blank=True,
                                help_text="The office named on it; empty: the hub.",
                                max_length=120,
                                verbose_name="issued by",
                            ),
                        ),
                        (
                            "certificate_person",
                            models.CharField(
                                blank=True,
                                help_text="Name and title of a person, for example the trainer.",
                                max_length=120,
                                verbose_name="signed by",
                            ),
                        ),
                        (
                            "gives_certificate",
                            models.BooleanField(
                                default=False,
                                help_text="To those who do every lesson, also to those who did before you tick this.",
                                verbose_name="gives a certificate",
                            ),
                        ),
                        (
                            "opening_check",
                            models.ForeignKey(
                                blank=True,
                                help_text="The quiz that learners take before the course. Their first attempt counts.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="training.quizlessonpage",
                                verbose_name="opening check",
                            ),
                        ),
                        (
                            "closing_check",
                            models.ForeignKey(
                                blank=True,
                                help_text="The quiz at the end; it may be the same one. Their last attempt after the opening check counts.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="training.quizlessonpage",
                                verbose_name="closing check",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "course",
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("hours__gte", 1)), name="training_course_hours"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("cover__in", ["publish", "table", "chart", "water", "privacy", "people"])
                                ),
                                name="training_course_known_cover",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("certificate_months__lte", 120)),
                                name="training_course_certificate_months",
                            ),
                        ],
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="CourseTopic",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "content_object",
                            modelcluster.fields.ParentalKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="topic_items",
                                to="training.coursepage",
                            ),
                        ),
                        (
                            "tag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="%(app_label)s_%(class)s_items",
                                to="taggit.tag",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Enrolment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("active", "Enrolled"), ("left", "Left")],
                                default="active",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("enrolled_at", models.DateTimeField(verbose_name="enrolled")),
                        ("active_at", models.DateTimeField(verbose_name="last worked on")),
                        ("form_token", models.UUIDField(blank=True, editable=False, null=True)),
                        (
                            "course",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enrolments",
                                to="training.coursepage",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enrolments",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["member", "state", "-active_at"], name="training_enrolment_recent")
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("member", "course"), name="training_one_enrolment_each"),
                            models.UniqueConstraint(
                                fields=("member", "form_token"), name="training_enrolment_form_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["active", "left"])),
                                name="training_enrolment_known_state",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ModulePage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to=settings.WAGTAIL_PAGE_MODEL,
                            ),
                        ),
                        ("summary", models.CharField(blank=True, max_length=240, verbose_name="summary")),
                    ],
                    options={
                        "verbose_name": "module",
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="NotebookPublication",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("since", models.DateTimeField(verbose_name="since")),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="publications",
                                to="training.notebookversion",
                            ),
                        ),
                        (
                            "lesson",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="publication",
                                to="training.notebooklessonpage",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="NotebookVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "source",
                            models.FileField(
                                max_length=120, upload_to=training.models.source_path, verbose_name="file"
                            ),
                        ),
                        ("source_name", models.CharField(max_length=255, verbose_name="name of the file")),
                        ("source_hash", models.CharField(max_length=64, verbose_name="SHA-256 of the file")),
                        ("uploaded_at", models.DateTimeField(auto_now_add=True, verbose_name="uploaded")),
                        (
                            "state",
                            models.CharField(
                                choices=[("waiting", "Being converted"), ("ready", "Ready"), ("refused", "Refused")],
                                default="waiting",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("message", models.TextField(blank=True, verbose_name="why it was refused")),
                        ("converted_at", models.DateTimeField(blank=True, null=True, verbose_name="converted")),
                        ("html", models.TextField(blank=True, verbose_name="lesson as HTML")),
                        ("contents", models.JSONField(blank=True, default=list, verbose_name="headings")),
                        ("warnings", models.JSONField(blank=True, default=list, verbose_name="what could be better")),
                        ("text", models.TextField(blank=True, verbose_name="plain words")),
                        ("cell_count", models.PositiveIntegerField(default=0, verbose_name="cells")),
                        (
                            "content_version",
                            models.CharField(blank=True, max_length=64, verbose_name="version of the content"),
                        ),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "renderer_version",
                            models.PositiveSmallIntegerField(default=0, verbose_name="version of the renderer"),
                        ),
                        ("script", models.TextField(blank=True, verbose_name="the notebook as a Python script")),
                        ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="taken up by a task")),
                        (
                            "solutions",
                            models.JSONField(
                                blank=True, default=list, verbose_name="where the solutions are in the HTML"
                            ),
                        ),
                        (
                            "handout",
                            models.FileField(
                                blank=True,
                                max_length=120,
                                upload_to=training.models.handout_path,
                                verbose_name="file without solutions",
                            ),
                        ),
                        (
                            "parts",
                            models.JSONField(blank=True, default=list, verbose_name="what versions are compared by"),
                        ),
                        (
                            "changes",
                            models.JSONField(
                                blank=True, default=list, verbose_name="what changed from the version before"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["waiting", "ready", "refused"])),
                                name="training_notebook_known_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "ready"), _negated=True),
                                    models.Q(
                                        ("converted_at__isnull", False),
                                        models.Q(("content_version", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="training_notebook_ready_is_converted",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "refused"), _negated=True),
                                    models.Q(("message", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="training_notebook_refusal_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TrainingIndexPage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to=settings.WAGTAIL_PAGE_MODEL,
                            ),
                        ),
                        (
                            "lead",
                            models.CharField(blank=True, max_length=240, verbose_name="one sentence below the title"),
                        ),
                    ],
                    options={
                        "verbose_name": "training index",
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="ArticleLessonPage",
                    fields=[
                        (
                            "lessonpage_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="training.lessonpage",
                            ),
                        ),
                        (
                            "body",
                            wagtail.fields.StreamField(
                                [("text", 0), ("note", 3), ("cards", 11), ("figures", 17), ("timeline", 23)],
                                block_lookup={
                                    0: (
                                        "community.pages.blocks.TextBlock",
                                        (),
                                        {"features": ["h2", "h3", "bold", "italic", "ol", "ul", "hr", "link"]},
                                    ),
                                    1: ("wagtail.blocks.CharBlock", (), {"label": "Title", "max_length": 80}),
                                    2: (
                                        "wagtail.blocks.RichTextBlock",
                                        (),
                                        {"features": ["bold", "italic", "link", "ul"], "label": "Text"},
                                    ),
                                    3: ("wagtail.blocks.StructBlock", [[("title", 1), ("text", 2)]], {}),
                                    4: ("wagtail.blocks.CharBlock", (), {"label": "Heading", "max_length": 80}),
                                    5: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {"label": "Label", "max_length": 40, "required": False},
                                    ),
                                    6: ("wagtail.blocks.TextBlock", (), {"label": "Text", "max_length": 240}),
                                    7: ("wagtail.blocks.PageChooserBlock", (), {"label": "Page", "required": False}),
                                    8: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {
                                            "help_text": "For a part of the hub that is no page, for example /forum/. Leave empty when you chose a page.",
                                            "label": "Address on this site",
                                            "max_length": 200,
                                            "required": False,
                                            "validators": [],
                                        },
                                    ),
                                    9: (
                                        "wagtail.blocks.StructBlock",
                                        [[("label", 5), ("title", 1), ("text", 6), ("page", 7), ("address", 8)]],
                                        {},
                                    ),
                                    10: (
                                        "wagtail.blocks.ListBlock",
                                        (9,),
                                        {"label": "Cards", "max_num": 6, "min_num": 1},
                                    ),
                                    11: ("wagtail.blocks.StructBlock", [[("heading", 4), ("cards", 10)]], {}),
                                    12: ("wagtail.blocks.CharBlock", (), {"label": "Number", "max_length": 16}),
                                    13: ("wagtail.blocks.CharBlock", (), {"label": "What it counts", "max_length": 80}),
                                    14: ("wagtail.blocks.StructBlock", [[("number", 12), ("text", 13)]], {}),
                                    15: (
                                        "wagtail.blocks.ListBlock",
                                        (14,),
                                        {"label": "Numbers", "max_num": 4, "min_num": 1},
                                    ),
                                    16: ("wagtail.blocks.CharBlock", (), {"label": "Source", "max_length": 160}),
                                    17: (
                                        "wagtail.blocks.StructBlock",
                                        [[("heading", 4), ("figures", 15), ("source", 16)]],
                                        {},
                                    ),
                                    18: ("wagtail.blocks.CharBlock", (), {"label": "When", "max_length": 40}),
                                    19: ("wagtail.blocks.CharBlock", (), {"label": "Title", "max_length": 120}),
                                    20: (
                                        "wagtail.blocks.RichTextBlock",
                                        (),
                                        {"features": ["bold", "italic", "link"], "label": "Text"},
                                    ),
                                    21: (
                                        "wagtail.blocks.StructBlock",
                                        [[("when", 18), ("title", 19), ("text", 20)]],
                                        {},
                                    ),
                                    22: ("wagtail.blocks.ListBlock", (21,), {"label": "Steps", "min_num": 1}),
                                    23: ("wagtail.blocks.StructBlock", [[("heading", 4), ("milestones", 22)]], {}),
                                },
                                verbose_name="body",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "article lesson",
                    },
                    bases=("training.lessonpage",),
                ),
                migrations.CreateModel(
                    name="NotebookLessonPage",
                    fields=[
                        (
                            "lessonpage_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="training.lessonpage",
                            ),
                        ),
                        (
                            "notebook",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="training.notebookversion",
                                verbose_name="notebook",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "notebook lesson",
                    },
                    bases=("training.lessonpage",),
                ),
                migrations.CreateModel(
                    name="Certificate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("period", models.PositiveSmallIntegerField(default=1, verbose_name="period")),
                        ("number", models.CharField(max_length=20, unique=True, verbose_name="number")),
                        ("serial", models.PositiveIntegerField(verbose_name="number within its year")),
                        (
                            "token",
                            models.CharField(
                                max_length=32, unique=True, verbose_name="unguessable part of its address"
                            ),
                        ),
                        ("name", models.CharField(max_length=310, verbose_name="name on the day of issue")),
                        ("course_title", models.CharField(max_length=255, verbose_name="title of the course then")),
                        ("course_version", models.CharField(max_length=64, verbose_name="hash of the outline then")),
                        ("hours", models.PositiveSmallIntegerField(verbose_name="credit hours")),
                        ("office", models.CharField(max_length=120, verbose_name="issued by")),
                        ("person", models.CharField(blank=True, max_length=120, verbose_name="signed by")),
                        ("issued_at", models.DateTimeField(verbose_name="issued")),
                        ("expires_on", models.DateField(null=True, verbose_name="last day")),
                        ("credential", models.TextField(verbose_name="signed credential")),
                        (
                            "course",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to="training.coursepage",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "supersedes",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="superseded_by",
                                to="training.certificate",
                                verbose_name="supersedes",
                            ),
                        ),
                        (
                            "key",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to="training.signingkey",
                            ),
                        ),
                    ],
                    options={
                        "permissions": [("revoke_any_certificate", "Can look up and revoke any certificate")],
                        "indexes": [models.Index(fields=["expires_on"], name="training_certificate_ending")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("member", "course", "period"), name="training_one_certificate_a_period"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("period", 1), ("supersedes", None)),
                                    models.Q(("period__gt", 1), ("supersedes__isnull", False)),
                                    _connector="OR",
                                ),
                                name="training_certificate_renewal_supersedes",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("credential", ""), _negated=True),
                                name="training_certificate_is_signed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="training_certificate_has_name"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CertificateCounter",
                    fields=[
                        (
                            "year",
                            models.PositiveSmallIntegerField(primary_key=True, serialize=False, verbose_name="year"),
                        ),
                        ("last", models.PositiveIntegerField(default=0, verbose_name="last number")),
                    ],
                ),
                migrations.CreateModel(
                    name="CertificatePaper",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "file",
                            models.FileField(
                                max_length=120, upload_to=training.certificates.models.paper_path, verbose_name="file"
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64, verbose_name="SHA-256 of the file")),
                        ("is_name_whole", models.BooleanField(default=True, verbose_name="shows the whole name")),
                        ("made_at", models.DateTimeField(verbose_name="made")),
                        (
                            "certificate",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="paper",
                                to="training.certificate",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="CertificateRevocation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="when")),
                        ("reason", models.CharField(max_length=500, verbose_name="reason")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "certificate",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revocation",
                                to="training.certificate",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="training_revocation_says_why"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExpiryNotice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("days", models.PositiveSmallIntegerField(verbose_name="days before the end")),
                        ("at", models.DateTimeField(verbose_name="when")),
                        (
                            "certificate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="expiry_notices",
                                to="training.certificate",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("certificate", "days"), name="training_one_notice_each")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SigningKey",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key_id", models.CharField(max_length=43, unique=True, verbose_name="thumbprint (RFC 7638)")),
                        ("public_key", models.CharField(max_length=43, verbose_name="Ed25519 public key, base64url")),
                        ("first_used_at", models.DateTimeField(verbose_name="first used")),
                    ],
                ),
                migrations.CreateModel(
                    name="AskedQuestion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("place", models.PositiveSmallIntegerField(verbose_name="place")),
                        ("heading", models.CharField(blank=True, max_length=120, verbose_name="heading")),
                        ("layout", models.JSONField(default=dict, verbose_name="order of the lines")),
                        ("answer", models.JSONField(blank=True, null=True, verbose_name="answer")),
                        (
                            "saved_from",
                            models.UUIDField(
                                blank=True, editable=False, null=True, verbose_name="tab it was saved from"
                            ),
                        ),
                        ("hint_shown_at", models.DateTimeField(blank=True, null=True, verbose_name="hint shown")),
                        (
                            "points",
                            models.DecimalField(
                                decimal_places=2, default=Decimal("0"), max_digits=6, verbose_name="points"
                            ),
                        ),
                        ("is_right", models.BooleanField(default=False, verbose_name="right")),
                        (
                            "attempt",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="asked", to="training.attempt"
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="asked",
                                to="training.questionversion",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("attempt", "place"), name="training_asked_place")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attempt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="number")),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Going on"), ("done", "Handed in")],
                                default="open",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("seed", models.PositiveBigIntegerField(verbose_name="seed")),
                        ("pass_percent", models.PositiveSmallIntegerField(verbose_name="percent needed to pass")),
                        ("started_at", models.DateTimeField(verbose_name="started")),
                        ("deadline", models.DateTimeField(blank=True, null=True, verbose_name="time is over")),
                        ("handed_in_at", models.DateTimeField(blank=True, null=True, verbose_name="handed in")),
                        (
                            "is_ended_by_time",
                            models.BooleanField(default=False, verbose_name="ended because the time was over"),
                        ),
                        (
                            "points",
                            models.DecimalField(
                                decimal_places=2, default=Decimal("0"), max_digits=8, verbose_name="points"
                            ),
                        ),
                        ("most", models.PositiveIntegerField(default=0, verbose_name="points there are")),
                        ("percent", models.PositiveSmallIntegerField(default=0, verbose_name="percent")),
                        ("is_passed", models.BooleanField(default=False, verbose_name="passed")),
                        ("form_token", models.UUIDField(blank=True, editable=False, null=True)),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="quiz_attempts",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "lesson",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attempts",
                                to="training.quizlessonpage",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "open")),
                                fields=["deadline"],
                                name="training_attempt_overdue",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("lesson", "member", "number"), name="training_attempt_number"
                            ),
                            models.UniqueConstraint(fields=("member", "form_token"), name="training_attempt_form_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "open")),
                                fields=("lesson", "member"),
                                name="training_attempt_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "done"])), name="training_attempt_known_state"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("percent__lte", 100)), name="training_attempt_percent"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state", "open"), ("handed_in_at__isnull", False), _connector="OR"),
                                name="training_attempt_done_has_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExtraTime",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "factor",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal("1"),
                                max_digits=3,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("1")),
                                    django.core.validators.MaxValueValidator(Decimal("4")),
                                ],
                                verbose_name="times the limit",
                            ),
                        ),
                        (
                            "minutes",
                            models.PositiveSmallIntegerField(
                                default=0,
                                validators=[django.core.validators.MaxValueValidator(600)],
                                verbose_name="minutes more",
                            ),
                        ),
                        ("set_at", models.DateTimeField(auto_now=True, verbose_name="set")),
                        (
                            "course",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="extra_times",
                                to="training.coursepage",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="extra_times",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "set_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("course", "member"), name="training_extra_time_one_each"),
                            models.CheckConstraint(
                                condition=models.Q(("factor__gte", 1), ("factor__lte", 4)),
                                name="training_extra_time_factor",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Question",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.SlugField(max_length=60, verbose_name="key")),
                        ("is_in_use", models.BooleanField(default=True, verbose_name="in use")),
                        (
                            "course",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="questions",
                                to="training.coursepage",
                            ),
                        ),
                        (
                            "current",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="training.questionversion",
                                verbose_name="asked today",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("course", "key"), name="training_question_one_key")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QuestionVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="version")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("single", "One answer"),
                                    ("multiple", "Several answers"),
                                    ("truefalse", "True or false"),
                                    ("matching", "Matching"),
                                    ("ordering", "Ordering"),
                                    ("numeric", "Number"),
                                    ("text", "Short text"),
                                ],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        ("topic", models.CharField(blank=True, max_length=60, verbose_name="topic")),
                        ("text", models.TextField(verbose_name="question")),
                        ("content", models.JSONField(default=dict, verbose_name="answers")),
                        ("hint", models.TextField(blank=True, verbose_name="hint")),
                        ("feedback", models.TextField(blank=True, verbose_name="feedback")),
                        ("points", models.PositiveSmallIntegerField(default=1, verbose_name="points")),
                        ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="made")),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="training.question",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("question", "number"), name="training_question_version_number"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        ["single", "multiple", "truefalse", "matching", "ordering", "numeric", "text"],
                                    )
                                ),
                                name="training_question_known_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("points__gte", 1), ("points__lte", 100)),
                                name="training_question_points",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QuizLessonPage",
                    fields=[
                        (
                            "lessonpage_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="training.lessonpage",
                            ),
                        ),
                        (
                            "body",
                            wagtail.fields.StreamField(
                                [("text", 0), ("note", 3), ("cards", 11), ("figures", 17), ("timeline", 23)],
                                blank=True,
                                block_lookup={
                                    0: (
                                        "community.pages.blocks.TextBlock",
                                        (),
                                        {"features": ["h2", "h3", "bold", "italic", "ol", "ul", "hr", "link"]},
                                    ),
                                    1: ("wagtail.blocks.CharBlock", (), {"label": "Title", "max_length": 80}),
                                    2: (
                                        "wagtail.blocks.RichTextBlock",
                                        (),
                                        {"features": ["bold", "italic", "link", "ul"], "label": "Text"},
                                    ),
                                    3: ("wagtail.blocks.StructBlock", [[("title", 1), ("text", 2)]], {}),
                                    4: ("wagtail.blocks.CharBlock", (), {"label": "Heading", "max_length": 80}),
                                    5: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {"label": "Label", "max_length": 40, "required": False},
                                    ),
                                    6: ("wagtail.blocks.TextBlock", (), {"label": "Text", "max_length": 240}),
                                    7: ("wagtail.blocks.PageChooserBlock", (), {"label": "Page", "required": False}),
                                    8: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {
                                            "help_text": "For a part of the hub that is no page, for example /forum/. Leave empty when you chose a page.",
                                            "label": "Address on this site",
                                            "max_length": 200,
                                            "required": False,
                                            "validators": [],
                                        },
                                    ),
                                    9: (
                                        "wagtail.blocks.StructBlock",
                                        [[("label", 5), ("title", 1), ("text", 6), ("page", 7), ("address", 8)]],
                                        {},
                                    ),
                                    10: (
                                        "wagtail.blocks.ListBlock",
                                        (9,),
                                        {"label": "Cards", "max_num": 6, "min_num": 1},
                                    ),
                                    11: ("wagtail.blocks.StructBlock", [[("heading", 4), ("cards", 10)]], {}),
                                    12: ("wagtail.blocks.CharBlock", (), {"label": "Number", "max_length": 16}),
                                    13: ("wagtail.blocks.CharBlock", (), {"label": "What it counts", "max_length": 80}),
                                    14: ("wagtail.blocks.StructBlock", [[("number", 12), ("text", 13)]], {}),
                                    15: (
                                        "wagtail.blocks.ListBlock",
                                        (14,),
                                        {"label": "Numbers", "max_num": 4, "min_num": 1},
                                    ),
                                    16: ("wagtail.blocks.CharBlock", (), {"label": "Source", "max_length": 160}),
                                    17: (
                                        "wagtail.blocks.StructBlock",
                                        [[("heading", 4), ("figures", 15), ("source", 16)]],
                                        {},
                                    ),
                                    18: ("wagtail.blocks.CharBlock", (), {"label": "When", "max_length": 40}),
                                    19: ("wagtail.blocks.CharBlock", (), {"label": "Title", "max_length": 120}),
                                    20: (
                                        "wagtail.blocks.RichTextBlock",
                                        (),
                                        {"features": ["bold", "italic", "link"], "label": "Text"},
                                    ),
                                    21: (
                                        "wagtail.blocks.StructBlock",
                                        [[("when", 18), ("title", 19), ("text", 20)]],
                                        {},
                                    ),
                                    22: ("wagtail.blocks.ListBlock", (21,), {"label": "Steps", "min_num": 1}),
                                    23: ("wagtail.blocks.StructBlock", [[("heading", 4), ("milestones", 22)]], {}),
                                },
                                verbose_name="introduction",
                            ),
                        ),
                        (
                            "pass_percent",
                            models.PositiveSmallIntegerField(
                                default=80,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="percent needed to pass",
                            ),
                        ),
                        (
                            "attempts_allowed",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="0: any number.",
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="attempts allowed",
                            ),
                        ),
                        (
                            "wait_minutes",
                            models.PositiveIntegerField(
                                default=0,
                                help_text="0: the next attempt may begin at once.",
                                validators=[django.core.validators.MaxValueValidator(43200)],
                                verbose_name="minutes to wait between attempts",
                            ),
                        ),
                        (
                            "limit_minutes",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="0: no limit. You can give a member more time on the page “Extra time” of the course.",
                                validators=[django.core.validators.MaxValueValidator(600)],
                                verbose_name="time limit in minutes",
                            ),
                        ),
                        (
                            "shuffle_questions",
                            models.BooleanField(
                                default=True, verbose_name="ask the questions of a part in random order"
                            ),
                        ),
                        (
                            "shuffle_options",
                            models.BooleanField(
                                default=True, verbose_name="show the answers to choose from in random order"
                            ),
                        ),
                        (
                            "show_feedback",
                            models.CharField(
                                choices=[
                                    ("each", "After each attempt"),
                                    ("passed", "After passing"),
                                    ("never", "Never"),
                                ],
                                default="each",
                                max_length=10,
                                verbose_name="feedback and points of each question are shown",
                            ),
                        ),
                        (
                            "show_answers",
                            models.CharField(
                                choices=[
                                    ("each", "After each attempt"),
                                    ("passed", "After passing"),
                                    ("never", "Never"),
                                ],
                                default="passed",
                                max_length=10,
                                verbose_name="right answers are shown",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "quiz",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("pass_percent__gte", 1), ("pass_percent__lte", 100)),
                                name="training_quiz_pass_percent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("show_answers__in", ["each", "passed", "never"]),
                                    ("show_feedback__in", ["each", "passed", "never"]),
                                ),
                                name="training_quiz_known_showing",
                            ),
                        ],
                    },
                    bases=("training.lessonpage",),
                ),
                migrations.CreateModel(
                    name="QuizPart",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                        ("heading", models.CharField(blank=True, max_length=120, verbose_name="heading")),
                        (
                            "topic",
                            models.CharField(
                                blank=True,
                                help_text="As the questions have it. Empty: the whole bank.",
                                max_length=60,
                                verbose_name="topic",
                            ),
                        ),
                        (
                            "draw",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="0: all questions of the topic.",
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="questions drawn for an attempt",
                            ),
                        ),
                        (
                            "page",
                            modelcluster.fields.ParentalKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parts",
                                to="training.quizlessonpage",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "part of a quiz",
                        "ordering": ["sort_order"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Run",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                help_text="What sets it apart: “Winter 2027, online”, for example.",
                                max_length=120,
                                verbose_name="name",
                            ),
                        ),
                        (
                            "about",
                            models.TextField(
                                blank=True,
                                help_text="What to bring, how much time it takes. Leave an empty line between paragraphs.",
                                max_length=2000,
                                verbose_name="what people should know",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="first day")),
                        ("ends_on", models.DateField(verbose_name="last day")),
                        (
                            "seats",
                            models.PositiveIntegerField(
                                default=0,
                                help_text="0: as many as want to come. When all are taken, people wait in a list.",
                                validators=[django.core.validators.MaxValueValidator(10000)],
                                verbose_name="seats",
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("self", "Everybody takes a place themselves"),
                                    ("approval", "People ask, and an instructor decides"),
                                    ("department", "Data coordinators enrol people of their department"),
                                ],
                                default="self",
                                max_length=12,
                                verbose_name="how people get a place",
                            ),
                        ),
                        (
                            "opens_on",
                            models.DateField(
                                blank=True,
                                help_text="Empty: as soon as the run is open.",
                                null=True,
                                verbose_name="people can join from",
                            ),
                        ),
                        (
                            "closes_on",
                            models.DateField(
                                blank=True,
                                help_text="Empty: until its last day.",
                                null=True,
                                verbose_name="people can join until",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned: everybody sees it, nobody can join yet"),
                                    ("open", "Open: people can join within the days below"),
                                    ("closed", "Closed: nobody can join any more"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="planned",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="why it is cancelled")),
                        (
                            "taken_count",
                            models.PositiveIntegerField(default=0, editable=False, verbose_name="seats taken"),
                        ),
                        ("numbers_given", models.PositiveIntegerField(default=0, editable=False)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("form_token", models.UUIDField(blank=True, editable=False, null=True)),
                        (
                            "course",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="runs",
                                to="training.coursepage",
                            ),
                        ),
                        (
                            "instructors",
                            models.ManyToManyField(
                                blank=True,
                                related_name="taught_runs",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="who teaches",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "run",
                        "indexes": [models.Index(fields=["course", "starts_on"], name="training_run_next")],
                        "constraints": [
                            models.UniqueConstraint(fields=("made_by", "form_token"), name="training_run_form_once"),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="training_run_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("opens_on", None),
                                    ("closes_on", None),
                                    ("closes_on__gte", models.F("opens_on")),
                                    _connector="OR",
                                ),
                                name="training_run_closes_after_opening",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("seats", 0), ("taken_count__lte", models.F("seats")), _connector="OR"
                                ),
                                name="training_run_never_overbooked",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("seats__lte", 10000)), name="training_run_most_seats"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("way__in", ["self", "approval", "department"])),
                                name="training_run_known_way",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["planned", "open", "closed", "cancelled"])),
                                name="training_run_known_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "cancelled"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="training_run_cancelled_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RunEnrolment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("in", "Has a place"),
                                    ("waiting", "On the waiting list"),
                                    ("requested", "Asked for a place"),
                                    ("declined", "Declined"),
                                    ("left", "Left"),
                                ],
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="number")),
                        ("asked_at", models.DateTimeField(verbose_name="asked")),
                        ("words", models.TextField(blank=True, max_length=500, verbose_name="why they want to come")),
                        ("decided_at", models.DateTimeField(null=True, verbose_name="decided")),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="why it was declined")),
                        ("form_token", models.UUIDField(editable=False, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="run_enrolments",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enrolments",
                                to="training.run",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["run", "state", "number"], name="training_run_queue")],
                        "constraints": [
                            models.UniqueConstraint(fields=("run", "member"), name="training_run_one_place_each"),
                            models.UniqueConstraint(fields=("run", "number"), name="training_run_number_once"),
                            models.UniqueConstraint(
                                fields=("member", "form_token"), name="training_run_enrolment_form_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["in", "waiting", "requested", "declined", "left"])),
                                name="training_run_place_known_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "declined"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="training_run_declined_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RunSession",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("is_own", models.BooleanField(default=True, editable=False)),
                        (
                            "lesson",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="run_sessions",
                                to="training.lessonpage",
                                verbose_name="lesson that it completes",
                            ),
                        ),
                        (
                            "occurrence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="run_sessions",
                                to="events.occurrence",
                                verbose_name="date",
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="sessions", to="training.run"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("run", "occurrence"), name="training_run_session_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LessonFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "file",
                            models.FileField(
                                max_length=120, upload_to=training.files.models.stored_path, verbose_name="file"
                            ),
                        ),
                        ("name", models.CharField(max_length=255, verbose_name="name")),
                        ("size", models.PositiveBigIntegerField(verbose_name="bytes")),
                        ("content_type", models.CharField(max_length=120, verbose_name="type")),
                        ("sha256", models.CharField(max_length=64, verbose_name="SHA-256 of the file")),
                        (
                            "seconds",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="seconds it plays"),
                        ),
                        ("uploaded_at", models.DateTimeField(auto_now_add=True, verbose_name="uploaded")),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="training_file_has_name"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("size__gte", 1)), name="training_file_not_empty"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DownloadLessonPage",
                    fields=[
                        (
                            "lessonpage_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="training.lessonpage",
                            ),
                        ),
                        (
                            "body",
                            wagtail.fields.StreamField(
                                [("text", 0), ("note", 3), ("cards", 11), ("figures", 17), ("timeline", 23)],
                                blank=True,
                                block_lookup={
                                    0: (
                                        "community.pages.blocks.TextBlock",
                                        (),
                                        {"features": ["h2", "h3", "bold", "italic", "ol", "ul", "hr", "link"]},
                                    ),
                                    1: ("wagtail.blocks.CharBlock", (), {"label": "Title", "max_length": 80}),
                                    2: (
                                        "wagtail.blocks.RichTextBlock",
                                        (),
                                        {"features": ["bold", "italic", "link", "ul"], "label": "Text"},
                                    ),
                                    3: ("wagtail.blocks.StructBlock", [[("title", 1), ("text", 2)]], {}),
                                    4: ("wagtail.blocks.CharBlock", (), {"label": "Heading", "max_length": 80}),
                                    5: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {"label": "Label", "max_length": 40, "required": False},
                                    ),
                                    6: ("wagtail.blocks.TextBlock", (), {"label": "Text", "max_length": 240}),
                                    7: ("wagtail.blocks.PageChooserBlock", (), {"label": "Page", "required": False}),
                                    8: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {
                                            "help_text": "For a part of the hub that is no page, for example /forum/. Leave empty when you chose a page.",
                                            "label": "Address on this site",
                                            "max_length": 200,
                                            "required": False,
                                            "validators": [],
                                        },
                                    ),
                                    9: (
                                        "wagtail.blocks.StructBlock",
                                        [[("label", 5), ("title", 1), ("text", 6), ("page", 7), ("address", 8)]],
                                        {},
                                    ),
                                    10: (
                                        "wagtail.blocks.ListBlock",
                                        (9,),
                                        {"label": "Cards", "max_num": 6, "min_num": 1},
                                    ),
                                    11: ("wagtail.blocks.StructBlock", [[("heading", 4), ("cards", 10)]], {}),
                                    12: ("wagtail.blocks.CharBlock", (), {"label": "Number", "max_length": 16}),
                                    13: ("wagtail.blocks.CharBlock", (), {"label": "What it counts", "max_length": 80}),
                                    14: ("wagtail.blocks.StructBlock", [[("number", 12), ("text", 13)]], {}),
                                    15: (
                                        "wagtail.blocks.ListBlock",
                                        (14,),
                                        {"label": "Numbers", "max_num": 4, "min_num": 1},
                                    ),
                                    16: ("wagtail.blocks.CharBlock", (), {"label": "Source", "max_length": 160}),
                                    17: (
                                        "wagtail.blocks.StructBlock",
                                        [[("heading", 4), ("figures", 15), ("source", 16)]],
                                        {},
                                    ),
                                    18: ("wagtail.blocks.CharBlock", (), {"label": "When", "max_length": 40}),
                                    19: ("wagtail.blocks.CharBlock", (), {"label": "Title", "max_length": 120}),
                                    20: (
                                        "wagtail.blocks.RichTextBlock",
                                        (),
                                        {"features": ["bold", "italic", "link"], "label": "Text"},
                                    ),
                                    21: (
                                        "wagtail.blocks.StructBlock",
                                        [[("when", 18), ("title", 19), ("text", 20)]],
                                        {},
                                    ),
                                    22: ("wagtail.blocks.ListBlock", (21,), {"label": "Steps", "min_num": 1}),
                                    23: ("wagtail.blocks.StructBlock", [[("heading", 4), ("milestones", 22)]], {}),
                                },
                                verbose_name="body",
                            ),
                        ),
                        (
                            "what",
                            models.CharField(
                                blank=True,
                                help_text="For example: a template for a data dictionary.",
                                max_length=200,
                                verbose_name="what it is",
                            ),
                        ),
                        (
                            "license",
                            models.CharField(
                                blank=True,
                                help_text="For example: Public domain, or CC BY 4.0.",
                                max_length=120,
                                verbose_name="license",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                help_text="Who made it, and from what.",
                                max_length=200,
                                verbose_name="source",
                            ),
                        ),
                        (
                            "source_url",
                            models.URLField(blank=True, max_length=300, verbose_name="address of the source"),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="training.lessonfile",
                                verbose_name="file",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "download lesson",
                    },
                    bases=("training.lessonpage",),
                ),
                migrations.CreateModel(
                    name="VideoLessonPage",
                    fields=[
                        (
                            "lessonpage_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="training.lessonpage",
                            ),
                        ),
                        (
                            "body",
                            wagtail.fields.StreamField(
                                [("text", 0), ("note", 3), ("cards", 11), ("figures", 17), ("timeline", 23)],
                                blank=True,
                                block_lookup={
                                    0: (
                                        "community.pages.blocks.TextBlock",
                                        (),
                                        {"features": ["h2", "h3", "bold", "italic", "ol", "ul", "hr", "link"]},
                                    ),
                                    1: ("wagtail.blocks.CharBlock", (), {"label": "Title", "max_length": 80}),
                                    2: (
                                        "wagtail.blocks.RichTextBlock",
                                        (),
                                        {"features": ["bold", "italic", "link", "ul"], "label": "Text"},
                                    ),
                                    3: ("wagtail.blocks.StructBlock", [[("title", 1), ("text", 2)]], {}),
                                    4: ("wagtail.blocks.CharBlock", (), {"label": "Heading", "max_length": 80}),
                                    5: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {"label": "Label", "max_length": 40, "required": False},
                                    ),
                                    6: ("wagtail.blocks.TextBlock", (), {"label": "Text", "max_length": 240}),
                                    7: ("wagtail.blocks.PageChooserBlock", (), {"label": "Page", "required": False}),
                                    8: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {
                                            "help_text": "For a part of the hub that is no page, for example /forum/. Leave empty when you chose a page.",
                                            "label": "Address on this site",
                                            "max_length": 200,
                                            "required": False,
                                            "validators": [],
                                        },
                                    ),
                                    9: (
                                        "wagtail.blocks.StructBlock",
                                        [[("label", 5), ("title", 1), ("text", 6), ("page", 7), ("address", 8)]],
                                        {},
                                    ),
                                    10: (
                                        "wagtail.blocks.ListBlock",
                                        (9,),
                                        {"label": "Cards", "max_num": 6, "min_num": 1},
                                    ),
                                    11: ("wagtail.blocks.StructBlock", [[("heading", 4), ("cards", 10)]], {}),
                                    12: ("wagtail.blocks.CharBlock", (), {"label": "Number", "max_length": 16}),
                                    13: ("wagtail.blocks.CharBlock", (), {"label": "What it counts", "max_length": 80}),
                                    14: ("wagtail.blocks.StructBlock", [[("number", 12), ("text", 13)]], {}),
                                    15: (
                                        "wagtail.blocks.ListBlock",
                                        (14,),
                                        {"label": "Numbers", "max_num": 4, "min_num": 1},
                                    ),
                                    16: ("wagtail.blocks.CharBlock", (), {"label": "Source", "max_length": 160}),
                                    17: (
                                        "wagtail.blocks.StructBlock",
                                        [[("heading", 4), ("figures", 15), ("source", 16)]],
                                        {},
                                    ),
                                    18: ("wagtail.blocks.CharBlock", (), {"label": "When", "max_length": 40}),
                                    19: ("wagtail.blocks.CharBlock", (), {"label": "Title", "max_length": 120}),
                                    20: (
                                        "wagtail.blocks.RichTextBlock",
                                        (),
                                        {"features": ["bold", "italic", "link"], "label": "Text"},
                                    ),
                                    21: (
                                        "wagtail.blocks.StructBlock",
                                        [[("when", 18), ("title", 19), ("text", 20)]],
                                        {},
                                    ),
                                    22: ("wagtail.blocks.ListBlock", (21,), {"label": "Steps", "min_num": 1}),
                                    23: ("wagtail.blocks.StructBlock", [[("heading", 4), ("milestones", 22)]], {}),
                                },
                                verbose_name="body",
                            ),
                        ),
                        (
                            "captions",
                            models.TextField(
                                blank=True,
                                help_text="WebVTT, as uploaded. You can mend it here.",
                                max_length=1000000,
                                verbose_name="captions",
                            ),
                        ),
                        (
                            "chapters",
                            models.TextField(
                                blank=True,
                                help_text="WebVTT again, with the titles of the chapters in the place of the words. May stay empty.",
                                max_length=100000,
                                verbose_name="chapters",
                            ),
                        ),
                        (
                            "transcript",
                            models.TextField(
                                blank=True,
                                help_text="Made from the captions when it is empty, and again with new captions unless you changed it. A paragraph begins with its time: [1:05 Ana Reyes] Words. A heading is ## Words.",
                                max_length=1000000,
                                verbose_name="transcript",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="training.lessonfile",
                                verbose_name="file",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "video lesson",
                    },
                    bases=("training.lessonpage",),
                ),
                migrations.CreateModel(
                    name="AssignmentLessonPage",
                    fields=[
                        (
                            "lessonpage_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="training.lessonpage",
                            ),
                        ),
                        (
                            "body",
                            wagtail.fields.StreamField(
                                [("text", 0), ("note", 3), ("cards", 11), ("figures", 17), ("timeline", 23)],
                                blank=True,
                                block_lookup={
                                    0: (
                                        "community.pages.blocks.TextBlock",
                                        (),
                                        {"features": ["h2", "h3", "bold", "italic", "ol", "ul", "hr", "link"]},
                                    ),
                                    1: ("wagtail.blocks.CharBlock", (), {"label": "Title", "max_length": 80}),
                                    2: (
                                        "wagtail.blocks.RichTextBlock",
                                        (),
                                        {"features": ["bold", "italic", "link", "ul"], "label": "Text"},
                                    ),
                                    3: ("wagtail.blocks.StructBlock", [[("title", 1), ("text", 2)]], {}),
                                    4: ("wagtail.blocks.CharBlock", (), {"label": "Heading", "max_length": 80}),
                                    5: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {"label": "Label", "max_length": 40, "required": False},
                                    ),
                                    6: ("wagtail.blocks.TextBlock", (), {"label": "Text", "max_length": 240}),
                                    7: ("wagtail.blocks.PageChooserBlock", (), {"label": "Page", "required": False}),
                                    8: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {
                                            "help_text": "For a part of the hub that is no page, for example /forum/. Leave empty when you chose a page.",
                                            "label": "Address on this site",
                                            "max_length": 200,
                                            "required": False,
                                            "validators": [],
                                        },
                                    ),
                                    9: (
                                        "wagtail.blocks.StructBlock",
                                        [[("label", 5), ("title", 1), ("text", 6), ("page", 7), ("address", 8)]],
                                        {},
                                    ),
                                    10: (
                                        "wagtail.blocks.ListBlock",
                                        (9,),
                                        {"label": "Cards", "max_num": 6, "min_num": 1},
                                    ),
                                    11: ("wagtail.blocks.StructBlock", [[("heading", 4), ("cards", 10)]], {}),
                                    12: ("wagtail.blocks.CharBlock", (), {"label": "Number", "max_length": 16}),
                                    13: ("wagtail.blocks.CharBlock", (), {"label": "What it counts", "max_length": 80}),
                                    14: ("wagtail.blocks.StructBlock", [[("number", 12), ("text", 13)]], {}),
                                    15: (
                                        "wagtail.blocks.ListBlock",
                                        (14,),
                                        {"label": "Numbers", "max_num": 4, "min_num": 1},
                                    ),
                                    16: ("wagtail.blocks.CharBlock", (), {"label": "Source", "max_length": 160}),
                                    17: (
                                        "wagtail.blocks.StructBlock",
                                        [[("heading", 4), ("figures", 15), ("source", 16)]],
                                        {},
                                    ),
                                    18: ("wagtail.blocks.CharBlock", (), {"label": "When", "max_length": 40}),
                                    19: ("wagtail.blocks.CharBlock", (), {"label": "Title", "max_length": 120}),
                                    20: (
                                        "wagtail.blocks.RichTextBlock",
                                        (),
                                        {"features": ["bold", "italic", "link"], "label": "Text"},
                                    ),
                                    21: (
                                        "wagtail.blocks.StructBlock",
                                        [[("when", 18), ("title", 19), ("text", 20)]],
                                        {},
                                    ),
                                    22: ("wagtail.blocks.ListBlock", (21,), {"label": "Steps", "min_num": 1}),
                                    23: ("wagtail.blocks.StructBlock", [[("heading", 4), ("milestones", 22)]], {}),
                                },
                                verbose_name="what to do",
                            ),
                        ),
                        ("takes_text", models.BooleanField(default=True, verbose_name="learners may write a text")),
                        ("takes_link", models.BooleanField(default=False, verbose_name="learners may give a link")),
                        ("takes_file", models.BooleanField(default=False, verbose_name="learners may upload a file")),
                        (
                            "due",
                            models.CharField(
                                blank=True,
                                help_text="A hint in words, such as: two weeks after the second session. Nothing is closed.",
                                max_length=160,
                                verbose_name="when it is due",
                            ),
                        ),
                        (
                            "rubric",
                            wagtail.fields.StreamField(
                                [("criterion", 7)],
                                blank=True,
                                block_lookup={
                                    0: ("wagtail.blocks.CharBlock", (), {"label": "Criterion", "max_length": 120}),
                                    1: (
                                        "wagtail.blocks.TextBlock",
                                        (),
                                        {"label": "What it means", "max_length": 400, "required": False},
                                    ),
                                    2: ("wagtail.blocks.CharBlock", (), {"label": "Level", "max_length": 80}),
                                    3: (
                                        "wagtail.blocks.IntegerBlock",
                                        (),
                                        {"label": "Points", "max_value": 100, "min_value": 0},
                                    ),
                                    4: (
                                        "wagtail.blocks.TextBlock",
                                        (),
                                        {"label": "What one sees at this level", "max_length": 400, "required": False},
                                    ),
                                    5: ("wagtail.blocks.StructBlock", [[("name", 2), ("points", 3), ("text", 4)]], {}),
                                    6: (
                                        "wagtail.blocks.ListBlock",
                                        (5,),
                                        {"label": "Levels, best first", "max_num": 6, "min_num": 2},
                                    ),
                                    7: ("wagtail.blocks.StructBlock", [[("name", 0), ("text", 1), ("levels", 6)]], {}),
                                },
                                verbose_name="rubric",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "assignment",
                    },
                    bases=("training.lessonpage",),
                ),
                migrations.CreateModel(
                    name="Submission",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="text")),
                        ("link", models.CharField(blank=True, max_length=500, verbose_name="link")),
                        (
                            "file",
                            models.FileField(
                                blank=True,
                                max_length=120,
                                upload_to=training.assignments.models.stored_path,
                                verbose_name="file",
                            ),
                        ),
                        ("file_name", models.CharField(blank=True, max_length=255, verbose_name="name of the file")),
                        ("file_size", models.PositiveBigIntegerField(default=0, verbose_name="bytes")),
                        ("number", models.PositiveIntegerField(verbose_name="number")),
                        ("handed_in_at", models.DateTimeField(verbose_name="handed in")),
                        ("form_token", models.UUIDField(blank=True, editable=False, null=True)),
                        (
                            "work",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="submissions",
                                to="training.work",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("work", "number"), name="training_submission_number"),
                            models.UniqueConstraint(
                                fields=("work", "form_token"), name="training_submission_form_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("file", ""), ("link", ""), ("text", ""), _negated=True),
                                name="training_submission_holds_something",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Review",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                choices=[
                                    ("accepted", "Accepted"),
                                    ("returned", "Please try again"),
                                    ("reopened", "The acceptance was taken back"),
                                ],
                                max_length=10,
                                verbose_name="verdict",
                            ),
                        ),
                        ("marks", models.JSONField(default=list, verbose_name="marks")),
                        ("points", models.PositiveIntegerField(default=0, verbose_name="points")),
                        ("most", models.PositiveIntegerField(default=0, verbose_name="points there are")),
                        ("feedback", models.TextField(blank=True, verbose_name="feedback")),
                        ("at", models.DateTimeField(verbose_name="when")),
                        ("form_token", models.UUIDField(blank=True, editable=False, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "submission",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviews",
                                to="training.submission",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("submission", "form_token"), name="training_review_form_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("verdict__in", ["accepted", "returned", "reopened"])),
                                name="training_review_known_verdict",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("verdict", "accepted"), models.Q(("feedback", ""), _negated=True), _connector="OR"
                                ),
                                name="training_review_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Work",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="text")),
                        ("link", models.CharField(blank=True, max_length=500, verbose_name="link")),
                        (
                            "file",
                            models.FileField(
                                blank=True,
                                max_length=120,
                                upload_to=training.assignments.models.stored_path,
                                verbose_name="file",
                            ),
                        ),
                        ("file_name", models.CharField(blank=True, max_length=255, verbose_name="name of the file")),
                        ("file_size", models.PositiveBigIntegerField(default=0, verbose_name="bytes")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Not handed in"),
                                    ("waiting", "Waiting for feedback"),
                                    ("returned", "Another try is asked for"),
                                    ("accepted", "Accepted"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("draft_version", models.PositiveIntegerField(default=0, verbose_name="version of the draft")),
                        ("saved_at", models.DateTimeField(blank=True, null=True, verbose_name="saved")),
                        ("waiting_since", models.DateTimeField(blank=True, null=True, verbose_name="waiting since")),
                        (
                            "lesson",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="works",
                                to="training.assignmentlessonpage",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="works",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["state", "waiting_since"], name="training_work_queue")],
                        "constraints": [
                            models.UniqueConstraint(fields=("lesson", "member"), name="training_work_one_each"),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "waiting", "returned", "accepted"])),
                                name="training_work_known_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "waiting"), _negated=True),
                                    ("waiting_since__isnull", False),
                                    _connector="OR",
                                ),
                                name="training_work_waits_since",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LessonVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="number")),
                        (
                            "change",
                            models.CharField(
                                choices=[
                                    ("first", "First version"),
                                    ("minor", "Minor: what was done stays done"),
                                    ("major", "Major: who has not finished the course does the lesson again"),
                                ],
                                max_length=10,
                                verbose_name="change",
                            ),
                        ),
                        ("what_changed", models.CharField(blank=True, max_length=300, verbose_name="what changed")),
                        ("added", models.JSONField(blank=True, default=list, verbose_name="headings added")),
                        ("removed", models.JSONField(blank=True, default=list, verbose_name="headings removed")),
                        (
                            "reworded",
                            models.JSONField(blank=True, default=list, verbose_name="headings whose text changed"),
                        ),
                        (
                            "sections",
                            models.JSONField(
                                blank=True, default=list, verbose_name="headings, each with a hash of its text"
                            ),
                        ),
                        ("digest", models.CharField(max_length=64, verbose_name="hash of what learners read")),
                        ("at", models.DateTimeField(verbose_name="published")),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "lesson",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="versions",
                                to="training.lessonpage",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("lesson", "number"), name="training_version_numbered"),
                            models.CheckConstraint(
                                condition=models.Q(("number__gte", 1)), name="training_version_from_one"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("change__in", ["first", "minor", "major"])),
                                name="training_version_known_change",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("change", "first"), _negated=True), ("number", 1), _connector="OR"
                                ),
                                name="training_version_first_is_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("change", "major"), _negated=True),
                                    models.Q(("what_changed", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="training_version_major_says_what",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CourseFinish",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(default=1, verbose_name="which time")),
                        ("lessons", models.JSONField(verbose_name="the lessons of then, by key")),
                        ("at", models.DateTimeField(verbose_name="when")),
                        (
                            "course",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="finishes",
                                to="training.coursepage",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="course_finishes",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("member", "course", "number"), name="training_finish_numbered"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number__gte", 1)), name="training_finish_from_one"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RolePath",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("live", models.BooleanField(default=True, editable=False, verbose_name="live")),
                        (
                            "has_unpublished_changes",
                            models.BooleanField(default=False, editable=False, verbose_name="has unpublished changes"),
                        ),
                        (
                            "first_published_at",
                            models.DateTimeField(
                                blank=True, db_index=True, null=True, verbose_name="first published at"
                            ),
                        ),
                        (
                            "last_published_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="last published at"),
                        ),
                        ("go_live_at", models.DateTimeField(blank=True, null=True, verbose_name="go live date/time")),
                        ("expire_at", models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time")),
                        ("expired", models.BooleanField(default=False, editable=False, verbose_name="expired")),
                        ("title", models.CharField(max_length=120, verbose_name="title")),
                        (
                            "slug",
                            models.SlugField(
                                help_text="The last part of the address.",
                                max_length=80,
                                unique=True,
                                verbose_name="slug",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("executive-sponsor", "Executive sponsor"),
                                    ("data-coordinator", "Data coordinator"),
                                    ("data-steward", "Data steward"),
                                    ("publisher", "Publisher"),
                                ],
                                max_length=20,
                                verbose_name="role",
                            ),
                        ),
                        (
                            "summary",
                            models.CharField(
                                help_text="One or two sentences for the list.", max_length=240, verbose_name="summary"
                            ),
                        ),
                        (
                            "asked",
                            models.TextField(
                                help_text="Begin each line with a verb.",
                                max_length=2000,
                                verbose_name="what the role is asked, one a line",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=100, verbose_name="place in the list")),
                        (
                            "kept_by",
                            models.ForeignKey(
                                blank=True,
                                help_text="The leads of this work group may change the path, when they may enter the admin.",
                                limit_choices_to={"is_private": False},
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="workgroups.workgroup",
                                verbose_name="kept by",
                            ),
                        ),
                        (
                            "latest_revision",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="wagtailcore.revision",
                                verbose_name="latest revision",
                            ),
                        ),
                        (
                            "live_revision",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="wagtailcore.revision",
                                verbose_name="live revision",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "role path",
                        "verbose_name_plural": "role paths",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("role__in", ["executive-sponsor", "data-coordinator", "data-steward", "publisher"])
                                ),
                                name="training_path_known_role",
                            )
                        ],
                    },
                    bases=(wagtail.models.preview.PreviewableMixin, models.Model),
                ),
                migrations.CreateModel(
                    name="PathStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                        (
                            "ask",
                            models.CharField(
                                choices=[
                                    ("executive-sponsor", "An executive sponsor"),
                                    ("coordinator-and-stewards", "A data coordinator and data stewards"),
                                    ("strategic-datasets", "Three to five strategic datasets"),
                                    ("act-on-data", "A commitment to act on your data"),
                                    ("governance", "A governance structure"),
                                    ("accessibility-and-federation", "Accessibility and federation"),
                                ],
                                max_length=40,
                                verbose_name="what it serves of the six asks",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=240, verbose_name="why this course")),
                        (
                            "course",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="path_steps",
                                to="training.coursepage",
                                verbose_name="course",
                            ),
                        ),
                        (
                            "path",
                            modelcluster.fields.ParentalKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="training.rolepath",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "step",
                        "ordering": ["sort_order"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "ask__in",
                                        [
                                            "executive-sponsor",
                                            "coordinator-and-stewards",
                                            "strategic-datasets",
                                            "act-on-data",
                                            "governance",
                                            "accessibility-and-federation",
                                        ],
                                    )
                                ),
                                name="training_path_step_known_ask",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PathChoice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("chosen_at", models.DateTimeField(verbose_name="chosen")),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="path_choices",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "path",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="choices",
                                to="training.rolepath",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("member", "path"), name="training_one_choice_each")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Prerequisite",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                        (
                            "strength",
                            models.CharField(
                                choices=[
                                    ("recommended", "Recommended: learners are told, and may enrol all the same"),
                                    ("required", "Required: learners enrol once they have finished it"),
                                ],
                                default="recommended",
                                max_length=12,
                                verbose_name="how strictly",
                            ),
                        ),
                        (
                            "course",
                            modelcluster.fields.ParentalKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="prerequisites",
                                to="training.coursepage",
                            ),
                        ),
                        (
                            "needs",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="needed_by",
                                to="training.coursepage",
                                verbose_name="course",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "prerequisite",
                        "ordering": ["sort_order"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("course", models.F("needs")), _negated=True),
                                name="training_prerequisite_of_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("strength__in", ["recommended", "required"])),
                                name="training_prerequisite_known_strength",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CourseBoard",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "board",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="forum.forum"
                            ),
                        ),
                        (
                            "course",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="course_board",
                                to="training.coursepage",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="LessonTopic",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "lesson",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lesson_topic",
                                to="training.lessonpage",
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="forum_conversation.topic",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="ExerciseAttempt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("solution", models.CharField(max_length=20, verbose_name="key of the solution")),
                        ("at", models.DateTimeField(auto_now_add=True, verbose_name="when")),
                        (
                            "lesson",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="exercise_attempts",
                                to="training.lessonpage",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exercise_attempts",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("member", "lesson", "solution"), name="training_exercise_attempt_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NotebookFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "file",
                            models.FileField(
                                max_length=120,
                                upload_to=training.notebook_lessons.models.file_path,
                                verbose_name="file",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("size", models.PositiveBigIntegerField(verbose_name="bytes")),
                        ("file_hash", models.CharField(max_length=64, verbose_name="SHA-256")),
                        ("uploaded_at", models.DateTimeField(auto_now=True, verbose_name="uploaded")),
                        (
                            "lesson",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="training.notebooklessonpage",
                            ),
                        ),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.UniqueConstraint(fields=("lesson", "name"), name="training_notebook_file_name_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Evaluation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "relevance",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Strongly disagree"),
                                    (2, "Disagree"),
                                    (3, "Neither agree nor disagree"),
                                    (4, "Agree"),
                                    (5, "Strongly agree"),
                                ],
                                null=True,
                                verbose_name="relevance",
                            ),
                        ),
                        (
                            "clarity",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Strongly disagree"),
                                    (2, "Disagree"),
                                    (3, "Neither agree nor disagree"),
                                    (4, "Agree"),
                                    (5, "Strongly agree"),
                                ],
                                null=True,
                                verbose_name="clarity",
                            ),
                        ),
                        (
                            "pace",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "Too slow"), (2, "About right"), (3, "Too fast")],
                                null=True,
                                verbose_name="pace",
                            ),
                        ),
                        (
                            "confidence",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Strongly disagree"),
                                    (2, "Disagree"),
                                    (3, "Neither agree nor disagree"),
                                    (4, "Agree"),
                                    (5, "Strongly agree"),
                                ],
                                null=True,
                                verbose_name="confidence",
                            ),
                        ),
                        (
                            "intention",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Strongly disagree"),
                                    (2, "Disagree"),
                                    (3, "Neither agree nor disagree"),
                                    (4, "Agree"),
                                    (5, "Strongly agree"),
                                ],
                                null=True,
                                verbose_name="intention",
                            ),
                        ),
                        (
                            "recommend",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Strongly disagree"),
                                    (2, "Disagree"),
                                    (3, "Neither agree nor disagree"),
                                    (4, "Agree"),
                                    (5, "Strongly agree"),
                                ],
                                null=True,
                                verbose_name="recommendation",
                            ),
                        ),
                        ("words", models.TextField(blank=True, verbose_name="what to change")),
                        ("answered_at", models.DateTimeField(null=True, verbose_name="answered")),
                        ("skipped_at", models.DateTimeField(null=True, verbose_name="skipped")),
                        (
                            "finish",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evaluation",
                                to="training.coursefinish",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("relevance__isnull", True), ("relevance__in", [1, 2, 3, 4, 5]), _connector="OR"
                                ),
                                name="training_evaluation_relevance",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("clarity__isnull", True), ("clarity__in", [1, 2, 3, 4, 5]), _connector="OR"
                                ),
                                name="training_evaluation_clarity",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("pace__isnull", True), ("pace__in", [1, 2, 3]), _connector="OR"),
                                name="training_evaluation_pace",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("confidence__isnull", True), ("confidence__in", [1, 2, 3, 4, 5]), _connector="OR"
                                ),
                                name="training_evaluation_confidence",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("intention__isnull", True), ("intention__in", [1, 2, 3, 4, 5]), _connector="OR"
                                ),
                                name="training_evaluation_intention",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("recommend__isnull", True), ("recommend__in", [1, 2, 3, 4, 5]), _connector="OR"
                                ),
                                name="training_evaluation_recommend",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at__isnull", False), ("skipped_at__isnull", True)),
                                    models.Q(("answered_at__isnull", True), ("skipped_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="training_evaluation_answered_or_skipped",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_at__isnull", False),
                                    models.Q(
                                        ("clarity__isnull", True),
                                        ("confidence__isnull", True),
                                        ("intention__isnull", True),
                                        ("pace__isnull", True),
                                        ("recommend__isnull", True),
                                        ("relevance__isnull", True),
                                        ("words", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="training_evaluation_skipped_says_nothing",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UseCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "days",
                            models.PositiveSmallIntegerField(
                                choices=[(30, "30 days"), (60, "60 days")], verbose_name="days after the finish"
                            ),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="asked")),
                        (
                            "use",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "Yes"), ("not_yet", "Not yet"), ("no", "No")],
                                max_length=10,
                                verbose_name="used",
                            ),
                        ),
                        ("words", models.TextField(blank=True, verbose_name="what came of it, or why not")),
                        ("answered_at", models.DateTimeField(null=True, verbose_name="answered")),
                        ("shared_at", models.DateTimeField(null=True, verbose_name="shown since")),
                        (
                            "department",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="people.department",
                            ),
                        ),
                        (
                            "finish",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="use_checks",
                                to="training.coursefinish",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("shared_at__isnull", False)),
                                fields=["department", "-shared_at"],
                                name="training_use_outcomes",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("finish", "days"), name="training_use_asked_once"),
                            models.CheckConstraint(
                                condition=models.Q(("days__in", [30, 60])), name="training_use_known_wait"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at__isnull", False), ("use__in", ["yes", "not_yet", "no"])),
                                    models.Q(("answered_at__isnull", True), ("use", ""), ("words", "")),
                                    _connector="OR",
                                ),
                                name="training_use_answer_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("shared_at__isnull", True),
                                    models.Q(("use", "yes"), models.Q(("words", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="training_use_shows_words",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LessonTerm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("place", models.PositiveSmallIntegerField()),
                        (
                            "lesson",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lesson_terms",
                                to="training.lessonpage",
                            ),
                        ),
                        (
                            "term",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="glossary.term"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("place", "pk"),
                        "constraints": [
                            models.UniqueConstraint(fields=("lesson", "term"), name="training_lesson_uses_word_once")
                        ],
                    },
                ),
            ],
        ),
        append_only("training_completion"),
        append_only("training_certificate"),
        append_only("training_certificaterevocation"),
        append_only("training_expirynotice"),
        append_only("training_certificatepaper"),
        append_only("training_signingkey"),
        append_only("training_questionversion"),
        append_only("training_submission"),
        append_only("training_review"),
        append_only("training_lessonversion", goes_with_parent=True),
        append_only("training_coursefinish"),
    ]
