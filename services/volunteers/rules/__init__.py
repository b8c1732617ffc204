"""The rules of matching and of states: pure functions, no I/O."""
