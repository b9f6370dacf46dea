"""The rubric as editors write it: criteria, each with its levels and their points."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class LevelBlock(blocks.StructBlock):
    """How well a criterion is met."""

    name = blocks.CharBlock(label=_("Level"), max_length=80)
    points = blocks.IntegerBlock(label=_("Points"), min_value=0, max_value=100)
    text = blocks.TextBlock(label=_("What one sees at this level"), max_length=400, required=False)


class CriterionBlock(blocks.StructBlock):
    """What is looked at."""

    name = blocks.CharBlock(label=_("Criterion"), max_length=120)
    text = blocks.TextBlock(label=_("What it means"), max_length=400, required=False)
    levels = blocks.ListBlock(LevelBlock(), label=_("Levels, best first"), min_num=2, max_num=6)


class RubricBlock(blocks.StreamBlock):
    """The criteria."""

    criterion = CriterionBlock()
