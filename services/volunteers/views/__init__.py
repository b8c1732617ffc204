"""Records as answers show them to each caller, one module for each part of the service."""
