"""Notebook lessons: an .ipynb file becomes safe, accessible HTML. Pure functions; nothing in a notebook is ever run.

`rendering.render_notebook` converts in this process, `isolation.render_within` in one of its own: the services use
the latter, and so the web workers never load nbconvert.
"""

from __future__ import annotations

from training.notebooks.results import Heading, NotebookRefused, RenderedNotebook

__all__ = ["Heading", "NotebookRefused", "RenderedNotebook"]
