"""What gives, shows, writes, publishes and asks. Every write is audited."""
