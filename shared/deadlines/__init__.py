"""How long things may take, as policy that an administrator changes: what several services keep in the same way."""
