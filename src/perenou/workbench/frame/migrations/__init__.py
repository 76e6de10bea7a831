"""Tables of the frame."""
