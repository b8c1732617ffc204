"""Migrations of the volunteers database, in order."""
