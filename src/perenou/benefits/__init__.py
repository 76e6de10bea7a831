"""The law of family benefits, executable: norms as functions, figures as dated parameters."""
