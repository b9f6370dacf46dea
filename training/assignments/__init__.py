"""Assignments: work that learners hand in and instructors answer, by a rubric."""
