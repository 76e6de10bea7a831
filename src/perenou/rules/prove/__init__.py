"""The law on symbols: questions about every family of a bounded shape at once.

``terms`` builds what the solver takes, ``months`` the calendar on it, ``reading`` runs a norm's
function on terms, ``family`` gives every name on any day, and ``ask`` finds a family, the smallest
one, or the proof that there is none. Nothing here knows a benefit.
"""
