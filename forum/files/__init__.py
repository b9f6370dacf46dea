"""Files of posts, and pictures within their text."""
