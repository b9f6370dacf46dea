"""Facts about work groups that already happened."""

from django.dispatch import Signal

group_founded = Signal()  # group: sent in the transaction that made it
