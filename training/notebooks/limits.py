"""How big a notebook and its parts may be. Sizes are chosen so that the slowest text within them renders in seconds."""

from __future__ import annotations

MAX_BYTES = 5_000_000
MAX_DEPTH = 60  # lists and objects inside each other, in the JSON
MAX_LISTS = 300_000  # lists and objects in the JSON
MAX_CELLS = 500
MAX_SOURCE = 20_000  # characters in one cell
MAX_TOTAL_SOURCE = 200_000  # characters in all cells
MAX_OUTPUTS = 50  # in one cell
MAX_HTML = 200_000  # characters of HTML in one output
MAX_TOTAL_HTML = 600_000  # characters of HTML in all outputs
MAX_STREAM = 50_000  # characters of printed text in one output; more is cut off
WHOLE_LINES, WHOLE_TEXT = 40, 8_000  # printed text up to here shows at once
SHOWN_LINES, SHOWN_TEXT = 25, 4_000  # what shows of longer text; the rest unfolds
TALL_ROWS = 25  # a longer table scrolls in a frame of its own
MAX_COLUMNS = 1_000  # that a cell of a table may span
MAX_TOTAL_STREAM = 400_000
MAX_PICTURE_BYTES = 1_000_000
MAX_PIXELS = 40_000_000
MAX_DRAWING = 500_000  # characters of SVG
MAX_FORMULA = 1_000  # characters
MAX_FORMULAS = 400
NARROW_FORMULA = 20  # characters that fit a narrow page
MAX_MATH = 50_000  # characters of MathML that one formula may become
MAX_ALT = 1_000  # characters
MAX_ELEMENTS = 30_000  # HTML elements in all text and outputs; a table cell is one
MAX_HEADINGS = 300
MAX_OPEN_TAGS = 100  # HTML elements inside each other
MAX_OPEN_STYLES = 8  # unclosed <b>, <i>, <font>…: each is repeated in every paragraph that follows
MAX_RENDERED = 6_000_000  # characters of the finished lesson
MEMORY_BYTES = 1_000_000_000  # address space of the converting process
