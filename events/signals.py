"""Facts about events that already happened."""

from django.dispatch import Signal

registered = Signal()  # registration: sent in the transaction in which somebody got a place

# occurrence, member, is_present (False: it was taken back), by, at: sent in the transaction that wrote it
attended = Signal()
