"""Exercises made from the law and from families, marked by the engine with its reasons."""
