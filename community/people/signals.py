"""Facts about people that already happened."""

from django.dispatch import Signal

member_changed = Signal()  # member: what others see of somebody is new
department_changed = Signal()  # department: likewise
