"""What those who look after a board do with its topics: pin, lock, move, merge, split."""
