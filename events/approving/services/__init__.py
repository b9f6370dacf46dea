"""What moves an event that is published by decision."""
