"""The building blocks editors write pages with."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

TEXT_FEATURES: list[str] = ["h2", "h3", "bold", "italic", "ol", "ul", "hr", "link"]


class TextBlock(blocks.RichTextBlock):
    """Headings, paragraphs, lists, links."""

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "blocks/text.html"


class NoteBlock(blocks.StructBlock):
    """A box beside the text: what one needs, what to look out for."""

    title = blocks.CharBlock(label=_("Title"), max_length=80)
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "italic", "link", "ul"])

    class Meta:
        icon = "info-circle"
        label = _("Note")
        template = "blocks/note.html"


class CardBlock(blocks.StructBlock):
    """One card: a label, a title that links, a sentence."""

    label = blocks.CharBlock(label=_("Label"), max_length=40, required=False)
    title = blocks.CharBlock(label=_("Title"), max_length=80)
    text = blocks.TextBlock(label=_("Text"), max_length=240)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    address = blocks.CharBlock(
        label=_("Address on this site"),
        required=False,
        max_length=200,
        help_text=_("For a part of the hub that is no page, for example /forum/. Leave empty when you chose a page."),
        validators=[],
    )


class CardsBlock(blocks.StructBlock):
    """A row of cards under a heading."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    cards = blocks.ListBlock(CardBlock(), label=_("Cards"), min_num=1, max_num=6)

    class Meta:
        icon = "grip"
        label = _("Cards")
        template = "blocks/cards.html"


class FigureBlock(blocks.StructBlock):
    """A number and what it counts."""

    number = blocks.CharBlock(label=_("Number"), max_length=16)
    text = blocks.CharBlock(label=_("What it counts"), max_length=80)


class FiguresBlock(blocks.StructBlock):
    """Numbers side by side, with their source."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    figures = blocks.ListBlock(FigureBlock(), label=_("Numbers"), min_num=1, max_num=4)
    source = blocks.CharBlock(label=_("Source"), max_length=160)

    class Meta:
        icon = "decimal"
        label = _("Numbers")
        template = "blocks/figures.html"


class MilestoneBlock(blocks.StructBlock):
    """One step of a story."""

    when = blocks.CharBlock(label=_("When"), max_length=40)
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "italic", "link"])


class TimelineBlock(blocks.StructBlock):
    """A story in steps, oldest first."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    milestones = blocks.ListBlock(MilestoneBlock(), label=_("Steps"), min_num=1)

    class Meta:
        icon = "history"
        label = _("Timeline")
        template = "blocks/timeline.html"


class BodyBlock(blocks.StreamBlock):
    """What a page's body may hold."""

    text = TextBlock(features=TEXT_FEATURES)
    note = NoteBlock()
    cards = CardsBlock()
    figures = FiguresBlock()
    timeline = TimelineBlock()
