import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The quizzes between which learners gain."""

    dependencies = [("training", "0023_evaluation")]

    operations = [
        migrations.AddField(
            model_name="coursepage",
            name="opening_check",
            field=models.ForeignKey(
                blank=True,
                help_text="The quiz that learners take before the course. Their first attempt counts.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="training.quizlessonpage",
                verbose_name="opening check",
            ),
        ),
        migrations.AddField(
            model_name="coursepage",
            name="closing_check",
            field=models.ForeignKey(
                blank=True,
                help_text=(
                    "The quiz at the end; it may be the same one. Their last attempt after the opening check counts."
                ),
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="training.quizlessonpage",
                verbose_name="closing check",
            ),
        ),
    ]
