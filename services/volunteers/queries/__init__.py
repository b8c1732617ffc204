"""What is read of several tables at once, to decide and to show."""
