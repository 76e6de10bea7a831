"""Positions: how a provision is read here, who approved that, and who has read it."""
