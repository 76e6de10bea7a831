"""What every page has: its frame, words, errors, and what is known of its reader."""
