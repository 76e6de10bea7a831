"""The guide to this program, chapter by chapter, as its pages."""
