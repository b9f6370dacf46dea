"""Quizzes: a bank of questions per course, attempts that keep what they were asked, marks made on the server."""
