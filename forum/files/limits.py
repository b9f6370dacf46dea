"""How much one post and one member may bring."""

MOST_FILES = 5  # below one post
MOST_BYTES = 25_000_000  # of all of them that come at once
MOST_WAITING = 40  # pictures of one member that are in no post yet
