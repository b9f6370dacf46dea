"""What changes the forum: writing, reading marks, boards."""
