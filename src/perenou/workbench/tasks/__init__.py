"""Tasks: one-off ones, initiatives of one's own, and those that come again."""
