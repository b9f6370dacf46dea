"""The building blocks editors write pages with."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from community.safety.addresses import check_address

TEXT_FEATURES: list[str] = ["h2", "h3", "bold", "italic", "ol", "ul", "hr", "link"]
FEW_FEATURES: list[str] = ["bold", "italic", "link"]
ROOM_HELP = _("For a part of the hub that is no page, for example /forum/. Leave empty when you chose a page.")


def address_block() -> blocks.CharBlock:
    """Where a card or a button leads that leads to no page of the editors."""
    return blocks.CharBlock(
        label=_("Address on this site"),
        required=False,
        max_length=200,
        help_text=ROOM_HELP,
        validators=[check_address],
    )


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
    address = address_block()


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
    text = blocks.RichTextBlock(label=_("Text"), features=FEW_FEATURES)
    source = blocks.CharBlock(label=_("Source"), max_length=160, required=False)
    source_address = blocks.URLBlock(
        label=_("Address of the source"),
        required=False,
        help_text=_("Where people can read it. It begins with https://."),
    )


class TimelineBlock(blocks.StructBlock):
    """A story in steps, oldest first."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    milestones = blocks.ListBlock(MilestoneBlock(), label=_("Steps"), min_num=1)

    class Meta:
        icon = "history"
        label = _("Timeline")
        template = "blocks/timeline.html"


class StepBlock(blocks.StructBlock):
    """One thing to do."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=[*FEW_FEATURES, "ul"])


class StepsBlock(blocks.StructBlock):
    """What to do, in order."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    steps = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=1, max_num=12)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "blocks/steps.html"


class CallBlock(blocks.StructBlock):
    """One thing to do now, with a button that leads to it."""

    title = blocks.CharBlock(label=_("Title"), max_length=80)
    text = blocks.TextBlock(label=_("Text"), max_length=240)
    words = blocks.CharBlock(label=_("Words of the button"), max_length=40)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    address = address_block()

    class Meta:
        icon = "pick"
        label = _("Call to action")
        template = "blocks/call.html"


class ContactBlock(blocks.StructBlock):
    """Somebody to ask, or a room where somebody answers."""

    name = blocks.CharBlock(label=_("Person, group or room"), max_length=80)
    text = blocks.TextBlock(label=_("What they can be asked"), max_length=240)
    address = address_block()


class ContactsBlock(blocks.StructBlock):
    """Who to ask for what."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    contacts = blocks.ListBlock(ContactBlock(), label=_("Who to ask"), min_num=1, max_num=8)

    class Meta:
        icon = "group"
        label = _("Who to ask")
        template = "blocks/contacts.html"


class BodyBlock(blocks.StreamBlock):
    """What a page's body may hold."""

    text = TextBlock(features=TEXT_FEATURES)
    note = NoteBlock()
    cards = CardsBlock()
    figures = FiguresBlock()
    timeline = TimelineBlock()
    steps = StepsBlock()
    call = CallBlock()
    contacts = ContactsBlock()
