"""The page that a link opens, for those without a password."""
