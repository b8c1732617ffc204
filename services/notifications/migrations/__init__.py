"""What notifications keeps beside the shared tables and the directory."""
