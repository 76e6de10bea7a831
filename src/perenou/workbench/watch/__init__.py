"""Law watch: what comes in force, what that touches, what has to be done about it, and bills."""
