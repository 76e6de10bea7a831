"""Whom coordination reaches, with which states, and what holds with all the others."""
