"""Archives of mailing lists become topics and posts of a board (docs/adr/0036)."""
