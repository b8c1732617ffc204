"""What people do in a story: each act is data, and knows the command that it is."""
