"""Pages of moderation: the queue, one case, the log and the rules; what members report, remove and are told."""
