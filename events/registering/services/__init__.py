"""What organizers change about registering, and what is deleted in time."""
