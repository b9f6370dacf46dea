"""Pages of assignments, for learners and for instructors."""
