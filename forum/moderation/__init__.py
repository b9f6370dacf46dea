"""Looking after boards: reports, one queue, decisions that are written down and told, limits for newcomers."""
