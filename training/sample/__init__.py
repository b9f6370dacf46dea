"""The sample hub's courses, their notebooks and data, and who has learned what."""
