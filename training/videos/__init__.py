"""Video lessons: captions, chapters, a transcript by time."""
