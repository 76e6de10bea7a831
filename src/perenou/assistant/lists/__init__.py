"""Words and expressions that the checks of proposals know, as data."""
