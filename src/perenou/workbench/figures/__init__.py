"""Figures of all sections on one page; each opens the list that it counts."""
