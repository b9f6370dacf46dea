"""Facts about topics that already happened."""

from django.dispatch import Signal

topics_merged = Signal()  # former, into: sent in the transaction that moved the posts; what points to `former` follows
