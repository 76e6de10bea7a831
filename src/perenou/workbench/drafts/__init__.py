"""Acts in the making: drafted from a case, read by a second pair of eyes, approved, and checked."""
