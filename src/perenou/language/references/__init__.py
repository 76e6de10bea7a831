"""Citations in running text: found, resolved against the acts, and written in normal form."""
