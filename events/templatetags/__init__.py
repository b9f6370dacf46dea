"""What templates ask of events."""
