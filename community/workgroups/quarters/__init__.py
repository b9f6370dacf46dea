"""What a quarter brought to a work group: counted by itself once the quarter is over, and kept (docs/adr/0045)."""
