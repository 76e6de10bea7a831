"""Tags of citations in running text."""
