"""The calendar for programs: iCalendar, JSON and Atom of what everybody sees, or with a key of what one sees."""
