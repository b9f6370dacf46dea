"""How much of an outside calendar is read. The child process and its parent hold to the same numbers."""

MOST_BYTES = 10_000_000
MOST_LINES = 400_000
MOST_EVENTS = 5_000
MOST_DEPTH = 8  # components inside each other
MOST_DATES = 1_000  # exceptions of one event
LONGEST_LINE = 64_000  # of what is read; a picture that is folded into the file may be longer
MEMORY_BYTES = 768_000_000
SECONDS = 1.0  # of reading
START_SECONDS = 4.0  # until a busy machine has started the process
