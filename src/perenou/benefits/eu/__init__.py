"""Coordination of family benefits between states: Regulations (EC) 883/2004 and 987/2009."""
