"""How docs/ becomes a site: `make docs` (docs/adr/0017). Every warning is an error."""

from __future__ import annotations

project = "CalData hub"
author = "The CalData hub's authors"
project_copyright = author
language = "en"

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 4  # the anchors that Git hosts make, so that a link works here and there
nitpicky = True

html_theme = "furo"
html_title = "CalData hub"
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_last_updated_fmt = None  # the same pages give the same site
html_theme_options = {"footer_icons": [], "navigation_with_keys": False}
