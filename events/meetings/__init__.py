"""Meetings of work groups: agenda, decisions, action items and what moved, beside the minutes of events.after."""
