"""What is offered while somebody types: people, topics, and topics like the one that begins."""
