"""What changes topics as a whole. Each locks the topics, then their boards, by primary key."""
