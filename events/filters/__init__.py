"""Filters of the calendar: what an address chooses, in words and as a queryset. One rule for all pages and feeds."""
