"""Words of the glossary as findable things."""

from django.utils.translation import gettext_lazy as _

from community.search.sources import EVERYBODY, Findable, Source

from .models import Term


def describe_term(term: Term) -> Findable:
    """Found by everybody."""
    text = " · ".join([*term.words[1:], term.meaning])
    return Findable(title=term.name, text=text, url=term.get_absolute_url(), scope=EVERYBODY)


SOURCE = Source("term", _("Glossary"), Term.objects.all, describe_term)
