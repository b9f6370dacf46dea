"""Small things the templates of training need."""

from decimal import Decimal

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from training.quizzes.numbers import in_figures
from training.quizzes.steps import Step

register = template.Library()


@register.filter
def points(number: Decimal) -> str:
    """Without zeros at the end: 2.50 is 2.5, 3.00 is 3."""
    return in_figures(number)


@register.filter
def step_title(step: Step) -> str:
    """The part's heading and which questions it asks."""
    first, last = step.asked[0].place, step.asked[-1].place
    if first == last:
        span = _("question %(first)d") % {"first": first}
    else:
        span = _("questions %(first)d to %(last)d") % {"first": first, "last": last}
    return f"{step.heading}, {span}" if step.heading else span.capitalize()


@register.filter
def in_hours(minutes: int) -> str:
    """Minutes as people say them: 20 minutes, 1 hour, 3 hours 30 minutes."""
    hours, rest = divmod(minutes, 60)
    words = []
    if hours:
        words.append(ngettext("%(hours)d hour", "%(hours)d hours", hours) % {"hours": hours})
    if rest or not hours:
        words.append(ngettext("%(minutes)d minute", "%(minutes)d minutes", rest) % {"minutes": rest})
    return " ".join(words)
