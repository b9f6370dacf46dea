"""Runs: dated deliveries of a course, with sessions in the hub's calendar, seats and a waiting list."""
