"""The audit of practice: tables of decisions that were loaded, and what came of looking at them."""
