"""Atom feeds of what everybody reads, and with a key of one's own of what one reads oneself."""
