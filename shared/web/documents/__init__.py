"""Documents of records over HTTP: their routes, shapes and answers."""
