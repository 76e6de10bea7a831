"""What the acts say: import, provisions by address and day, differences between redactions.

The texts belong to others and live in the user's own store, never in the package.
"""
