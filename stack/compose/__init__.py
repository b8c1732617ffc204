"""What the compose stack needs beside the services: databases, topics and rights, secrets, pages, the region."""
