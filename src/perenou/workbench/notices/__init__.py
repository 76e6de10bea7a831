"""Notices to everybody, shown before and after signing in."""
