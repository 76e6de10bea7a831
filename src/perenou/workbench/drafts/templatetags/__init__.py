"""Tags of the acts' pages."""
