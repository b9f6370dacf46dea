"""Captions of recordings, and the transcripts made of them."""
