"""A load of made-up members, boards, topics and posts, for finding out what a machine carries."""
