"""Who wrote what in a post before: versions, what differs, and the way back."""
