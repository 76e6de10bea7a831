"""Changes of the tables of proposals."""
