"""Entering what a case says: interview, forms, files, copies, and what was left unfinished."""
