"""Pages of evaluation, for learners and for instructors."""
