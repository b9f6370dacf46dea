"""A few ways to say something about a post without writing one."""
