"""Registering for a date: the rules of an event, its questions, approval, the waiting list, and what people need."""
