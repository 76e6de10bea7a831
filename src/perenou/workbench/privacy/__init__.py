"""Personal data: encrypted where stored, found by keyed hash, kept no longer than needed."""
