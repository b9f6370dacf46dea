"""Facts about work groups that already happened."""

from django.dispatch import Signal

group_founded = Signal()  # group, has_public_board: sent in the transaction that made it
