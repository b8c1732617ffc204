"""The files of records as an operator meets them: in their folders, in a backup, and as rows name them."""
