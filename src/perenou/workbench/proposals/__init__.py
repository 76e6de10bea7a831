"""Proposals for better law and work: a register, what was computed of each, what came of it."""
