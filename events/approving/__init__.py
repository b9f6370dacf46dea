"""Events handed in by who may not publish them, and what leads and the site's organizers decide."""
