"""Tables of families: cases as rows, synthetic families, simulation and comparison."""
