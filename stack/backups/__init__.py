"""Backups: one moment of all databases, dumped by pg_dump, with a manifest that says what it is."""
