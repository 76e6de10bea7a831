"""Plain language as rules that are data: what is found in a text, why, what to write instead."""
