"""Records as answers show them, one module for each part of the service."""
