"""Files of records: sealed outside the database, a row for each in the service of its record (docs/documents.md)."""
