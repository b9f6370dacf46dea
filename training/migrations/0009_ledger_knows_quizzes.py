from django.db import migrations, models

from community.people.append_only import append_only

_GUARD = append_only("training_completion")


class Migration(migrations.Migration):
    """SQLite makes the table again for a new constraint and loses its trigger: it is lifted before, and put back after."""

    dependencies = [("training", "0008_question_versions_append_only")]

    operations = [
        migrations.RunPython(_GUARD.reverse_code, _GUARD.code),
        migrations.RemoveConstraint(
            model_name='completion',
            name='training_completion_known_rule',
        ),
        migrations.RemoveConstraint(
            model_name='completion',
            name='training_completion_source',
        ),
        migrations.AlterField(
            model_name='completion',
            name='rule',
            field=models.CharField(choices=[('marked', 'This lesson counts as done when you mark it done.'), ('passed', 'This lesson counts as done when you pass its quiz.')], max_length=20, verbose_name='rule'),
        ),
        migrations.AlterField(
            model_name='completion',
            name='source',
            field=models.CharField(choices=[('member', 'The member’s own mark'), ('quiz', 'A quiz that was passed')], max_length=20, verbose_name='where it comes from'),
        ),
        migrations.AddConstraint(
            model_name='completion',
            constraint=models.CheckConstraint(condition=models.Q(('rule__in', ['marked', 'passed'])), name='training_completion_known_rule'),
        ),
        migrations.AddConstraint(
            model_name='completion',
            constraint=models.CheckConstraint(condition=models.Q(('source__in', ['member', 'quiz'])), name='training_completion_source'),
        ),
        migrations.RunPython(_GUARD.code, _GUARD.reverse_code),
    ]
