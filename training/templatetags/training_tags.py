"""Small things the templates of quizzes need."""

from decimal import Decimal

from django import template
from django.utils.translation import gettext as _

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
