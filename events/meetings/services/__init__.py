"""What leads and organizers write about meetings. Every write here is audited."""
