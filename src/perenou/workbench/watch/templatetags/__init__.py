"""Tags of positions on the pages of others."""
