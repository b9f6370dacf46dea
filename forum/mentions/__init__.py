"""Members named in posts."""
