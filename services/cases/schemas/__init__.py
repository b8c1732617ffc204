"""Shapes of HTTP: bodies and queries that come in, answers that go out."""
