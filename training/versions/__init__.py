"""Versions of lessons: what each publication changed, and what it asks of learners (docs/adr/0024)."""
