"""The outline of a course as its editors arrange it, in the Wagtail admin."""
