"""What is typed and not posted yet."""
