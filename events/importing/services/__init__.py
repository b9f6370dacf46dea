"""What is done with outside calendars."""
