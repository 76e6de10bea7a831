"""What the page of an act looks like, whatever file it is written to."""
