"""What organizers do about registering."""
