"""Polls: a question beside a topic, votes, and how they stand."""
