"""Administrative acts and letters: drafted from a determination, written out, and checked."""
