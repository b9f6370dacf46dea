import django.db.models.deletion
from django.db import migrations, models

AGREEMENT = [
    (1, "Strongly disagree"),
    (2, "Disagree"),
    (3, "Neither agree nor disagree"),
    (4, "Agree"),
    (5, "Strongly agree"),
]
PACE = [(1, "Too slow"), (2, "About right"), (3, "Too fast")]
USE = [("yes", "Yes"), ("not_yet", "Not yet"), ("no", "No")]
QUESTIONS = {
    "relevance": ("relevance", AGREEMENT),
    "clarity": ("clarity", AGREEMENT),
    "pace": ("pace", PACE),
    "confidence": ("confidence", AGREEMENT),
    "intention": ("intention", AGREEMENT),
    "recommend": ("recommendation", AGREEMENT),
}


def among(name: str, choices: list[tuple[int, str]]) -> models.CheckConstraint:
    known = models.Q(**{f"{name}__isnull": True}) | models.Q(**{f"{name}__in": [value for value, _label in choices]})
    return models.CheckConstraint(condition=known, name=f"training_evaluation_{name}")


class Migration(migrations.Migration):
    """Surveys, and whether courses were used."""

    dependencies = [
        ("people", "0002_audit_append_only"),
        ("training", "0022_completion_undone_index"),
    ]

    operations = [
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                *(
                    (name, models.PositiveSmallIntegerField(choices=choices, null=True, verbose_name=label))
                    for name, (label, choices) in QUESTIONS.items()
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
                    *(among(name, choices) for name, (_label, choices) in QUESTIONS.items()),
                    models.CheckConstraint(
                        condition=models.Q(answered_at__isnull=False, skipped_at__isnull=True)
                        | models.Q(answered_at__isnull=True, skipped_at__isnull=False),
                        name="training_evaluation_answered_or_skipped",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(answered_at__isnull=False)
                        | models.Q(words="", **{f"{name}__isnull": True for name in QUESTIONS}),
                        name="training_evaluation_skipped_says_nothing",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="UseCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        choices=[(30, "30 days"), (60, "60 days")], verbose_name="days after the finish"
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="asked")),
                ("use", models.CharField(blank=True, choices=USE, max_length=10, verbose_name="used")),
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
                        condition=models.Q(shared_at__isnull=False),
                        fields=["department", "-shared_at"],
                        name="training_use_outcomes",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("finish", "days"), name="training_use_asked_once"),
                    models.CheckConstraint(condition=models.Q(days__in=[30, 60]), name="training_use_known_wait"),
                    models.CheckConstraint(
                        condition=models.Q(use__in=["yes", "not_yet", "no"], answered_at__isnull=False)
                        | models.Q(use="", words="", answered_at__isnull=True),
                        name="training_use_answer_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(shared_at__isnull=True) | (models.Q(use="yes") & ~models.Q(words="")),
                        name="training_use_shows_words",
                    ),
                ],
            },
        ),
    ]
