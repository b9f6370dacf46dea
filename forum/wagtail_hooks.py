"""What the forum adds to Wagtail's admin: the list of tags."""

from .kinds import snippets

snippets.register()
