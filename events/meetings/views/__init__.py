"""The pages of meetings, decisions and action items."""
