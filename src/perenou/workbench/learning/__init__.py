"""Training: courses, exercises marked by the engine, and what everybody masters."""
