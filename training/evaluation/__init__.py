"""Evaluation: what learners say about a course, what they gained, and whether they used it (docs/adr/0028)."""
