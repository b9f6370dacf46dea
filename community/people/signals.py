"""Facts about people that already happened."""

from django.dispatch import Signal

member_changed = Signal()  # member: what others see of somebody is new
member_joined = Signal()  # member: somebody signed up, in the transaction that made the account
department_changed = Signal()  # department: likewise
