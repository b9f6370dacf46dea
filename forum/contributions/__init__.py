"""What a member wrote in the forum, as far as whoever looks may read it."""
