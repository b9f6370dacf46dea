"""What changes training: learners' marks, notebooks, the section itself. Callers import the module they mean."""
