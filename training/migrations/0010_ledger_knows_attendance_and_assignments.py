from django.db import migrations, models

from community.people.append_only import append_only

_GUARD = append_only("training_completion")
_RULES = [
    ("marked", "This lesson counts as done when you mark it done."),
    ("passed", "This lesson counts as done when you pass its quiz."),
    ("attended", "This lesson counts as done when you attend its session."),
    ("accepted", "This lesson counts as done when your instructor accepts your work."),
]
_SOURCES = [
    ("member", "The member’s own mark"),
    ("quiz", "A quiz that was passed"),
    ("attendance", "A session that was attended"),
    ("assignment", "Work that was accepted"),
]


class Migration(migrations.Migration):
    """SQLite makes the table again for a new constraint and loses its trigger: it is lifted before, and put back after."""

    dependencies = [("training", "0009_ledger_knows_quizzes")]

    operations = [
        migrations.RunPython(_GUARD.reverse_code, _GUARD.code),
        migrations.RemoveConstraint(model_name="completion", name="training_completion_known_rule"),
        migrations.RemoveConstraint(model_name="completion", name="training_completion_source"),
        migrations.AlterField(
            model_name="completion",
            name="rule",
            field=models.CharField(choices=_RULES, max_length=20, verbose_name="rule"),
        ),
        migrations.AlterField(
            model_name="completion",
            name="source",
            field=models.CharField(choices=_SOURCES, max_length=20, verbose_name="where it comes from"),
        ),
        migrations.AddConstraint(
            model_name="completion",
            constraint=models.CheckConstraint(
                condition=models.Q(("rule__in", [value for value, _words in _RULES])),
                name="training_completion_known_rule",
            ),
        ),
        migrations.AddConstraint(
            model_name="completion",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", [value for value, _words in _SOURCES])),
                name="training_completion_source",
            ),
        ),
        migrations.RunPython(_GUARD.code, _GUARD.reverse_code),
    ]
