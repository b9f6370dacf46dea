"""What came of a work group's private talk, told to everybody in the words of its lead."""
