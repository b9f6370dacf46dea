"""What changes one date, or a series from one date on."""
