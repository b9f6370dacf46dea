"""Wagtail reads this file: the glossary joins its admin."""

from . import snippets

snippets.register()
