"""The documents, and the page on which people find their addresses."""
