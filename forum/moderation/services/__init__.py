"""What changes what is shown, who is told, and who may write."""
