"""Personal data in free text: where it stands, and what can be put in its place."""
