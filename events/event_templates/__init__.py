"""Events saved as templates: what a new event begins with. Never dates, and nobody who registered."""
