import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import community.people.models
from community.people.append_only import append_only

POSTGRES = "CREATE INDEX people_member_name_words ON people_member USING gin (to_tsvector('simple', display_name))"
POSTGRES_BACK = "DROP INDEX people_member_name_words"


def make_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES, params=None)


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES_BACK, params=None)


class Migration(migrations.Migration):
    """What members say of themselves, as it stands after 0060; the audit log's trigger; the index of names.

    It comes after Wagtail, and before all of ours: each of its steps makes every model again that is there already.
    """

    replaces = [
        ("people", "0002_audit_append_only"),
        ("people", "0030_member_name_words"),
        ("people", "0050_member_may_be_asked"),
        ("people", "0060_profiles_and_skill_keys"),
    ]

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("people", "0001_initial"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailembeds", "0009_embed_cache_until"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtailsearch", "0010_add_text_fields"),
        ("wagtailusers", "0015_userprofile_keyboard_shortcuts"),
    ]

    operations = [
        append_only("people_auditentry"),
        migrations.AddField(
            model_name="member",
            name="may_be_asked",
            field=models.BooleanField(
                db_default=True, default=True, verbose_name="Ask me when a question fits what I know"
            ),
        ),
        migrations.CreateModel(
            name="SkillSynonym",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                (
                    "key",
                    community.people.models.SkillKeyField(
                        editable=False, max_length=120, null=True, unique=True, verbose_name="key"
                    ),
                ),
            ],
            options={
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="Spoken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("ase", "American Sign Language"),
                            ("ar", "Arabic"),
                            ("hy", "Armenian"),
                            ("yue", "Cantonese"),
                            ("zh", "Chinese (Mandarin)"),
                            ("en", "English"),
                            ("fa", "Farsi"),
                            ("fr", "French"),
                            ("de", "German"),
                            ("hi", "Hindi"),
                            ("hmn", "Hmong"),
                            ("ja", "Japanese"),
                            ("km", "Khmer"),
                            ("ko", "Korean"),
                            ("lo", "Lao"),
                            ("pt", "Portuguese"),
                            ("pa", "Punjabi"),
                            ("ru", "Russian"),
                            ("es", "Spanish"),
                            ("tl", "Tagalog"),
                            ("th", "Thai"),
                            ("uk", "Ukrainian"),
                            ("vi", "Vietnamese"),
                        ],
                        max_length=8,
                        verbose_name="language",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="member",
            name="about_for",
            field=models.CharField(
                choices=[("members", "Everybody signed in"), ("groups", "People of my groups"), ("nobody", "Nobody")],
                db_default="members",
                default="members",
                max_length=8,
                verbose_name="who sees it",
            ),
        ),
        migrations.AddField(
            model_name="member",
            name="helps_with",
            field=models.TextField(blank=True, db_default="", max_length=1000, verbose_name="what I can help with"),
        ),
        migrations.AddField(
            model_name="member",
            name="helps_with_for",
            field=models.CharField(
                choices=[("members", "Everybody signed in"), ("groups", "People of my groups"), ("nobody", "Nobody")],
                db_default="members",
                default="members",
                max_length=8,
                verbose_name="who sees it",
            ),
        ),
        migrations.AddField(
            model_name="member",
            name="is_listed",
            field=models.BooleanField(db_default=True, default=True, verbose_name="List me in the directory"),
        ),
        migrations.AddField(
            model_name="member",
            name="job_title_for",
            field=models.CharField(
                choices=[("members", "Everybody signed in"), ("groups", "People of my groups"), ("nobody", "Nobody")],
                db_default="members",
                default="members",
                max_length=8,
                verbose_name="who sees it",
            ),
        ),
        migrations.AddField(
            model_name="member",
            name="languages_for",
            field=models.CharField(
                choices=[("members", "Everybody signed in"), ("groups", "People of my groups"), ("nobody", "Nobody")],
                db_default="members",
                default="members",
                max_length=8,
                verbose_name="who sees it",
            ),
        ),
        migrations.AddField(
            model_name="member",
            name="may_be_named",
            field=models.BooleanField(
                db_default=True, default=True, verbose_name="Name me when somebody looks for who knows what"
            ),
        ),
        migrations.AddField(
            model_name="member",
            name="skills_for",
            field=models.CharField(
                choices=[("members", "Everybody signed in"), ("groups", "People of my groups"), ("nobody", "Nobody")],
                db_default="members",
                default="members",
                max_length=8,
                verbose_name="who sees it",
            ),
        ),
        migrations.AddField(
            model_name="skill",
            name="key",
            field=community.people.models.SkillKeyField(
                editable=False, max_length=120, null=True, unique=True, verbose_name="key"
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.CheckConstraint(
                condition=models.Q(("job_title_for__in", ["members", "groups", "nobody"])),
                name="people_member_job_title_audience",
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.CheckConstraint(
                condition=models.Q(("about_for__in", ["members", "groups", "nobody"])),
                name="people_member_about_audience",
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.CheckConstraint(
                condition=models.Q(("helps_with_for__in", ["members", "groups", "nobody"])),
                name="people_member_helps_with_audience",
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.CheckConstraint(
                condition=models.Q(("skills_for__in", ["members", "groups", "nobody"])),
                name="people_member_skills_audience",
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.CheckConstraint(
                condition=models.Q(("languages_for__in", ["members", "groups", "nobody"])),
                name="people_member_languages_audience",
            ),
        ),
        migrations.AddConstraint(
            model_name="skill",
            constraint=models.CheckConstraint(
                condition=models.Q(("key", ""), _negated=True), name="people_skill_has_key"
            ),
        ),
        migrations.AddField(
            model_name="skillsynonym",
            name="skill",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="synonyms",
                to="people.skill",
                verbose_name="skill",
            ),
        ),
        migrations.AddField(
            model_name="spoken",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="spoken", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="skillsynonym",
            constraint=models.CheckConstraint(
                condition=models.Q(("key", ""), _negated=True), name="people_synonym_has_key"
            ),
        ),
        migrations.AddIndex(
            model_name="spoken",
            index=models.Index(fields=["language"], name="people_spoken_language"),
        ),
        migrations.AddConstraint(
            model_name="spoken",
            constraint=models.UniqueConstraint(fields=("member", "language"), name="people_language_once_each"),
        ),
        migrations.AddConstraint(
            model_name="spoken",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "language__in",
                        [
                            "ase",
                            "ar",
                            "hy",
                            "yue",
                            "zh",
                            "en",
                            "fa",
                            "fr",
                            "de",
                            "hi",
                            "hmn",
                            "ja",
                            "km",
                            "ko",
                            "lo",
                            "pt",
                            "pa",
                            "ru",
                            "es",
                            "tl",
                            "th",
                            "uk",
                            "vi",
                        ],
                    )
                ),
                name="people_known_language",
            ),
        ),
        migrations.RunPython(make_index, drop_index),
    ]
