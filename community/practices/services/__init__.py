"""What changes practices: writing, reviewing, adopting, and keeping them true."""
