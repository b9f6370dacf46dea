"""Facts about events that already happened."""

from django.dispatch import Signal

registered = Signal()  # registration: sent in the transaction in which somebody got a place
