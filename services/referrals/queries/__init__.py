"""What lists and answers are made of, looked up: rows that the caller may see, and nothing else."""
