"""Pages of what hangs on a date, for who comes and for organizers."""
