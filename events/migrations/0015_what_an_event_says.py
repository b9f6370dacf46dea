from decimal import Decimal

import modelcluster.fields
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import migrations, models


class Migration(migrations.Migration):
    """Topics, credit, and how everybody can take part."""

    dependencies = [("events", "0012_registration_rules"), ("hub_forum", "0060_list_imports")]

    operations = [
        migrations.AddField(
            model_name="series",
            name="accessibility",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                help_text="For example captions, sign language, step-free way, quiet room. Needed before you publish.",
                max_length=1000,
                verbose_name="accessibility",
            ),
        ),
        migrations.AddField(
            model_name="series",
            name="accommodation_contact",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text=(
                    "An e-mail address or phone number for what people need to take part. Needed before you publish."
                ),
                max_length=200,
                verbose_name="contact for accommodation",
            ),
        ),
        migrations.AddField(
            model_name="series",
            name="credit_hours",
            field=models.DecimalField(
                blank=True,
                decimal_places=1,
                help_text="Hours of training credit for each date. Leave empty when it gives none.",
                max_digits=4,
                null=True,
                validators=[MinValueValidator(Decimal("0.5")), MaxValueValidator(Decimal(40))],
                verbose_name="credit hours",
            ),
        ),
        migrations.AddField(
            model_name="series",
            name="topics",
            field=modelcluster.fields.ParentalManyToManyField(
                blank=True,
                help_text="What people find it by in the calendar.",
                limit_choices_to={"is_kept": True},
                related_name="series",
                to="hub_forum.tag",
                verbose_name="topics",
            ),
        ),
        migrations.AddConstraint(
            model_name="series",
            constraint=models.CheckConstraint(
                condition=models.Q(credit_hours=None)
                | models.Q(credit_hours__gt=0, credit_hours__lte=Decimal(40)),
                name="events_series_credit",
            ),
        ),
    ]
