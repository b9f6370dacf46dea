"""Facts the glossary tells."""

from django.dispatch import Signal

glossary_changed = Signal()  # after the commit; no arguments: whoever keeps which words stand where, looks again
