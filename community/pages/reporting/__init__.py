"""Figures and tables about people, on pages and in files: what every floor shows in the same way."""
