"""Pages of events: the calendar, registering, organizing."""
