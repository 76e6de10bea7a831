"""Proposals of a language model, where an installation has named one; officials decide on each."""
