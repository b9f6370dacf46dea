"""Pages of work groups."""
