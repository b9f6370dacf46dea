"""Kinds of topic, questions with their accepted answer, and tags."""
