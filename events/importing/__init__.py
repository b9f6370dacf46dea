"""Bringing in calendars from outside: a file or an address becomes drafts that an organizer looks over."""
