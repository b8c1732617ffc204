"""Subcommands of `opora`: each module here has COMMANDS, a sequence of click commands or groups."""
