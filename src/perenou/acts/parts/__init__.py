"""The parts of an act, one module each: what stands there, and what is still missing."""
